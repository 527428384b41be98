package fediverse

import (
	"html"

	"pamphlet/federation/vocab"
)

// pixelfedForm is read from Pixelfed of 2026 (Inbox/HandlesCreates.php, Helpers.php): it drops articles, and takes notes
// with pictures. So an article with a cover is a note with that picture, its title, its summary and a link. Without a
// cover there is nothing it would show.
func pixelfedForm() form {
	return form{software: []string{"pixelfed"}, article: func(doc *vocab.Object) {
		if len(doc.Image) == 0 {
			return
		}
		page := html.EscapeString(doc.Page())
		text := "<p><strong>" + html.EscapeString(doc.Title()) + "</strong></p>"
		if doc.Summary != "" {
			text += "<p>" + doc.Summary + "</p>"
		}
		doc.Content = text + `<p><a href="` + page + `">` + page + "</a></p>"
		for language := range doc.ContentMap {
			doc.ContentMap[language] = doc.Content
		}
		doc.Type, doc.Attachment = vocab.TypeNote, append(vocab.Items{}, doc.Image...)
		doc.Name, doc.NameMap, doc.Summary, doc.SummaryMap = "", nil, warningOf(doc), nil
		doc.Source, doc.Preview, doc.Image = nil, vocab.Item{}, nil
	}}
}
