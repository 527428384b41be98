package blog

import (
	"context"
	"errors"
	"time"

	"pamphlet/content/oembed"
)

// CopyPictures is the job that follows every publication of an article with pictures or cards of
// other servers: it makes our own copies and shows them. Its work is Copier.Pictures.
type CopyPictures struct {
	ArticleID  int64     `json:"article"`
	RevisionID int64     `json:"revision"` // a later one has its own job
	Round      int       `json:"round"`
	At         time.Time `json:"at"` // not before
	// Then is left once everything was tried, or when that takes too long: so followers get the
	// copies with the article. nil when it was left.
	Then *ArticleChanged `json:"then,omitempty"`
}

// Kind implements Job.
func (CopyPictures) Kind() string { return "copy_pictures" }

// Options gives the job workers of its own, which strangers cannot keep busy.
func (j CopyPictures) Options() JobOptions {
	return JobOptions{Queue: "pictures", RunAt: j.At, MaxAttempts: 5}
}

const (
	roundTime       = 12 * time.Second // after that a job begins no other picture: the rest is for the next
	maxRounds       = 3                // that followers wait for
	maxArticleBytes = 100 << 20        // of all its originals together
)

// Pictures copies what is due, shows it, and leaves the jobs that come after it.
func (c *Copier) Pictures(ctx context.Context, job CopyPictures) error {
	var urls []string
	err := c.service.cfg.Read(ctx, func(tx Tx) error {
		if _, err := job.article(tx); err != nil {
			return err
		}
		var err error
		urls, err = tx.ArticlePictures(job.ArticleID)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	at, failure := c.round(ctx, urls)
	return errors.Join(failure, c.service.showCopies(ctx, job, func(tx Tx) error {
		if failure == nil {
			return job.leave(tx, at, c.service.now())
		}
		if job.Then == nil { // this job comes again by itself
			return nil
		}
		return tx.Enqueue(*job.Then) // whatever is wrong with us, followers hear of the article
	}))
}

// article is the one the job is for, unless readers see another revision of it by now or none.
func (j CopyPictures) article(tx Tx) (Article, error) {
	a, err := tx.Article(j.ArticleID)
	if err == nil && (a.State != Published || a.Published.RevisionID != j.RevisionID) {
		err = ErrNotFound
	}
	return a, err
}

// round copies what is due. at is when there is more to do; zero for never.
func (c *Copier) round(ctx context.Context, urls []string) (at time.Time, err error) {
	began, size := time.Now(), int64(0)
	for _, url := range urls {
		if size >= maxArticleBytes {
			return at, nil
		}
		if time.Since(began) > roundTime {
			return c.service.now(), nil
		}
		got, err := c.copy(ctx, Copy{Media: Media{Kind: remoteKind(url)}, URL: url})
		if err != nil {
			return at, err
		}
		size += got.Bytes
		if !got.copied() && !got.givenUp() && (at.IsZero() || got.RetryAt.Before(at)) {
			at = got.RetryAt
		}
	}
	return at, nil
}

// Cards makes the cards among some addresses, for somebody who is writing; fetched says that there is one now
// that was not there before.
func (c *Copier) Cards(ctx context.Context, addresses []string) (fetched bool, err error) {
	began := time.Now()
	for _, address := range addresses {
		if remoteKind(address) != Embed || time.Since(began) > roundTime {
			continue
		}
		before := c.service.now()
		got, err := c.copy(ctx, Copy{Media: Media{Kind: Embed}, URL: address})
		if err != nil {
			return fetched, err
		}
		fetched = fetched || (got.copied() && !got.CreatedAt.Before(before))
	}
	return fetched, nil
}

// remoteKind is what a text shows of an address on another server.
func remoteKind(address string) MediaKind {
	if oembed.Endpoint(address) != "" {
		return Embed
	}
	return Picture
}

// leave enqueues the next job for what is to be done at a moment, and what waited for this one.
func (j CopyPictures) leave(tx Tx, at, now time.Time) error {
	untried := !at.IsZero() && !at.After(now)
	if j.Then != nil && (!untried || j.Round+1 >= maxRounds) {
		if err := tx.Enqueue(*j.Then); err != nil {
			return err
		}
		j.Then = nil
	}
	if at.IsZero() {
		return nil
	}
	j.Round, j.At = j.Round+1, at
	return tx.Enqueue(j)
}

// showCopies renders the revision again, with the copies there are now.
func (s *Service) showCopies(ctx context.Context, job CopyPictures, then func(Tx) error) error {
	var a Article
	var revision Revision
	err := s.cfg.Read(ctx, func(tx Tx) (err error) {
		if a, err = job.article(tx); err != nil {
			return err
		}
		revision, err = tx.Revision(job.RevisionID)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	text := revision.Text
	text.Language = a.Published.Language // as it was when it was published
	rendering, err := s.render(ctx, a.ID, text)
	if err != nil {
		return err
	}
	rendering.RevisionID = revision.ID
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := job.article(tx)
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := showRendering(tx, a, rendering); err != nil {
			return err
		}
		return then(tx)
	})
}

func showRendering(tx Tx, a Article, rendering Rendering) error {
	if rendering.HTML == a.Published.HTML {
		return nil
	}
	a.Published = rendering
	if err := tx.UpdateArticle(a); err != nil {
		return err
	}
	return touchArticle(tx, a)
}
