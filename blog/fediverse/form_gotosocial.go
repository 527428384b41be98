package fediverse

import (
	"html"
	"strings"

	"pamphlet/federation/vocab"
)

// gotosocialForm is read from GoToSocial of October 2025 (typeutils/astointernal.go): an article is a status whose
// content warning is the summary, or else the name. So without a summary the title is what readers see first. It
// ignores "image" and pictures in the text, and shows what is attached.
func gotosocialForm() form {
	return form{software: []string{"gotosocial"}, article: func(doc *vocab.Object) {
		doc.Summary, doc.SummaryMap, doc.Name = warningOf(doc), nil, plainForHTML(doc.Name)
		for language, name := range doc.NameMap {
			doc.NameMap[language] = plainForHTML(name)
		}
		doc.Attachment = gallery(doc)
	}}
}

// warningOf is the summary for software that folds a text behind it: only what its author warns of.
func warningOf(doc *vocab.Object) string { return html.EscapeString(doc.Subject) }

// plainForHTML keeps a title whole that is read as HTML after it was unescaped (text/plain.go): it would end at its
// first "<", so that is another sign.
func plainForHTML(title string) string { return strings.ReplaceAll(title, "<", "\uFE64") }
