package fediverse

import (
	"context"

	"pamphlet/blog"
	"pamphlet/federation/vocab"
)

// Look is how one software shows an article. Parts it does not show are empty.
type Look struct {
	Software string   // as people write it
	How      string   // what it makes of an article, in a sentence or two
	Absent   string   // why it shows nothing of this one; then there are no other parts
	Warning  string   // a line that folds all below it until it is opened
	Title    string   // a heading of its own; elsewhere the title is part of the body
	Body     string   // safe HTML
	Lines    bool     // the body's line breaks count
	Picture  *Picture // attached, or a small one beside a title
	Card     *Card    // what stands behind the link
	Tags     []string // shown as hashtags below
	Losses   []string // what readers there miss of this very article, a sentence each
}

// Picture is a picture somewhere, and its words.
type Picture struct{ URL, Alt string }

// Card is the preview of a link.
type Card struct {
	Host, Title string
	Picture     *Picture
}

// Looks are how the most read servers, and feed readers, would show a text. a is the article as far as it is known, with
// the rendering of its unpublished text; each look is made of the document that its software would get.
func (b *Bridge) Looks(ctx context.Context, a blog.Article) ([]Look, error) {
	doc, err := b.articleDocument(ctx, a)
	if err != nil {
		return nil, err
	}
	general := vocab.Encode(doc)
	var looks []Look
	for _, rule := range []struct {
		name, software string
		look           func(*vocab.Object) Look
	}{
		{"Mastodon", "mastodon", lookAtMastodon}, {"Misskey", "misskey", lookAtMisskey},
		{"GoToSocial", "gotosocial", lookAtGoToSocial}, {"Lemmy", "lemmy", lookAtLemmy}, {"Pixelfed", "pixelfed", lookAtPixelfed},
	} {
		look := Look{Absent: "This article is longer than any server takes, which is 1 MB."}
		if len(general) <= vocab.MaxBytes {
			own, err := vocab.DecodeObject(general) // forms change what they are given
			if err != nil {
				return nil, err
			}
			look = rule.look(shape(own, rule.software))
		}
		look.Software = rule.name
		looks = append(looks, look)
	}
	feeds := lookInFeeds(a.Published, doc)
	feeds.Software = "Feed readers"
	return append(looks, feeds), nil
}

// pictureOf is the first picture of some; nil without one.
func pictureOf(items vocab.Items) *Picture {
	o, err := items.First().Object()
	if err != nil || o.Page() == "" {
		return nil
	}
	return &Picture{URL: o.Page(), Alt: o.Title()}
}

// hashtagsOf are the hashtags of a document.
func hashtagsOf(doc *vocab.Object) []string {
	var tags []string
	for _, tag := range doc.Tag {
		if tag.Type == vocab.TypeHashtag {
			tags = append(tags, tag.Name)
		}
	}
	return tags
}
