package fediverse

import (
	"slices"

	"pamphlet/content"
	"pamphlet/federation/vocab"
)

// lemmyTitle is where Lemmy cuts a title, in characters.
const lemmyTitle = 200

// lookAtLemmy is read from Lemmy 1.0 (apub objects/src/protocol/page.rs, objects/post.rs): an article is a post where a
// Group it knows is in "to" or "cc"; its body is the Markdown source, or else Markdown made of the content; what is
// attached first, or else the image, is its small picture.
func lookAtLemmy(doc *vocab.Object) Look {
	look := Look{How: "A post in the community that your publication is, with the whole text."}
	if !inCommunity(doc) {
		return Look{Absent: "Lemmy shows articles of publications only. This one is in a personal blog."}
	}
	text, _ := doc.Body()
	has := lookInside(text)
	title := []rune(doc.Title())
	look.Title = string(title[:min(len(title), lemmyTitle)])
	look.Body = content.Detached(text, "audio", "video", "math")
	if look.Picture = pictureOf(doc.Attachment); look.Picture == nil {
		look.Picture = pictureOf(doc.Image)
	}
	look.Losses = said(
		sentence{len(title) > lemmyTitle, "The title ends after 200 characters."},
		sentence{doc.Excerpt() != "", "The summary is left out."},
		sentence{has.formulas, texStays},
		sentence{has.recordings, recordingsGone},
	)
	return look
}

// inCommunity reports whether an article belongs to a Group and is addressed to it.
func inCommunity(doc *vocab.Object) bool {
	return slices.ContainsFunc(doc.Audience, func(group string) bool {
		return slices.Contains(doc.To, group) || slices.Contains(doc.Cc, group)
	})
}
