package desk

import (
	"html/template"
	"strings"
)

// element is a part of a text with a name of its own, and perhaps a class: "code", "b.address".
func element(name string, content any) template.HTML {
	name, class, styled := strings.Cut(name, ".")
	start := name
	if styled {
		start += ` class="` + class + `"`
	}
	return template.HTML("<" + start + ">" + isolated(content) + "</" + name + ">") //nolint:gosec // templates name it
}

// isolated keeps what somebody wrote from turning the words around it, where these are read the other way.
func isolated(content any) string { return "<bdi>" + template.HTMLEscaper(content) + "</bdi>" }

// keys are keys to be held together.
func keys(names ...string) template.HTML {
	var held []string
	for _, name := range names {
		held = append(held, "<kbd>"+template.HTMLEscapeString(name)+"</kbd>")
	}
	return template.HTML(`<span dir="ltr">` + strings.Join(held, " ") + `</span>`) //nolint:gosec // made of elements
}

// link is a part of a text that leads to a page of this site, perhaps with a class; without an address it leads nowhere.
func link(address string, content any, class ...string) template.HTML {
	if !strings.HasPrefix(address, "/") {
		return template.HTML(isolated(content)) //nolint:gosec // escaped
	}
	start := `<a href="` + template.HTMLEscapeString(address) + `"`
	if len(class) > 0 {
		start = `<a class="` + class[0] + `" href="` + template.HTMLEscapeString(address) + `"`
	}
	return template.HTML(start + ">" + isolated(content) + "</a>") //nolint:gosec // both are escaped
}
