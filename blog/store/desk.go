package store

import (
	"context"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// DeskFilter chooses articles for an account's desk.
type DeskFilter struct {
	AccountID int64
	State     blog.State // "" for all
	BlogID    int64      // 0 for all
	Words     string     // each of which the text has; "" for all texts
	Max, Skip int
}

// DeskArticle is an article as its writers see it in their list: without the published text.
type DeskArticle struct {
	Article blog.Article
	Copy    blog.WorkingCopy
}

// DeskArticles are the articles the account may edit, the latest saved first.
func (s *Store) DeskArticles(ctx context.Context, f DeskFilter) ([]DeskArticle, error) {
	words := append(strings.Fields(strings.ToLower(f.Words)), "", "", "")
	words[2] = strings.TrimSpace(strings.Join(words[2:], " "))
	rows, err := s.queries().DeskArticles(ctx, sqlc.DeskArticlesParams{
		AccountID: f.AccountID, State: string(f.State), BlogID: f.BlogID,
		One: "%" + escapeLike(words[0]) + "%", Two: "%" + escapeLike(words[1]) + "%", Three: "%" + escapeLike(words[2]) + "%", Max: int64(f.Max), Skip: int64(f.Skip),
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
