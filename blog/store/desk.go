package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// DeskFilter chooses articles for an account's desk.
type DeskFilter struct {
	AccountID int64
	State     blog.State // "" for all
	Max, Skip int
}

// DeskArticle is an article as its writers see it in their list: without the published text.
type DeskArticle struct {
	Article blog.Article
	Copy    blog.WorkingCopy
}

// DeskArticles are the articles the account may edit, the latest saved first.
func (s *Store) DeskArticles(ctx context.Context, f DeskFilter) ([]DeskArticle, error) {
	rows, err := s.queries().DeskArticles(ctx, sqlc.DeskArticlesParams{
		AccountID: f.AccountID, State: string(f.State), Max: int64(f.Max), Skip: int64(f.Skip),
	})
	return each(rows, err, deskArticle)
}

// DeskCounts is how many articles the account may edit, by state.
func (s *Store) DeskCounts(ctx context.Context, accountID int64) (map[blog.State]int, error) {
	rows, err := s.queries().CountDeskArticles(ctx, accountID)
	if err != nil {
		return nil, err
	}
	counts := map[blog.State]int{}
	for _, row := range rows {
		counts[blog.State(row.State)] = int(row.Articles)
	}
	return counts, nil
}

func deskArticle(row sqlc.DeskArticlesRow) (DeskArticle, error) {
	d := DeskArticle{
		Article: blog.Article{
			ID: row.ID, BlogID: row.BlogID, AuthorID: row.AuthorID, Slug: row.Slug,
			State: blog.State(row.State), Visibility: blog.Visibility(row.Visibility),
			PublishedAt: fromMillis(row.PublishedAt), EditedAt: fromMillis(row.EditedAt), UpdatedAt: fromMillis(row.UpdatedAt),
			Published: blog.Rendering{Words: int(row.Words), Minutes: int(row.Minutes)},
		},
		Copy: blog.WorkingCopy{ArticleID: row.ID, Version: row.Version, SavedAt: fromMillis(row.SavedAt)},
	}
	return d, decode("working copy", row.Content, &d.Copy.Text)
}
