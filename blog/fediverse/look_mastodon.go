package fediverse

import (
	"html"
	"net/url"

	"pamphlet/content"
	"pamphlet/federation/vocab"
)

// lookAtMastodon is read from Mastodon 4.7 (activitypub/parser/status_parser.rb, fetch_link_card_service.rb): of an article
// it takes the title, the summary, which is HTML there, and the link; never the content. The link gets a card from the
// page's OpenGraph data, unless something is attached. Its sanitiser makes strong text of headings, as content.Comment does.
func lookAtMastodon(doc *vocab.Object) Look {
	page, title := doc.Page(), doc.Title()
	body := "<h2>" + html.EscapeString(title) + "</h2>"
	if doc.Excerpt() != "" {
		body += "<p>" + doc.Excerpt() + "</p>"
	}
	body += `<p><a href="` + html.EscapeString(page) + `">` + html.EscapeString(page) + "</a></p>"
	look := Look{
		How:  "Title, summary and a card. The text itself is read on your page.",
		Body: content.Comment(body), Tags: hashtagsOf(doc), Picture: pictureOf(doc.Attachment),
	}
	cover := pictureOf(doc.Image)
	if look.Picture == nil {
		look.Card = &Card{Host: hostIn(page), Title: title, Picture: cover}
	}
	look.Losses = said(
		sentence{doc.Excerpt() == "", "Without a summary and without text, there is only the title."},
		sentence{cover == nil, "Without a cover, the card has no picture."},
	)
	return look
}

func hostIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Host
}
