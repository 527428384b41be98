package fediverse

import (
	"strings"

	"pamphlet/federation/vocab"
)

// Limits of Misskey: characters of a note's text, and bytes of a document it fetches.
const (
	misskeyText  = 8192
	misskeyFetch = 256 << 10
)

// lookAtMisskey is read from Misskey 2025.11 (ApNoteService.ts, MfmService.ts): the content becomes text in its own markup,
// MFM, and is cut. The name is not shown, so our form has the title as the first heading, which becomes a line.
func lookAtMisskey(doc *vocab.Object) Look {
	look := Look{How: "The text, with the title as its first line. Later edits do not reach it.", Lines: true}
	if len(vocab.Encode(doc)) > misskeyFetch {
		return Look{Absent: "Misskey takes 256 KB at most. This article is longer, so nothing of it is shown."}
	}
	text, _ := doc.Body()
	has := lookInside(strings.TrimPrefix(text, misskeyTitle(doc.Title())))
	body, cut := mfm(text, misskeyText)
	look.Warning, look.Body, look.Picture = doc.Excerpt(), body, pictureOf(doc.Attachment)
	look.Losses = said(
		sentence{cut, "It ends in the middle, after about 8,000 characters."},
		sentence{has.pictures, picturesBelow},
		sentence{has.tables, "Tables become text, a line for each cell."},
		sentence{has.headings, "Headings become plain lines."},
		sentence{has.lists, "Lists lose their points and numbers."},
		sentence{has.formulas, texStays},
		sentence{has.footnotes, notesAtTheEnd},
		sentence{has.recordings, recordingsGone},
	)
	return look
}
