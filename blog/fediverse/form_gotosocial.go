package fediverse

import (
	"strings"

	"pamphlet/federation/vocab"
)

// gotosocialForm is read from GoToSocial of October 2025 (typeutils/astointernal.go): an article is a status whose
// content warning is the summary, or else the name. So without a summary the title is what readers see first. It
// ignores "image" and pictures in the text, and shows what is attached.
func gotosocialForm() form {
	return form{software: []string{"gotosocial"}, article: func(doc *vocab.Object) {
		doc.Summary, doc.SummaryMap, doc.Name = "", nil, plainForHTML(doc.Name)
		for language, name := range doc.NameMap {
			doc.NameMap[language] = plainForHTML(name)
		}
		doc.Attachment = gallery(doc)
	}}
}

// plainForHTML keeps a title whole that is read as HTML after it was unescaped (text/plain.go): it would end at its
// first "<", so that is another sign.
func plainForHTML(title string) string { return strings.ReplaceAll(title, "<", "\uFE64") }
