package store

import (
	"context"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Notices are what others did to the blogs and articles of an account, the latest first. own is the
// account's personal blog: what one does oneself is no news.
func (s *Store) Notices(ctx context.Context, accountID, own int64, max, skip int) ([]blog.Notice, error) {
	rows, err := s.queries().Notices(ctx, sqlc.NoticesParams{AccountID: accountID, Own: own, Max: int64(max), Skip: int64(skip)})
	return each(rows, err, func(row sqlc.NoticesRow) (blog.Notice, error) {
		return blog.Notice{
			Kind: blog.NoticeKind(row.Kind), At: fromMillis(row.At), CommentID: row.CommentID, State: blog.CommentState(row.State),
			Actor:  blog.Actor{URI: row.ActorURI, Host: row.Host, Username: row.Username, Name: row.Name, URL: row.ActorURL},
			Object: row.URI, Words: row.Words,
			Blog: blog.Blog{ID: row.BlogID, Name: row.BlogName, Title: row.BlogTitle}, Title: row.Title, Slug: row.Slug,
		}, nil
	})
}

// NewNotices is how many came since the account last looked, of each kind at most 100, and when that was.
func (s *Store) NewNotices(ctx context.Context, accountID, own int64) (n int, since time.Time, err error) {
	at, err := s.queries().NoticedAt(ctx, accountID)
	if err != nil {
		return 0, time.Time{}, found(err)
	}
	fresh, err := s.queries().CountNotices(ctx, sqlc.CountNoticesParams{AccountID: accountID, Own: own, Since: at})
	return int(fresh), fromMillis(at), err
}

// SetNoticedAt implements blog.Tx.
func (tx *Tx) SetNoticedAt(accountID int64, at time.Time) error {
	return tx.q.SetNoticedAt(tx.ctx, sqlc.SetNoticedAtParams{ID: accountID, NoticedAt: millis(at)})
}
