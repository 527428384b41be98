package desk

import (
	"net/url"
	"slices"
	"strings"
)

// keptText is a form that could not be saved, on its way back to its writer.
type keptText struct {
	To     string // the path it was sent to
	Fields []keptField
	// Lost says that a file was sent, too; files are not carried.
	Lost bool
}

type keptField struct{ Name, Value string }

// Prefix and path field of carried forms in the sign-in form.
const (
	carryPrefix = "kept."
	carryPath   = "kept-path"
)

// notCarried are fields of our own making, and secrets. What a button says is not carried either:
// a form that comes back is saved, not published, whatever was pressed an hour ago.
var notCarried = []string{"csrf", "do", "back", "password", "old", "new"}

// keep is what somebody typed into a form; nil when that is nothing.
func keep(path string, sent Form) *keptText {
	kept := &keptText{To: savePath(path, sent), Lost: len(sent.files) > 0}
	typed := false
	for name, values := range sent.values {
		if slices.Contains(notCarried, name) || strings.HasPrefix(name, carryPrefix) || name == carryPath {
			continue
		}
		for _, value := range values {
			kept.Fields = append(kept.Fields, keptField{name, value})
			typed = typed || strings.TrimSpace(value) != ""
		}
	}
	if !typed || deskPath(kept.To) != kept.To {
		return nil
	}
	slices.SortStableFunc(kept.Fields, func(a, b keptField) int { return strings.Compare(a.Name, b.Name) })
	return kept
}

// savePath is where a form is saved: that of a preview or a look by the editor it came from, a new article's by
// the article it became, if it got that far.
func savePath(path string, sent Form) string {
	if path != "/desk/preview" && path != "/desk/look" && path != "/desk/articles" {
		return path
	}
	if article := Number(sent.Get("article")); article != 0 {
		return ArticlePath(article)
	}
	return "/desk/articles"
}

// carried reads what came through the sign-in form; nil when nothing did.
func carried(sent Form) *keptText {
	inner := url.Values{}
	for name, values := range sent.values {
		if own, ok := strings.CutPrefix(name, carryPrefix); ok {
			inner[own] = values
		}
	}
	path := sent.Get(carryPath)
	if path == "" {
		return nil
	}
	return keep(path, Form{values: inner})
}

// form is the kept fields as they were sent.
func (k *keptText) form() Form {
	values := url.Values{}
	for _, f := range k.Fields {
		values.Add(f.Name, f.Value)
	}
	return Form{values: values, files: map[string]*File{}}
}

// comfort is added to a message where text is at stake.
func (k *keptText) comfort(v *Visit) string {
	if k == nil {
		return ""
	}
	return " " + v.Text("What you wrote is still here.")
}

// Field is the value of one kept field.
func (k *keptText) Field(name string) string {
	for _, f := range k.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

// HasText says whether an article is among what was kept.
func (k *keptText) HasText() bool { return k.Field("markdown") != "" || k.Field("title") != "" }

// HasTitle says whether the text is an article's, which may have a title.
func (k *keptText) HasTitle() bool {
	return slices.ContainsFunc(k.Fields, func(f keptField) bool { return f.Name == "title" })
}

// Unsent says that the form goes to other people. It comes back into its own form, to be read once
// more, and is never sent by itself.
func (k *keptText) Unsent() bool {
	for _, prefix := range []string{"/desk/comments/", "/desk/answers/", "/desk/following"} {
		if strings.HasPrefix(k.To, prefix) {
			return true
		}
	}
	return false
}

// HasWords says whether what was kept is worth being read again: a like or a follow is only a button.
func (k *keptText) HasWords() bool { return k.HasText() || !k.Unsent() }

// Hidden are the fields that are not shown: all but an article's title and text.
func (k *keptText) Hidden() []keptField {
	return slices.DeleteFunc(slices.Clone(k.Fields), func(f keptField) bool {
		return f.Name == "markdown" || f.Name == "title"
	})
}
