package content_test

import (
	"fmt"
	"strings"
	"testing"

	"pamphlet/content"
)

func TestFaults(t *testing.T) {
	r, err := content.New(content.Options{BaseURL: "https://blog.example"})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"## One\n\n### Two\n\n## Three\n\n[the map](/m) and a note.[^1]\n\n[^1]: Here.": "",
		"![](/media/a.jpg) ![A cat](/media/b.jpg)":                                      "no alt: a.jpg",
		"## One\n\n#### Deep": "heading jump: Deep",
		"#### Deep at once":   "heading jump: Deep at once",
		"Read it [here](/a), [Click here!](/b) and [there we go](/c).": "bare link: here; bare link: Click here!",
		"## One place\n\nSee [above](#one-place) and [below](#two).":   "dead anchor: #two",
		"Siehe [hier](https://x.example).":                             "bare link: hier",
	} {
		doc, err := r.Render(t.Context(), content.Input{Markdown: text, IDPrefix: "a1-", Picture: nil})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range content.Faults(doc.HTML) {
			got = append(got, fmt.Sprintf("%s: %s", f.Kind, f.What))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
