package themes_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"pamphlet/blog/page"
	"pamphlet/themes"
)

var update = flag.Bool("update", false, "write the golden files anew")

func bundled(t testing.TB, name string) *themes.Theme {
	t.Helper()
	theme, err := themes.Bundled().Theme(name)
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

func render(t testing.TB, theme *themes.Theme, name string, view any) string {
	t.Helper()
	var page bytes.Buffer
	if err := theme.Render(t.Context(), &page, name, view); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

// eachTheme runs a test for every theme that comes with the program.
func eachTheme(t *testing.T, test func(*testing.T, *themes.Theme)) {
	t.Helper()
	library := themes.Bundled()
	for _, name := range library.Names() {
		t.Run(name, func(t *testing.T) {
			theme, err := library.Theme(name)
			if err != nil {
				t.Fatal(err)
			}
			test(t, theme)
		})
	}
}

var (
	assetHash = regexp.MustCompile(`(/assets/[a-z]+/)[0-9a-f]{16}/`)
	preload   = regexp.MustCompile(`<link rel="preload"[^>]*>\n`)
)

// TestGolden compares every page. Hashes and preloaded fonts depend on what
// the build copied, so both are left out.
func TestGolden(t *testing.T) {
	theme := bundled(t, themes.BaseName)
	for name, p := range pages() {
		got := preload.ReplaceAllString(assetHash.ReplaceAllString(render(t, theme, p.Type, p.View), "${1}HASH/"), "")
		file := filepath.Join("testdata", "folio", name+".html")
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s; look at it, then run go test ./themes -update", name, file)
		}
	}
}

func TestContractsAgree(t *testing.T) {
	if page.Contract != themes.Contract {
		t.Errorf("the views are contract %d, the engine %d", page.Contract, themes.Contract)
	}
}

func TestRenderingIsTheSameEachTime(t *testing.T) {
	theme := bundled(t, themes.BaseName)
	first := render(t, theme, "article", articleView())
	for range 5 {
		if render(t, theme, "article", articleView()) != first || render(t, bundled(t, themes.BaseName), "article", articleView()) != first {
			t.Fatal("two renderings of one view differ")
		}
	}
}

func TestManyReadersAtOnce(t *testing.T) {
	theme := bundled(t, themes.BaseName)
	want := map[string]string{"article": render(t, theme, "article", articleView()), "blog": render(t, theme, "blog", blogView())}
	var readers sync.WaitGroup
	for i := range 12 {
		readers.Go(func() {
			var got bytes.Buffer
			name, view := "article", any(articleView())
			if i%2 == 0 {
				name, view = "blog", blogView()
			}
			if err := theme.Render(context.Background(), &got, name, view); err != nil || got.String() != want[name] {
				t.Errorf("%s differs with many readers: %v", name, err)
			}
		})
	}
	readers.Wait()
}

// each calls f for every element.
func each(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, f)
	}
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func parse(t *testing.T, text string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestStructure holds every page to what readers with a screen reader, a
// keyboard or a strict browser rely on.
func TestStructure(t *testing.T) { eachTheme(t, checkStructure) }

func checkStructure(t *testing.T, theme *themes.Theme) {
	for name, p := range pages() {
		t.Run(name, func(t *testing.T) {
			doc := parse(t, render(t, theme, p.Type, p.View))
			ids, count, level := map[string]bool{}, map[string]int{}, 0
			each(doc, func(n *html.Node) {
				count[n.Data]++
				if id, ok := attr(n, "id"); ok {
					if ids[id] {
						t.Errorf("the id %q is used twice", id)
					}
					ids[id] = true
				}
				if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
					now := int(n.Data[1] - '0')
					if now > level+1 {
						t.Errorf("h%d follows h%d", now, level)
					}
					level = now
				}
			})
			for element, want := range map[string]int{"h1": 1, "main": 1, "title": 1} {
				if count[element] != want {
					t.Errorf("%d times <%s>, want %d", count[element], element, want)
				}
			}
			each(doc, func(n *html.Node) { checkElement(t, n, ids, theme) })
		})
	}
}

func checkElement(t *testing.T, n *html.Node, ids map[string]bool, theme *themes.Theme) {
	t.Helper()
	if lang, _ := attr(n, "lang"); n.Data == "html" && lang == "" {
		t.Error("the page has no language")
	}
	if _, ok := attr(n, "alt"); n.Data == "img" && !ok {
		t.Error("a picture without alt")
	}
	for _, key := range []string{"src", "srcset"} {
		if v, _ := attr(n, key); strings.HasPrefix(v, "http") || strings.HasPrefix(v, "//") {
			t.Errorf("<%s %s=%q> asks another server", n.Data, key, v)
		}
	}
	if by, ok := attr(n, "aria-labelledby"); ok && !ids[by] {
		t.Errorf("<%s> is labelled by %q, which does not exist", n.Data, by)
	}
	href, _ := attr(n, "href")
	if target, ok := strings.CutPrefix(href, "#"); ok && n.Data == "a" && len(ids) > 0 && !ids[target] && !fixtureAnchor[target] {
		t.Errorf("a link to #%s leads nowhere", target)
	}
	if _, ok := attr(n, "style"); ok {
		t.Errorf("<%s> has a style of its own, which the policy blocks", n.Data)
	}
	if n.Data == "style" && !slices.Contains(theme.StyleHashes(nil), hashOf(n.FirstChild.Data)) {
		t.Error("a style element that the policy blocks")
	}
	if kind, _ := attr(n, "type"); n.Data == "script" && kind != "application/ld+json" {
		t.Error("a script")
	}
}

func hashOf(sheet string) string {
	sum := sha256.Sum256([]byte(sheet))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// fixtureAnchor lists outline entries of short fixtures without a heading.
var fixtureAnchor = map[string]bool{"y": true, "z": true}

const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;`

// poison fills a view with hostile text wherever text fits.
func poison(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		switch {
		case v.Type() == reflect.TypeFor[template.HTML]():
			v.SetString("<p>clean</p>")
		case v.Type() == reflect.TypeFor[page.CommentState]():
			v.SetString(string(page.CommentShown))
		default:
			v.SetString([]string{hostile, "javascript:alert(1)"}[depth%2])
		}
	case reflect.Int:
		v.SetInt(20)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		poison(v.Elem(), depth+1)
	case reflect.Slice:
		if depth < 6 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			for i := range v.Len() {
				poison(v.Index(i), depth+1+i)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			poison(v.Field(i), depth)
		}
	}
}

func TestHostileTextStaysText(t *testing.T) { eachTheme(t, checkHostileText) }

func checkHostileText(t *testing.T, theme *themes.Theme) {
	views := map[string]any{"site": page.SiteHome{}, "blog": page.BlogHome{}, "article": page.Article{}, "edits": page.Edits{}, "series": page.Series{}, "tag": page.Tag{}, "archive": page.Archive{}, "about": page.About{}, "follow": page.Follow{}, "search": page.Search{}, "leave": page.Leave{}, "error": page.Error{}}
	if len(views) != len(theme.Pages()) {
		t.Fatalf("the theme has the pages %v; test each of them", theme.Pages())
	}
	for name, empty := range views {
		for start := range 2 { // so that each text is once markup and once an address
			view := reflect.New(reflect.TypeOf(empty)).Elem()
			poison(view, start)
			view.FieldByName("JSONLD").SetString(`{"name":"</script><script>alert(1)</script><!--"}`)
			text := render(t, theme, name, view.Interface())
			each(parse(t, text), func(n *html.Node) {
				if kind, _ := attr(n, "type"); n.Data == "script" && kind != "application/ld+json" {
					t.Errorf("%s: a script got in", name)
				}
				if n.Data == "img" {
					if src, _ := attr(n, "src"); src == "x" {
						t.Errorf("%s: an element got in", name)
					}
				}
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || (strings.HasPrefix(strings.ToLower(a.Val), "javascript:") && (a.Key == "href" || a.Key == "src")) {
						t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
					}
				}
			})
		}
	}
}

func TestEmptyViewsRender(t *testing.T) { eachTheme(t, checkEmptyViews) }

func checkEmptyViews(t *testing.T, theme *themes.Theme) {
	for name, view := range map[string]any{"site": page.SiteHome{}, "blog": page.BlogHome{Frame: page.Frame{Blog: &page.Blog{}}}, "article": page.Article{}, "edits": page.Edits{}, "series": page.Series{}, "tag": page.Tag{}, "archive": page.Archive{}, "about": page.About{}, "follow": page.Follow{}, "search": page.Search{}, "leave": page.Leave{}, "error": page.Error{}} {
		if text := render(t, theme, name, view); strings.Contains(text, "<nil>") || strings.Contains(text, "ZgotmplZ") {
			t.Errorf("%s of an empty view shows its insides", name)
		}
	}
}

func TestDeepThreadsRender(t *testing.T) { eachTheme(t, checkDeepThreads) }

func checkDeepThreads(t *testing.T, theme *themes.Theme) {
	view := articleView()
	deep := reply("z", bo, 12, "2026-11-14 21:19", "<p>deep</p>")
	for i := 11; i > 0; i-- {
		deep = reply(fmt.Sprintf("z%d", i), bo, i, "2026-11-14 21:19", "<p>deep</p>", deep)
	}
	view.Thread.Comments = nil
	for range 100 {
		view.Thread.Comments = append(view.Thread.Comments, deep)
	}
	if text := render(t, theme, "article", view); strings.Count(text, "<p>deep</p>") != 1200 {
		t.Error("a hundred replies with twelve levels each are not all there")
	}
}

// budgets are the largest style sheets of the themes, compressed, in bytes. Gazette and Margin lay theirs over Folio's;
// Slip has none, it is in the page.
var budgets = map[string]int{"folio": 9 << 10, "gazette": 10<<10 + 512, "margin": 9<<10 + 768, "slip": 1}

// TestBudget keeps what a reader waits for small. Font rules are left out, as
// they depend on what the build copied.
func TestBudget(t *testing.T) {
	eachTheme(t, func(t *testing.T, theme *themes.Theme) {
		sheet, _ := theme.Asset("style.css")
		css := string(sheet.Bytes)
		if at := strings.Index(css, ":root{"); at > 0 {
			css = css[at:]
		}
		size := 0
		if css != "" {
			size = len(compressed(t, css))
		}
		t.Logf("style.css without fonts: %d bytes, %d compressed", len(css), size)
		if size > budgets[theme.Manifest().Name] {
			t.Errorf("style.css is %d bytes compressed; the budget is %d", size, budgets[theme.Manifest().Name])
		}
	})
}

// TestSlipIsOneRequest of less than 14 KB, the first packets of a connection: a blog's first page as it is, and a long
// article with its thread when it is compressed.
func TestSlipIsOneRequest(t *testing.T) {
	slip := bundled(t, "slip")
	home, article := render(t, slip, "blog", blogView()), render(t, slip, "article", articleView())
	for name, size := range map[string]int{"home": len(home), "article": len(compressed(t, article))} {
		t.Logf("%s: %d bytes", name, size)
		if size > 14<<10 {
			t.Errorf("%s is %d bytes", name, size)
		}
	}
	for _, page := range []string{home, article} {
		each(parse(t, page), func(n *html.Node) {
			if rel, _ := attr(n, "rel"); n.Data == "link" && (rel == "stylesheet" || rel == "preload") {
				t.Errorf("a page asks for more: %v", n.Attr)
			}
		})
	}
	each(parse(t, home), func(n *html.Node) {
		if n.Data == "img" {
			t.Errorf("a picture on the first page: %v", n.Attr)
		}
	})
}

func compressed(t *testing.T, text string) []byte {
	t.Helper()
	var small bytes.Buffer
	zip, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := zip.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return small.Bytes()
}

func BenchmarkArticle(b *testing.B) {
	theme := bundled(b, themes.BaseName)
	view := articleView()
	for len(view.Thread.Comments) < 100 {
		view.Thread.Comments = append(view.Thread.Comments, view.Thread.Comments...)
	}
	b.ReportAllocs()
	for b.Loop() {
		var page bytes.Buffer
		if err := theme.Render(b.Context(), &page, "article", view); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(page.Len()))
	}
}
