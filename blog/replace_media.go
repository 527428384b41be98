package blog

import (
	"context"

	"pamphlet/content/words"
)

// ReplaceMedia puts another file in the place of an own one: every article that shows it shows the new one,
// and servers that have the article hear of it. The former files go.
func (s *Service) ReplaceMedia(ctx context.Context, accountID, mediaID int64, up Upload) (Media, error) {
	m, err := s.ownMedia(ctx, accountID, mediaID)
	if err != nil {
		return Media{}, err
	}
	fresh, err := s.storeUpload(ctx, up)
	if err != nil {
		return Media{}, err
	}
	if fresh.Kind != m.Kind {
		return Media{}, FieldError("picture", "This is another kind of file. Articles show the one that is here as a %s; add the new one by itself.", words.Phrase(m.Kind))
	}
	err = s.cfg.Write(ctx, func(tx Tx) error {
		if m, err = ownMedia(tx, accountID, mediaID); err != nil {
			return err
		}
		former := DropFiles{At: s.now().Add(keepFiles)}
		for _, v := range m.Variants {
			former.Names = append(former.Names, v.Name)
		}
		m.FileName, m.Width, m.Height, m.Blurhash, m.Focus, m.Variants = fileName(up.Name), fresh.Width, fresh.Height, fresh.Blurhash, Focus{}, fresh.Variants
		if err := tx.UpdateMedia(m); err != nil {
			return err
		}
		if err := s.showReplaced(tx, m.ID); err != nil {
			return err
		}
		return tx.Enqueue(former)
	})
	return m, err
}

// showReplaced has every published article that shows the file rendered again.
func (s *Service) showReplaced(tx Tx, mediaID int64) error {
	articles, err := tx.PublishedUses(mediaID)
	if err != nil {
		return err
	}
	for _, a := range articles {
		a.EditedAt, a.UpdatedAt = s.now(), s.now() // or other servers would take it for what they have
		if err := tx.UpdateArticle(a); err != nil {
			return err
		}
		told := ArticleChanged{ArticleID: a.ID, APID: a.APID, Change: WasUpdated}
		if err := articleChanged(tx, a, CopyPictures{ArticleID: a.ID, RevisionID: a.Published.RevisionID, Then: &told}); err != nil {
			return err
		}
	}
	return nil
}

// CurrentFile is the file that stands now where one of this name stood before it was replaced; empty for none.
func (s *Service) CurrentFile(ctx context.Context, name string) (string, error) {
	var m Media
	err := s.cfg.Read(ctx, func(tx Tx) (err error) {
		m, err = tx.MediaWithFile(name)
		return err
	})
	if CodeOf(err) == NotFound {
		return "", nil
	}
	for _, v := range m.Variants {
		if v.Name == name { // it is not gone
			return "", err
		}
	}
	if v := m.File(); v.Name != "" {
		return v.Name, err
	}
	return m.Cover(textWidth).Name, err
}

// touchUses marks every page that shows the file.
func touchUses(tx Tx, mediaID int64) error {
	articles, err := tx.PublishedUses(mediaID)
	if err != nil {
		return err
	}
	for _, a := range articles {
		if err := touchArticle(tx, a); err != nil {
			return err
		}
	}
	return nil
}
