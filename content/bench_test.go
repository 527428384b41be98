package content

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// longArticle is about 20 KB of everything.
func longArticle(b *testing.B) string {
	b.Helper()
	var all strings.Builder
	files, err := filepath.Glob("testdata/markdown/*.md")
	if err != nil || len(files) == 0 {
		b.Fatalf("no golden files: %v", err)
	}
	for all.Len() < 20<<10 {
		for _, file := range files {
			if strings.Contains(file, "math") || strings.Contains(file, "kitchen") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			all.Write(source)
			all.WriteString("\n\n" + strings.Repeat("Some words of an ordinary paragraph, *nothing* more. ", 12) + "\n\n")
		}
	}
	return all.String()[:20<<10]
}

func BenchmarkRender20KB(b *testing.B) {
	source := longArticle(b)
	r := newTestRenderer(b, testOptions())
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Render(context.Background(), Input{Markdown: source}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFormula(b *testing.B) {
	needMath(b)
	r := newTestRenderer(b, testOptions())
	for b.Loop() {
		if _, err := r.Render(context.Background(), Input{Markdown: `$\sum_{i=0}^n \frac{x_i^2}{i!}$`}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkComment(b *testing.B) {
	source := strings.Repeat(`<p><span class="h-card"><a href="https://m.example/@a" class="u-url mention">@<span>a</span></a></span> some words of an answer, and <a href="https://x.example">a link</a>.</p>`, 6)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		Comment(source)
	}
}

func BenchmarkPlainText(b *testing.B) {
	source := render(b, newTestRenderer(b, Options{}), longArticle(b)).HTML
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		PlainText(source)
	}
}
