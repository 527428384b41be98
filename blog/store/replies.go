package store

import (
	"context"

	"pamphlet/blog/store/sqlc"
)

// ShownReplies are ids of the comments under an article that readers see, the oldest first, and how many
// readers see in all.
func (s *Store) ShownReplies(ctx context.Context, articleID int64, max, skip int) (ids []string, total int, err error) {
	count, err := s.queries().CountShownReplies(ctx, articleID)
	if err != nil || int64(skip) >= count || max == 0 {
		return nil, int(count), err
	}
	ids, err = s.queries().ShownReplies(ctx, sqlc.ShownRepliesParams{ArticleID: articleID, Max: int64(max), Skip: int64(skip)})
	return ids, int(count), err
}
