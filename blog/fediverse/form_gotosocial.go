package fediverse

import "pamphlet/federation/vocab"

// gotosocialForm is read from GoToSocial of October 2025 (typeutils/astointernal.go): an article is a status whose
// content warning is the summary, or else the name. So without a summary the title is what readers see first. It
// ignores "image" and pictures in the text, and shows what is attached.
func gotosocialForm() form {
	return form{software: []string{"gotosocial"}, article: func(doc *vocab.Object) {
		doc.Summary, doc.SummaryMap = "", nil
		doc.Attachment = gallery(doc)
	}}
}
