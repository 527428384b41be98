package page_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"pamphlet/blog/page"
	"pamphlet/themes"
)

// TestBundledThemesPassTheirOwnCheck, within what somebody else's theme may cost.
func TestBundledThemesPassTheirOwnCheck(t *testing.T) {
	for _, name := range themes.Bundled().Names() {
		for _, fault := range page.CheckTheme(os.DirFS("../../themes/" + name)) {
			t.Errorf("%s: %v", name, fault)
		}
	}
}

// TestCheckRendersEveryPage finds what only shows when a page is made.
func TestCheckRendersEveryPage(t *testing.T) {
	for text, want := range map[string]string{
		"\n{{.Bogus}}":                               "templates/article.html:2: <.Bogus>: can't evaluate field Bogus in type page.Article",
		"\n\n{{with .Cover}}{{.Nope}}{{end}}":        "templates/article.html:3: <.Nope>: can't evaluate field Nope",
		"\n{{range .Related}}{{end}}{{.Next.Title}}": "templates/article.html:2: .Next is not on every page. Write {{with .Next}} … {{end}} around it",
		"{{index .Tags 9}}":                          "templates/article.html:1: <index .Tags 9>: error calling index",
		`{{setting .Settings "bogus"}}`:              `theme.toml declares no setting "bogus"`,
		`{{asset "bogus.png"}}`:                      `there is no asset "bogus.png"`,
		"{{range .Tags}}{{range $.Tags}}{{range $.Tags}}{{range $.Tags}}{{range $.Tags}}{{range 20000}}.{{end}}{{end}}{{end}}{{end}}{{end}}{{end}}": "more than a page may cost",
	} {
		files := fstest.MapFS{
			"theme.toml":             {Data: []byte("name = \"mine\"\ncontract = 1\n")},
			"templates/article.html": {Data: []byte(`{{define "main"}}` + text + `{{end}}`)},
		}
		var said []string
		for _, fault := range page.CheckTheme(files) {
			said = append(said, fault.Error())
			if fault.Remedy.English == "" {
				t.Errorf("%q: the fault %v says not what to do", text, fault)
			}
		}
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("%q: %s; want %q", text, strings.Join(said, "\n"), want)
		}
	}
}

// TestCheckKnowsUnevenLists: what one card has, another may not.
func TestCheckKnowsUnevenLists(t *testing.T) {
	files := fstest.MapFS{
		"theme.toml":         {Data: []byte("name = \"mine\"\ncontract = 1\n")},
		"templates/tag.html": {Data: []byte("{{define \"main\"}}{{range .Cards}}\n{{.Cover.Src}}{{end}}{{end}}")},
	}
	faults := page.CheckTheme(files)
	if len(faults) != 1 || faults[0].Error() != "templates/tag.html:2: .Cover is not on every page. Write {{with .Cover}} … {{end}} around it." {
		t.Errorf("%v", faults)
	}
}
