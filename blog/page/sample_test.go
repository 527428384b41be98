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
		"\n{{.Bogus}}":                        "templates/article.html:2: <.Bogus>: can't evaluate field Bogus in type page.Article",
		"\n\n{{with .Cover}}{{.Nope}}{{end}}": "templates/article.html:3: <.Nope>: can't evaluate field Nope",
		"{{index .Tags 9}}":                   "templates/article.html:1: <index .Tags 9>: error calling index",
		`{{setting .Settings "bogus"}}`:       `theme.toml declares no setting "bogus"`,
		`{{asset "bogus.png"}}`:               `there is no asset "bogus.png"`,
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
