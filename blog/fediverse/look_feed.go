package fediverse

import (
	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/federation/vocab"
)

// lookInFeeds is what the entry of a feed has (package content/feed): title, cover, and the whole HTML. Readers differ in
// what they make of MathML.
func lookInFeeds(text blog.Rendering, doc *vocab.Object) Look {
	return Look{
		How: "The whole article.", Title: text.Title,
		Body: content.Detached(content.Absolute(text.HTML, doc.Page())), Picture: pictureOf(doc.Image),
		Losses: said(sentence{text.HasMath, "Formulas need a feed reader that knows MathML; others show their letters in a row."}),
	}
}
