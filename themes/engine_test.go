package themes

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFontsListMatchesTheTable(t *testing.T) {
	text, err := os.ReadFile("fonts.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{} // with the characters to keep, where it is not all
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) < 3 || len(fields) > 4 {
			t.Fatalf("the line %q is not: npm package, path in it, name here, maybe characters", line)
		}
		listed[fields[2]] = strings.Join(fields[3:], "")
	}
	for name, f := range families {
		for _, face := range f.faces {
			kept, ok := listed[face.file]
			if !ok {
				t.Errorf("family %s wants %s, which fonts.txt does not copy", name, face.file)
			}
			if kept != "" && kept != subsets[face.subset] {
				t.Errorf("%s has other characters than its rule says", face.file)
			}
			if subsets[face.subset] == "" {
				t.Errorf("%s: there is no subset %q", face.file, face.subset)
			}
			delete(listed, face.file)
		}
	}
	for name := range listed {
		t.Errorf("fonts.txt copies %s, which no family uses", name)
	}
}

// TestFontsThatAreThere checks that a rule and a preload appear exactly for the
// files the build copied.
func TestFontsThatAreThere(t *testing.T) {
	root := fstest.MapFS{"dist/fonts/instrument-sans-latin.woff2": {Data: []byte("wOF2")}}
	fonts, err := readFonts(root)
	if err != nil {
		t.Fatal(err)
	}
	s := &source{manifest: Manifest{Name: "x", Fonts: []string{"instrument-sans", "source-serif-4"}, Style: []string{fontsName}}}
	theme := &Theme{manifest: s.manifest, key: s.manifest.Name}
	theme.addAssets(s, fonts)
	sheet, _ := theme.Asset(styleName)
	css := string(sheet.Bytes)
	if n := strings.Count(css, "format(\"woff2\")"); n != 1 {
		t.Errorf("%d rules with files, want 1", n)
	}
	if n := strings.Count(css, "size-adjust"); n != 5 {
		t.Errorf("%d local faces, want 5", n)
	}
	preloads := theme.preloads(nil)
	if len(preloads) != 1 || preloads[0].URL != theme.AssetURL("fonts/instrument-sans-latin.woff2") {
		t.Fatalf("preloads %v, want the one file", preloads)
	}
	if !strings.Contains(css, preloads[0].URL) {
		t.Error("the rule and the preload name different addresses")
	}
	s.manifest.Fonts = []string{"stix-two-math"}
	formal := &Theme{manifest: s.manifest, key: s.manifest.Name}
	formal.addAssets(s, fontFiles{"stix-two-math.woff2": []byte("wOF2")})
	sheet, _ = formal.Asset(styleName)
	if css := string(sheet.Bytes); !strings.Contains(css, `src:local("STIX Two Math"),url(`) || len(formal.preloads(nil)) != 0 {
		t.Errorf("who has the font, or no formula, fetches it: %s", css)
	}
	empty, err := readFonts(fstest.MapFS{})
	if err != nil || len(empty) != 0 {
		t.Errorf("without a build: %v, %v", empty, err)
	}
}

func TestCompact(t *testing.T) {
	for css, want := range map[string]string{
		"a  :hover ,\n b { color : red ; }\n\n c{}":            `a :hover , b{color : red;}c{}`,
		"/* x */ a /* y */ b { }":                              `a b{}`,
		`a::before { content: "  /* not */  " ; x: 'a\'  b' }`: `a::before{content: "  /* not */  ";x: 'a\'  b'}`,
		"@media (min-width: 1em) and (color) { a { --b: c } }": `@media (min-width: 1em) and (color){a{--b: c}}`,
		"a { /* never closed":                                  `a{`,
		`a { content: "never closed`:                           `a{content: "never closed`,
		`a{content:"\\`:                                        `a{content:"\\`,
		"":                                                     "",
	} {
		if got := compact(css); got != want {
			t.Errorf("compact(%q) = %q, want %q", css, got, want)
		}
		if again := compact(compact(css)); again != compact(css) {
			t.Errorf("compact(%q) changes when done twice: %q", css, again)
		}
	}
}

func TestPostmarks(t *testing.T) {
	seen := map[string]bool{}
	for i := range 4000 {
		mark, err := Postmark(fmt.Sprint("host", i))
		if err != nil {
			t.Fatal(err)
		}
		seen[string(mark)] = true
	}
	if len(seen) != 128 {
		t.Errorf("%d different marks, want 128", len(seen))
	}
	a, _ := Postmark("Example.ORG")
	b, _ := Postmark("example.org")
	if a != b {
		t.Error("a host's mark depends on the case of its letters")
	}
}

func TestScalarsOnly(t *testing.T) {
	b := &budget{limits: untrusted}
	b.begin(t.Context())
	if got, err := b.printf("%d%% of %s is %v", 7, "it", true); err != nil || got != "7% of it is true" {
		t.Errorf("printf: %q, %v", got, err)
	}
	for _, bad := range []string{"%5d", "%", "%x", "%d %d"} {
		if _, err := b.printf(bad, 1); err == nil {
			t.Errorf("printf took %q", bad)
		}
	}
	if _, err := b.print([]string{"a"}); err == nil {
		t.Error("print took a slice")
	}
}

func TestIconsAreWellFormed(t *testing.T) {
	for name := range icons {
		drawing, err := icon(name)
		if err != nil || strings.Count(string(drawing), "<svg") != 1 || strings.Contains(string(drawing), "<script") {
			t.Errorf("icon %s: %v %q", name, err, drawing)
		}
	}
	if _, err := icon("cat"); err == nil || !strings.Contains(err.Error(), "heart") {
		t.Errorf("an unknown icon gives %v; want the names there are", err)
	}
}

// FuzzTemplates feeds any text as a theme's page: it is refused or rendered,
// within its budget, and never ends the program.
func FuzzTemplates(f *testing.F) {
	for _, seed := range []string{"", "{{.Title}}", "{{range 5}}x{{end}}", "{{define \"x\"}}{{template \"x\"}}{{end}}", "<a href=\"{{.Title}}", "{{$x := print 1 2}}{{$x}}", "{{if}}", "<script>{{.Title}}</script>"} {
		f.Add(seed)
	}
	library := Bundled()
	f.Fuzz(func(t *testing.T, text string) {
		theme, err := library.Load(fstest.MapFS{
			"theme.toml":             {Data: []byte("name = \"mine\"\ncontract = 1\n")},
			"templates/layout.html":  {Data: []byte(`{{template "main" .}}`)},
			"templates/article.html": {Data: []byte(`{{define "main"}}` + text + `{{end}}`)},
		}, "mine@1")
		if err != nil {
			return
		}
		var page strings.Builder
		if err := theme.Render(t.Context(), &page, "article", struct{ Title string }{"<b>"}); err != nil && page.Len() > 0 {
			t.Error("a failed page was written")
		}
	})
}
