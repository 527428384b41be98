package store

import (
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Copy implements blog.Tx.
func (tx *Tx) Copy(kind blog.MediaKind, url string) (blog.Copy, error) {
	row, err := tx.q.CopyOf(tx.ctx, sqlc.CopyOfParams{Kind: string(kind), URL: url})
	if err != nil {
		return blog.Copy{}, found(err)
	}
	return plainCopy(row)
}

// SaveCopy implements blog.Tx.
func (tx *Tx) SaveCopy(c blog.Copy) error {
	variants, err := encode("variants", c.Variants)
	if err != nil {
		return err
	}
	card, err := encode("card", c.Said)
	if err != nil {
		return err
	}
	return tx.q.SaveCopy(tx.ctx, sqlc.SaveCopyParams{
		Kind: string(c.Kind), URL: c.URL, Domain: c.Domain, WantedBy: c.WantedBy,
		Tries: int64(c.Tries), TriedAt: millis(c.TriedAt), RetryAt: millis(c.RetryAt),
		Bytes: c.Bytes, Width: int64(c.Width), Height: int64(c.Height), Variants: variants, CopiedAt: millis(c.CreatedAt), Card: card,
	})
}

// DropCopy implements blog.Tx.
func (tx *Tx) DropCopy(c blog.Copy) error {
	return tx.q.DropCopy(tx.ctx, sqlc.DropCopyParams{Kind: string(c.Kind), URL: c.URL})
}

// CopiesTried implements blog.Tx.
func (tx *Tx) CopiesTried(c blog.Copy, since time.Time) (int, error) {
	n, err := tx.q.CountCopiesTried(tx.ctx, sqlc.CountCopiesTriedParams{
		Since: millis(since), Kind: string(c.Kind), Domain: c.Domain, WantedBy: c.WantedBy,
	})
	return int(n), err
}

// UnusedCopies implements blog.Tx.
func (tx *Tx) UnusedCopies(before time.Time, max int) ([]blog.Copy, error) {
	rows, err := tx.q.UnusedCopies(tx.ctx, sqlc.UnusedCopiesParams{Before: millis(before), Max: int64(max)})
	return each(rows, err, plainCopy)
}

// AvatarDue implements blog.Tx.
func (tx *Tx) AvatarDue(actorID int64, now time.Time) (bool, error) {
	n, err := tx.q.AvatarDue(tx.ctx, sqlc.AvatarDueParams{ActorID: actorID, Now: millis(now)})
	return n > 0, err
}

// ThreadsOfActor implements blog.Tx.
func (tx *Tx) ThreadsOfActor(actorID int64) ([]int64, error) {
	return tx.q.ThreadsOfActor(tx.ctx, actorID)
}

// ThreadsShowing implements blog.Tx.
func (tx *Tx) ThreadsShowing(avatarURL string) ([]int64, error) {
	return tx.q.ThreadsShowing(tx.ctx, avatarURL)
}

// ArticlePictures implements blog.Tx.
func (tx *Tx) ArticlePictures(articleID int64) ([]string, error) {
	return tx.q.ArticlePictures(tx.ctx, articleID)
}

// SetArticlePictures implements blog.Tx.
func (tx *Tx) SetArticlePictures(articleID int64, urls []string) error {
	if err := tx.q.ForgetArticlePictures(tx.ctx, articleID); err != nil {
		return err
	}
	for i, url := range urls {
		err := tx.q.AddArticlePicture(tx.ctx, sqlc.AddArticlePictureParams{ArticleID: articleID, URL: url, Position: int64(i)})
		if err != nil {
			return err
		}
	}
	return nil
}

func plainCopy(row sqlc.Copy) (blog.Copy, error) {
	c := blog.Copy{
		Media: blog.Media{Kind: blog.MediaKind(row.Kind), Width: int(row.Width), Height: int(row.Height), CreatedAt: fromMillis(row.CopiedAt)},
		URL:   row.URL, Domain: row.Domain, WantedBy: row.WantedBy,
		Tries: int(row.Tries), TriedAt: fromMillis(row.TriedAt), RetryAt: fromMillis(row.RetryAt), Bytes: row.Bytes,
	}
	if row.Card != "" {
		if err := decode("card", row.Card, &c.Said); err != nil {
			return c, err
		}
	}
	return c, decode("variants", row.Variants, &c.Variants)
}
