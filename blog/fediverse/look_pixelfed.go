package fediverse

import (
	"pamphlet/content"
	"pamphlet/federation/vocab"
)

// lookAtPixelfed is read from Pixelfed of 2026 (Inbox/HandlesCreates.php, Helpers.php): it shows notes with pictures, and
// nothing else.
func lookAtPixelfed(doc *vocab.Object) Look {
	picture := pictureOf(doc.Attachment)
	if doc.Type != vocab.TypeNote || picture == nil {
		return Look{Absent: "Pixelfed shows pictures only. Without a cover, it shows nothing of this article."}
	}
	text, _ := doc.Body()
	return Look{
		How:     "The cover, with title, summary and link. The text itself is read on your page.",
		Picture: picture, Body: content.Comment(text), Losses: said(sentence{picture.Alt == "", noCoverWords}),
	}
}
