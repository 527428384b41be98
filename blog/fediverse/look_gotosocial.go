package fediverse

import (
	"pamphlet/content"
	"pamphlet/federation/vocab"
)

// lookAtGoToSocial is read from GoToSocial of October 2025 (typeutils/astointernal.go, text/sanitize.go): the summary, or
// else the name, is the content warning; the content is shown whole as bluemonday's policy for user content leaves it;
// what is attached is shown below.
func lookAtGoToSocial(doc *vocab.Object) Look {
	text, _ := doc.Body()
	has := lookInside(text)
	look := Look{
		How:     "The whole text, folded under its title.",
		Warning: doc.Excerpt(), Body: content.Detached(text, "audio", "video", "math"), Picture: pictureOf(doc.Attachment),
	}
	if look.Warning == "" {
		look.Warning = doc.Title()
	}
	if pictureOf(doc.Image) != nil {
		look.How = "The whole text, folded under its title. The cover comes below it."
	}
	look.Losses = said(
		sentence{has.pictures, picturesBelow},
		sentence{has.tables, "Tables: many of the apps people read with show them as running text."},
		sentence{has.formulas, texStays},
		sentence{has.footnotes, notesAtTheEnd},
		sentence{has.recordings, recordingsGone},
	)
	return look
}
