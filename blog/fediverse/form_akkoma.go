package fediverse

import "pamphlet/federation/vocab"

// akkomaForm is read from Akkoma 2025.10 (mastodon_api/views/status_view.ex): it puts the title, linked, above the
// content, and shows a summary as a subject that folds everything.
func akkomaForm() form {
	return form{software: []string{"akkoma", "pleroma"}, article: func(doc *vocab.Object) {
		doc.Summary, doc.SummaryMap = warningOf(doc), nil
	}}
}
