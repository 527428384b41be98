package content

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestHashtags(t *testing.T) {
	for markdown, want := range map[string][]string{
		"":                                nil,
		"# Title\n\nText.":                nil,
		"#go and #Go, #日本, not #1 or a#b": {"go", "日本"},
		"`#no` $#no$ [#no](/x) https://x.example/#no <a href=x>#no</a>\n\n```\n#no\n```\n\n> in a #quote": {"quote"},
		"\\#no &#35;no": nil,
	} {
		if got := Hashtags(markdown); !slices.Equal(got, want) {
			t.Errorf("%q has %q, want %q", markdown, got, want)
		}
	}
}

// TestHashtagsAreThoseOfTheDocument compares with the whole rendering, for every golden text.
func TestHashtagsAreThoseOfTheDocument(t *testing.T) {
	files, err := filepath.Glob("testdata/markdown/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	r, some := newTestRenderer(t, testOptions()), false
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := r.Render(t.Context(), Input{Markdown: string(source)})
		if err != nil {
			t.Fatal(err)
		}
		some = some || len(doc.Hashtags) > 0
		if got := Hashtags(string(source)); !slices.Equal(got, doc.Hashtags) {
			t.Errorf("%s has %q, want %q", file, got, doc.Hashtags)
		}
	}
	if !some {
		t.Error("no golden text has hashtags")
	}
}
