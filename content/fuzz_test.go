package content

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"unicode/utf8"
)

func FuzzRender(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Add("# T\n\n> [!NOTE]\n> *a* $x$ #tag @a@b.example\n\n| a |\n|-|\n| b |\n\n[^1]\n\n[^1]: x\n\n```go\nx\n```\n")
	options := testOptions()
	options.MathBundle = nil // JavaScript would slow fuzzing down; formulas have tables of their own
	r := newTestRenderer(f, options)
	f.Fuzz(func(t *testing.T, source string) {
		doc, err := r.Render(context.Background(), Input{Markdown: source, IDPrefix: "p-"})
		if err != nil {
			if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errTooMuchHTML) || len(source) > maxMarkdown {
				return
			}
			t.Fatal(err)
		}
		checkSafe(t, doc.HTML)
		if !utf8.ValidString(doc.HTML) || utf8.RuneCountInString(doc.Excerpt) > maxExcerpt || doc.Minutes < 1 {
			t.Errorf("facts are off: %+v", doc)
		}
		again, err := r.Render(context.Background(), Input{Markdown: source, IDPrefix: "p-"})
		if err != nil || again.HTML != doc.HTML {
			t.Errorf("the same text gave other bytes: %v", err)
		}
		ids := map[string]bool{}
		for _, h := range doc.Outline {
			if ids[h.ID] || h.Level < 2 || h.Level > 4 {
				t.Errorf("outline: %+v", doc.Outline)
			}
			ids[h.ID] = true
		}
	})
}

func FuzzComment(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Add(`<p><span class="h-card"><a href="https://m.example/@a" class="u-url mention">@<span>a</span></a></span> hi</p><h1>x</h1>`)
	f.Fuzz(func(t *testing.T, source string) {
		once := Comment(source)
		checkSafe(t, once)
		if twice := Comment(once); twice != once {
			t.Errorf("not idempotent:\n%q\n%q\n%q", source, once, twice)
		}
		checkSafe(t, CommentMarkdown(source))
		PlainText(source)
	})
}

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: x\ntags: [a, b]\ndate: 2018-12-03\n---\ntext", "+++\ntitle = \"x\"\n[extra]\na = 1\n+++\ntext", "---\n---\n", "\ufeff---\r\ntitle: x\r\n---\r\n",
		"---\na: &a [*a]\n---", "---\n? [a]\n: b\n---\n", "---\na: .nan\nb: !!binary aGk=\n---\n", "+++\na = 1979-05-27\nb = nan\n+++", "# T\n\nx", "T\n==\nx",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		fm, rest, err := SplitFrontMatter(source)
		var bad *FrontMatterError
		switch {
		case err != nil && !errors.As(err, &bad):
			t.Errorf("error of another type: %v", err)
		case err != nil && (bad.Line < 1 || bad.Problem == "" || bad.Remedy == ""):
			t.Errorf("error without help: %+v", bad)
		case err == nil:
			if _, err := json.Marshal(fm.Extra); err != nil {
				t.Errorf("Extra cannot be stored: %v", err)
			}
		}
		if len(rest) > len(source) {
			t.Error("the rest grew")
		}
		title, md := TitleFromMarkdown(string(rest))
		if len(md) > len(rest) || len(title) > 4*len(rest)+4 {
			t.Errorf("title %q rest %q", title, md)
		}
		if s := Slug(title); s != Slug(s) || utf8.RuneCountInString(s) > maxSlug {
			t.Errorf("slug %q, of it %q", s, Slug(s))
		}
	})
}
