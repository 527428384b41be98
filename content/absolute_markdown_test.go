package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const articleAddress = "https://blog.example/@ann/one"

func TestAbsoluteMarkdown(t *testing.T) {
	for markdown, want := range map[string]string{
		"":                            "",
		"No links, `code`":            "No links, `code`",
		"![A](/media/a.jpg)":          "![A](https://blog.example/media/a.jpg)",
		"[a](two \"T\") and [b](#c)":  "[a](https://blog.example/@ann/two \"T\") and [b](https://blog.example/@ann/one#c)",
		"[![A](/media/a.jpg)](/@bob)": "[![A](https://blog.example/media/a.jpg)](https://blog.example/@bob)",
		"[a](</x y>)":                 "[a](<https://blog.example/x%20y>)",
		"[a](/x_(y))":                 "[a](https://blog.example/x_(y))",
		"[a](https://other.example/x) <https://other.example>": "[a](https://other.example/x) <https://other.example>",
		"[a][r] and [r]\n\n[r]: /x 'T'":                        "[a][r] and [r]\n\n[r]: https://blog.example/x 'T'",
		"> [r]\n>\n> [r]:\n> /x":                               "> [r]\n>\n> [r]:\n> https://blog.example/x",
		"`[a](/x)` [a](/x)":                                    "`[a](/x)` [a](https://blog.example/x)",
		"[a](/x)\n\n```\n[a](/x)\n```\n":                       "[a](https://blog.example/x)\n\n```\n[a](/x)\n```\n",
		"[a](/x)\n\n    [a](/x)\n":                             "[a](https://blog.example/x)\n\n    [a](/x)\n",
		"[a](/x) \\[a\\](/x)":                                  "[a](https://blog.example/x) \\[a\\](/x)",
		"[a](/x) <b title=\"[a](/x)\">":                        "[a](https://blog.example/x) <b title=\"[a](/x)\">",
		"| a |\n|---|\n| [a](/x) |":                            "| a |\n|---|\n| [a](https://blog.example/x) |",
		"A note.[^1]\n\n[^1]: /x, [a](/x).":                    "A note.[^1]\n\n[^1]: /x, [a](https://blog.example/x).",
		"a\r\n[a](/x)  \r\nb":                                  "a\n[a](https://blog.example/x)  \nb",
	} {
		if got := AbsoluteMarkdown(markdown, articleAddress); got != want {
			t.Errorf("%q became\n%q, want\n%q", markdown, got, want)
		}
	}
	if got := AbsoluteMarkdown("[a](/x)", "http://[bad"); got != "[a](/x)" {
		t.Errorf("with a base that is none: %s", got)
	}
}

// rendersAlike says whether the absolute Markdown gives the page that its text gives, made absolute.
func rendersAlike(t *testing.T, r *Renderer, markdown string) {
	t.Helper()
	html := func(markdown string) string {
		doc, err := r.Render(t.Context(), Input{Markdown: markdown})
		if err != nil {
			t.Skip(err)
		}
		return Absolute(doc.HTML, articleAddress)
	}
	absolute := AbsoluteMarkdown(markdown, articleAddress)
	if got, want := html(absolute), html(markdown); got != want {
		t.Errorf("rendered\n%s, want\n%s", got, want)
	}
	if again := AbsoluteMarkdown(absolute, articleAddress); again != absolute {
		t.Errorf("twice is\n%s, once\n%s", again, absolute)
	}
}

func TestAbsoluteMarkdownOfArticles(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/markdown/*")
	if err != nil || len(files) == 0 {
		t.Skip("no articles in ../shared/corpus/markdown")
	}
	r, err := New(Options{BaseURL: "https://blog.example"})
	if err != nil {
		t.Fatal(err)
	}
	changed := 0
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) { rendersAlike(t, r, string(source)) })
		if AbsoluteMarkdown(string(source), articleAddress) != strings.ReplaceAll(string(source), "\r\n", "\n") {
			changed++
		}
	}
	t.Logf("%d of %d articles have relative addresses", changed, len(files))
}

func FuzzAbsoluteMarkdown(f *testing.F) {
	for _, text := range []string{"[a](/x)", "![a](b \"c\")", "[a]: /x\n[a]", "`[a](/x)`", "[a](<b c>)", "[[a](b)](c)", "[a](\\(b)", "$[a](/x)$ [a](/x)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, markdown string) {
		absolute := AbsoluteMarkdown(markdown, articleAddress)
		if again := AbsoluteMarkdown(absolute, articleAddress); again != absolute {
			t.Errorf("twice is\n%q, once\n%q", again, absolute)
		}
	})
}
