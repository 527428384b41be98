package store

import (
	"context"

	"pamphlet/blog/store/sqlc"
)

// FirstReplies are the ids of the oldest comments under an article that readers see, and how many
// readers see in all.
func (s *Store) FirstReplies(ctx context.Context, articleID int64, max int) (ids []string, total int, err error) {
	count, err := s.queries().CountShownReplies(ctx, articleID)
	if err != nil || count == 0 {
		return nil, 0, err
	}
	ids, err = s.queries().ShownReplies(ctx, sqlc.ShownRepliesParams{ArticleID: articleID, Max: int64(max)})
	return ids, int(count), err
}
