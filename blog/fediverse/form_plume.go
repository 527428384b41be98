package fediverse

import (
	"html"

	"pamphlet/federation/vocab"
)

// plumeForm is read from Plume of April 2025 (plume-models/src/posts.rs, medias.rs, and the activitystreams crate it
// parses with): an article belongs to a person and a Group, both in attributedTo, needs a summary, and has its cover in
// "icon", with an owner and words in "content". Plume knows it by its "url" but edits and deletes it by its id, so the
// two must be one; a browser at the id is led to the page. "likes" and "shares" must be ids, or nothing is parsed. A
// personal blog has no Group, so its articles stay as they are and Plume does not take them.
func plumeForm() form {
	return form{software: []string{"plume"}, article: func(doc *vocab.Object) {
		if len(doc.Audience) == 0 {
			return
		}
		author := doc.Author()
		doc.AttributedTo = vocab.Refs(author, doc.Audience[0])
		doc.URL = vocab.URLs(doc.ID)
		doc.Likes, doc.Shares = vocab.Ref(doc.Likes.ID), vocab.Ref(doc.Shares.ID)
		if doc.Summary = html.UnescapeString(doc.Summary); doc.Summary == "" { // shown as it is
			doc.Summary = doc.Title()
		}
		doc.Icon = plumeCover(doc, author)
	}}
}

// plumeCover is the cover of an article as Plume takes it; none where it has none.
func plumeCover(doc *vocab.Object, author string) vocab.Items {
	cover, err := doc.Image.First().Object()
	if err != nil {
		return nil
	}
	cover.AttributedTo, cover.Content = vocab.Refs(author), cover.Name
	if cover.Content == "" {
		cover.Content = doc.Title()
	}
	return vocab.Items{vocab.Embed(cover)}
}
