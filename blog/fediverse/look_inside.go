package fediverse

import (
	"strings"

	"golang.org/x/net/html"
)

// inside is what a text has that not every server shows.
type inside struct {
	headings, lists, tables, pictures, footnotes, formulas, recordings bool
}

// lookInside reads the HTML of a document.
func lookInside(content string) inside {
	found := inside{formulas: strings.Contains(content, "<code>$")} // as content.Federated writes TeX
	tokens := html.NewTokenizer(strings.NewReader(content))
	for tokens.Next() != html.ErrorToken {
		t := tokens.Token()
		if t.Type != html.StartTagToken && t.Type != html.SelfClosingTagToken {
			continue
		}
		switch t.Data {
		case "h1", "h2", "h3", "h4", "h5", "h6":
			found.headings = true
		case "ul", "ol":
			found.lists = true
		case "table":
			found.tables = true
		case "img":
			found.pictures = true
		case "audio", "video":
			found.recordings = true
		case "math":
			found.formulas = true
		}
		for _, a := range t.Attr {
			found.footnotes = found.footnotes || a.Key == "role" && a.Val == "doc-noteref"
		}
	}
	return found
}

// said are the sentences that are true.
func said(sentences ...sentence) []string {
	var out []string
	for _, s := range sentences {
		if s.true {
			out = append(out, s.words)
		}
	}
	return out
}

// sentence is something to say of an article, if it is so.
type sentence struct {
	true  bool
	words string
}

// Sentences that hold for several servers.
const (
	texStays       = "Formulas are shown as the TeX you typed, between dollar signs."
	notesAtTheEnd  = "Footnotes stand at the end; their numbers lead to your page."
	recordingsGone = "Sound and film in the text are left out."
	noCoverWords   = "The cover has no words yet. Some readers hear a picture instead of seeing it."
)
