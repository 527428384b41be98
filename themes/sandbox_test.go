package themes_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pamphlet/themes"
)

// tiny is the smallest view a template can be run against. It stands in for
// the contract's structs where only the engine is tested.
type tiny struct {
	Title string
	Items []string
	Big   template.HTML
	Tree  node
}

type node struct {
	Name string
	Kids []node
}

// own builds a theme whose article page and layout are the given texts.
func own(main string, more map[string]string) fstest.MapFS {
	files := fstest.MapFS{
		"theme.toml":             {Data: []byte("name = \"mine\"\ncontract = 1\n")},
		"templates/layout.html":  {Data: []byte(`{{template "main" .}}`)},
		"templates/article.html": {Data: []byte(`{{define "main"}}` + main + `{{end}}`)},
	}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// attack is a theme that would take a server's time or memory, and what it is refused with. How soon is measured by
// BenchmarkHostileThemes.
type attack struct {
	main string
	more map[string]string
	want string
}

func hostileThemes() (map[string]attack, tiny) {
	deep := node{Name: "leaf"}
	for range 400 {
		deep = node{Name: "branch", Kids: []node{deep}}
	}
	view := tiny{Title: "T", Items: make([]string, 1000), Big: template.HTML(strings.Repeat("<b></b>", 200_000)), Tree: deep}
	nested := strings.Repeat("{{range 1000}}", 6) + "x" + strings.Repeat("{{end}}", 6)
	var fan strings.Builder
	fan.WriteString(`{{define "f0"}}x{{end}}`)
	for i := 1; i < 40; i++ {
		fmt.Fprintf(&fan, `{{define "f%d"}}{{template "f%d" .}}{{template "f%d" .}}{{end}}`, i, i-1, i-1)
	}
	return map[string]attack{
		"endless range":       {`{{range 1000000000}}{{end}}`, nil, "steps|longer"},
		"nested ranges":       {nested, nil, "steps|longer"},
		"recursion":           {`{{template "again" .}}`, map[string]string{"templates/partials/again.html": `{{template "again" .}}`}, "deep"},
		"recursion over data": {`{{template "tree" .Tree}}`, map[string]string{"templates/partials/tree.html": `{{range .Kids}}{{template "tree" .}}{{end}}`}, "deep"},
		"doubling calls":      {`{{template "f39" .}}`, map[string]string{"templates/partials/fan.html": fan.String()}, "steps|longer"},
		"doubling print":      {`{{$s := "ha"}}{{range 64}}{{$s = print $s $s}}{{end}}{{$s}}`, nil, "text longer"},
		"doubling printf":     {`{{$s := "ha"}}{{range 64}}{{$s = printf "%s%s" $s $s}}{{end}}{{$s}}`, nil, "text longer"},
		"width in printf":     {`{{printf "%1000000000d" 1}}`, nil, "printf knows only"},
		"large page":          {`{{range 100000}}{{$.Big}}{{end}}`, nil, "page larger"},
		"silent work":         {strings.Repeat(`<i title="{{.Big}}"></i>`, 2000), nil, "longer than"},
		"long plural":         {`{{$s := "ha"}}{{range 64}}{{$s = plural 2 "" (print $s $s)}}{{end}}`, nil, "text longer"},
	}, view
}

func TestC8HostileThemesAreStopped(t *testing.T) {
	cases, view := hostileThemes()
	library := themes.Bundled()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if err := attempt(t, library, own(c.main, c.more), view); err == nil || !regexp.MustCompile(c.want+"|longer than").MatchString(err.Error()) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

// BenchmarkHostileThemes measures how long one page of a hostile theme keeps a core busy: the limit is 150 ms.
func BenchmarkHostileThemes(b *testing.B) {
	cases, view := hostileThemes()
	library := themes.Bundled()
	for name, c := range cases {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_ = attempt(b, library, own(c.main, c.more), view)
			}
		})
	}
}

// attempt loads a theme and renders one page; a page that failed must not have
// been written.
func attempt(t testing.TB, library *themes.Library, files fstest.MapFS, view any) error {
	t.Helper()
	theme, err := library.Load(files, "mine@1")
	if err != nil {
		return err
	}
	var page bytes.Buffer
	err = theme.Render(t.Context(), &page, "article", view)
	if err != nil && page.Len() > 0 {
		t.Errorf("wrote %d bytes of a page that failed", page.Len())
	}
	return err
}

func TestC8ForbiddenFunctionsDoNotParse(t *testing.T) {
	for _, call := range []string{`js .Title`, `html .Title`, `urlquery .Title`, `call .Title`, `slice .Title 0 1`, `println .Title`, `__step "x"`, `__leave "x"`, `_html_template_htmlescaper .Title`} {
		_, err := themes.Bundled().Load(own("\n{{"+call+"}}", nil), "mine@1")
		if err == nil || !strings.Contains(err.Error(), "templates/article.html:2: there is no function") {
			t.Errorf("{{%s}}: error %v, want the file, line 2, and that there is no such function", call, err)
		}
	}
}

// deepTemplates are refused before anything walks them: each would take seconds, or the stack.
var deepTemplates = map[string]string{
	"ifs":      strings.Repeat("{{if .Title}}", 9000) + strings.Repeat("{{end}}", 9000),
	"ranges":   strings.Repeat("{{range .Items}}", 20) + strings.Repeat("{{end}}", 20),
	"brackets": "{{" + strings.Repeat("(", 50000) + "1" + strings.Repeat(")", 50000) + "}}",
	"elses":    strings.Repeat("{{if .Title}}{{else}}", 5000) + strings.Repeat("{{end}}", 5000),
}

func TestC8DeepTemplatesAreRefused(t *testing.T) {
	for name, text := range deepTemplates {
		if _, err := themes.Bundled().Load(own(text, nil), "mine@1"); err == nil {
			t.Errorf("%s: a deep template was accepted", name)
		}
	}
}

func BenchmarkDeepTemplates(b *testing.B) {
	for name, text := range deepTemplates {
		b.Run(name, func(b *testing.B) {
			library := themes.Bundled()
			for b.Loop() {
				_, _ = library.Load(own(text, nil), "mine@1")
			}
		})
	}
}

type talkative struct{ Title string }

func (talkative) Delete() string { return "gone" }

func TestC8ViewsAreOnlyData(t *testing.T) {
	theme, err := themes.Bundled().Load(own(`{{.Title}}`, nil), "mine@1")
	if err != nil {
		t.Fatal(err)
	}
	for name, view := range map[string]any{
		"methods":         talkative{"x"},
		"hidden in slice": struct{ All []talkative }{},
		"pointer methods": struct{ B *bytes.Buffer }{},
		"time":            struct{ At time.Time }{},
		"function":        struct{ F func() }{},
		"anything":        struct{ A any }{},
		"channel":         struct{ C chan int }{},
		"nothing":         nil,
	} {
		if err := theme.Render(t.Context(), &bytes.Buffer{}, "article", view); err == nil {
			t.Errorf("a view with %s was accepted", name)
		}
	}
}

func TestRenderStopsWithItsContext(t *testing.T) {
	theme, err := themes.Bundled().Load(own(`{{range 9000}}.{{end}}`, nil), "mine@1")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := theme.Render(ctx, &bytes.Buffer{}, "article", tiny{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	// The press is used again after a failure, and holds nothing of it.
	var page bytes.Buffer
	if err := theme.Render(t.Context(), &page, "article", tiny{}); err != nil || page.Len() != 9000 {
		t.Errorf("after a failure: %d bytes, %v", page.Len(), err)
	}
}

func TestOverlay(t *testing.T) {
	files := fstest.MapFS{
		"theme.toml":                     {Data: []byte("name = \"mine\"\ncontract = 1\nstyle = [\"fonts.css\", \"page.css\", \"mine.css\"]\nfonts = [\"instrument-sans\"]\n" + accent)},
		"templates/partials/bar.html":    {Data: []byte(`<header>my own bar</header>`)},
		"assets/mine.css":                {Data: []byte(`body{color:red}`)},
		"templates/partials/unused.html": {Data: []byte(`{{icon "heart"}}`)},
		"LICENSE":                        {Data: []byte("AGPL")},
	}
	theme, err := themes.Bundled().Load(files, "mine@1")
	if err != nil {
		t.Fatal(err)
	}
	html := render(t, theme, "article", articleView())
	for _, want := range []string{"my own bar", `class="foot"`, `href="/assets/mine@1/`} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(html, `class="bar"`) {
		t.Error("the base theme's bar is still there")
	}
	sheet, ok := theme.Asset("style.css")
	if !ok || !strings.HasSuffix(string(sheet.Bytes), "body{color:red}") || !strings.Contains(string(sheet.Bytes), ".button") {
		t.Error("style.css is not joined from the base theme's file and its own")
	}
}

const accent = `
[[setting]]
name = "accent"
type = "color"
default = "#2347b5"
[[setting]]
name = "cover"
type = "select"
default = "wide"
option = [{ value = "wide", label = "Wide" }]
[[setting]]
name = "numbers"
type = "boolean"
default = "true"
[[setting]]
name = "outline"
type = "boolean"
default = "false"
`

func TestSettings(t *testing.T) {
	theme := bundled(t, themes.BaseName)
	for chosen, want := range map[string]string{"plum": "plum", "": "ultramarine", `"><script>`: "ultramarine"} {
		view := articleView()
		view.Settings = map[string]string{"accent": chosen, "outline": "false", "numbers": "false"}
		html := render(t, theme, "article", view)
		if !strings.Contains(html, `data-accent="`+want+`"`) {
			t.Errorf("accent %q does not give %q", chosen, want)
		}
		if strings.Contains(html, `class="outline"`) || strings.Contains(html, `class="reactions"`) {
			t.Error("outline or numbers are shown although switched off")
		}
	}
}

func TestCheckSaysWhereAndWhat(t *testing.T) {
	good := own("", nil)
	if faults := themes.Check(good, nil); len(faults) > 0 {
		t.Fatalf("a good theme has faults: %v", faults)
	}
	cases := map[string]struct {
		file, text string
		line       int
		want       string
	}{
		"no such function":  {"templates/tag.html", "{{define \"main\"}}\n\n{{shout .Tag}}{{end}}", 3, `there is no function “shout”`},
		"no such template":  {"templates/tag.html", "{{define \"main\"}}\n{{template \"cart\" .}}{{end}}", 2, `there is no template “cart”`},
		"not closed":        {"templates/tag.html", "{{define \"main\"}}\n{{if .Tag}}", 2, "EOF"},
		"no main":           {"templates/tag.html", "<p>hello", 0, `does not define “main”`},
		"script":            {"templates/tag.html", "{{define \"main\"}}\n<p>\n<SCRIPT src=x></SCRIPT>{{end}}", 3, "no scripts"},
		"event handler":     {"templates/tag.html", "{{define \"main\"}}\n<img onerror=\"x\">{{end}}", 2, "no scripts"},
		"style attribute":   {"templates/tag.html", "{{define \"main\"}}<p style=\"x\">{{end}}", 1, "style attribute"},
		"other server":      {"templates/tag.html", "{{define \"main\"}}\n\n\n<img src=\"https://cdn.example/x.png\">{{end}}", 4, "no other server"},
		"ambiguous context": {"templates/tag.html", "{{define \"main\"}}\n<a href={{if .Tag}}\"{{end}}x>{{end}}", 2, "different contexts"},
		"css import":        {"assets/x.css", "\n@import 'y.css';", 2, "import"},
		"css other server":  {"assets/x.css", "p{}\np{background:url(//cdn.example/x)}", 2, "no other server"},
		"svg script":        {"assets/x.svg", "<svg>\n<script>1</script></svg>", 2, "no scripts"},
		"a script file":     {"assets/x.js", "alert(1)", 0, "no use for this file"},
		"unknown page":      {"templates/shop.html", "{{define \"main\"}}{{end}}", 0, "no page of this name"},
		"bad TOML":          {"theme.toml", "name = \"mine\"\ncontract = ", 2, "theme.toml"},
		"wrong contract":    {"theme.toml", "name = \"mine\"\ncontract = 99", 2, "contract 99"},
		"bad name":          {"theme.toml", "name = \"../x\"\ncontract = 1", 1, "cannot be part of an address"},
		"unknown key":       {"theme.toml", "name = \"mine\"\ncontract = 1\ncolour = 2", 3, `unknown key “colour”`},
		"bad default":       {"theme.toml", "name = \"mine\"\ncontract = 1\n[[setting]]\nname = \"wide\"\ntype = \"boolean\"\ndefault = \"perhaps\"", 4, "its own default"},
		"unknown type":      {"theme.toml", "name = \"mine\"\ncontract = 1\n[[setting]]\nname = \"wide\"\ntype = \"lua\"", 4, `type “lua”`},
		"unknown family":    {"theme.toml", "name = \"mine\"\ncontract = 1\nfonts = [\"comic\"]", 3, `font family “comic”`},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			files := maps.Clone(good)
			files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
			for _, fault := range themes.Check(files, nil) {
				if strings.Contains(fault.Error(), c.want) && fault.Line == c.line && fault.Remedy.English != "" {
					return
				}
			}
			t.Errorf("faults %v; want line %d with %q and a remedy", themes.Check(files, nil), c.line, c.want)
		})
	}
	if faults := themes.Check(fstest.MapFS{}, nil); len(faults) != 1 || faults[0].File != "theme.toml" {
		t.Errorf("an empty folder gives %v", faults)
	}
}

func TestLoadNeedsWhatCheckAccepts(t *testing.T) {
	files := own("{{nothing}}", nil)
	if _, err := themes.Bundled().Load(files, "mine@1"); err == nil {
		t.Error("Load took a theme with faults")
	}
	if _, err := themes.Bundled().Theme("no-such"); err == nil || !strings.Contains(err.Error(), "folio") {
		t.Errorf("an unknown theme gives %v; want the names there are", err)
	}
	theme, err := themes.Bundled().Load(own("", nil), "mine@1")
	if err != nil {
		t.Fatal(err)
	}
	if err := theme.Render(t.Context(), &bytes.Buffer{}, "shop", tiny{}); err == nil {
		t.Error("an unknown page was rendered")
	}
}

func TestInlineStylesHaveHashes(t *testing.T) {
	files := own(`{{style "small.css"}}`, map[string]string{"assets/small.css": "p{color:red}"})
	files["theme.toml"].Data = []byte("name = \"mine\"\ncontract = 1\ninline = [\"small.css\"]\n")
	theme, err := themes.Bundled().Load(files, "mine@1")
	if err != nil {
		t.Fatal(err)
	}
	if html := render(t, theme, "article", tiny{}); html != "<style>p{color:red}</style>" {
		t.Errorf("got %q", html)
	}
	// printf 'p{color:red}' | openssl dgst -sha256 -binary | base64
	want := "'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='"
	if hashes := theme.StyleHashes(nil); len(hashes) != 1 || hashes[0] != want {
		t.Errorf("hashes %v, want %s", hashes, want)
	}
}
