package blog

import (
	"context"
	"regexp"
	"slices"
)

// MediaUse is an article that shows a file, to its writers or to readers.
type MediaUse struct {
	MediaID   int64
	ArticleID int64
	Title     string
	Own       bool // the person who asks wrote it
}

// storedFile is how a text names a file of ours, whatever stands before.
var storedFile = regexp.MustCompile(`/media/([a-z2-7]{26}\.[a-z0-9]{2,4})\b`)

// StoredFiles are the names of the stored files that a Markdown text shows or leads to, each once.
func StoredFiles(markdown string) []string {
	var names []string
	for _, match := range storedFile.FindAllStringSubmatch(markdown, -1) {
		names = append(names, match[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// DeleteMedia removes an own file that no article shows.
func (s *Service) DeleteMedia(ctx context.Context, accountID, mediaID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		m, err := ownMedia(tx, accountID, mediaID)
		if err != nil {
			return err
		}
		uses, err := tx.CountUses(mediaID)
		if err != nil {
			return err
		}
		if uses > 0 {
			return shownIn(uses).In("media")
		}
		title, err := tx.BlogShowing(mediaID)
		if err == nil {
			return Errorf(Conflict, "The look of %s has this. Take it out there first; it stays here until then.", title).In("media")
		}
		if CodeOf(err) != NotFound {
			return err
		}
		if err := tx.DeleteMedia(mediaID); err != nil {
			return err
		}
		job := DropFiles{At: s.now().Add(keepFiles)}
		for _, v := range m.Variants {
			job.Names = append(job.Names, v.Name)
		}
		return tx.Enqueue(job)
	})
}

func shownIn(articles int) *Error {
	if articles == 1 {
		return Errorf(Conflict, "An article shows this. Take it out there first; it stays here until then.")
	}
	return Errorf(Conflict, "Articles show this: %d. Take it out there first; it stays here until then.", articles)
}
