package content

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func testOptions() Options {
	return Options{
		BaseURL: "https://b.example",
		TagURL:  func(tag string) string { return "https://b.example/tags/" + strings.ToLower(tag) },
		Mention: func(handle string) (string, bool) {
			_, host, _ := strings.Cut(handle[1:], "@")
			return "https://" + strings.ToLower(host) + "/users/" + strings.Split(handle, "@")[1], host != "nowhere.example"
		},
		MathBundle: MathBundle(),
	}
}

func newTestRenderer(t testing.TB, options Options) *Renderer {
	t.Helper()
	r, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func render(t testing.TB, r *Renderer, markdown string) Document {
	t.Helper()
	doc, err := r.Render(context.Background(), Input{Markdown: markdown})
	if err != nil {
		t.Fatalf("rendering %.200q: %v", markdown, err)
	}
	return doc
}

func needMath(t testing.TB) {
	t.Helper()
	if MathBundle() == nil {
		t.Skip("content/dist/temml.js is not built: run make build; formulas were NOT tested")
	}
}

// TestGolden renders testdata/markdown/*.md and compares with the .html beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/markdown/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	r := newTestRenderer(t, testOptions())
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		t.Run(name, func(t *testing.T) {
			if strings.HasPrefix(name, "math") || name == "kitchen-sink" {
				needMath(t)
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := r.Render(context.Background(), Input{Markdown: string(source), IDPrefix: "a1-"})
			if err != nil {
				t.Fatal(err)
			}
			compareGolden(t, strings.TrimSuffix(file, ".md")+".html", doc.HTML)
			checkSafe(t, doc.HTML)
		})
	}
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it anew)\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}

// TestCorpus renders real articles of six sites.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../shared/corpus/markdown/*.m*")
	if len(files) == 0 {
		t.Skip("../shared/corpus/markdown is missing: real articles were NOT tested")
	}
	r := newTestRenderer(t, testOptions())
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fm, rest, err := SplitFrontMatter(source)
			if err != nil {
				t.Fatal(err)
			}
			if bytesBegin(source, "---") && fm.Title == "" && len(fm.Extra) == 0 && fm.Date.IsZero() {
				t.Error("front matter gave nothing")
			}
			doc := render(t, r, string(rest))
			checkSafe(t, doc.HTML)
			if doc.Words == 0 || doc.Minutes == 0 {
				t.Errorf("no words counted: %+v", doc)
			}
			if again := render(t, r, string(rest)); again.HTML != doc.HTML {
				t.Error("the same text gave other bytes")
			}
		})
	}
}

func bytesBegin(b []byte, prefix string) bool { return strings.HasPrefix(string(b), prefix) }
