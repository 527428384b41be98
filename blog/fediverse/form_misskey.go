package fediverse

import (
	"html"

	"pamphlet/federation/vocab"
)

// misskeyForm is read from Misskey 2025.11 (ApNoteService.ts, ActivityPubServerService.ts) and holds for its forks: a
// summary is a warning that folds everything, the name is hardly shown, pictures are shown only where they are attached, and
// an inbox takes 64 KiB. Over that the
// activity has only the article's id, which they fetch.
func misskeyForm() form {
	return form{
		software: []string{"misskey", "sharkey", "firefish", "calckey", "iceshrimp", "iceshrimp.net", "foundkey", "cherrypick", "catodon", "hajkey"},
		budget:   inboxBudget - proofRoom,
		article: func(doc *vocab.Object) {
			doc.Summary, doc.SummaryMap, doc.Attachment = doc.Subject, nil, gallery(doc)
			title := misskeyTitle(doc.Title())
			doc.Content = title + doc.Content
			for language, content := range doc.ContentMap {
				doc.ContentMap[language] = title + content
			}
		},
	}
}

// misskeyTitle is how the content begins in Misskey's form.
func misskeyTitle(title string) string { return "<h2>" + html.EscapeString(title) + "</h2>" }
