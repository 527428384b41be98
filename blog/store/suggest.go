package store

import (
	"context"
	"strings"

	"pamphlet/blog/store/sqlc"
)

// Suggestion is one way to complete what a writer began to type: a person, a tag or an article.
type Suggestion struct {
	Name  string // of a person, tag or article, as people read it
	Host  string // of a person
	Blog  string // of an article: the name in its address
	Slug  string // of an article
	Title string // of the article's blog, or the name a person shows
	Uses  int    // of a tag
}

// SuggestPeople are up to eight people known here whose name begins with what was typed: "ali", or "alice@serv".
func (s *Store) SuggestPeople(ctx context.Context, typed string) ([]Suggestion, error) {
	name, host, named := strings.Cut(typed, "@")
	beginning := escapeLike(strings.ToLower(name))
	if !named {
		beginning += "%"
	}
	rows, err := s.queries().PeopleNamed(ctx, sqlc.PeopleNamedParams{Beginning: beginning, Server: escapeLike(strings.ToLower(host)) + "%"})
	return each(rows, err, func(row sqlc.PeopleNamedRow) (Suggestion, error) {
		return Suggestion{Name: row.Username, Host: row.Host, Title: row.Name}, nil
	})
}

// SuggestTags are up to eight tags of the blogs the account writes in.
func (s *Store) SuggestTags(ctx context.Context, accountID int64, typed string) ([]Suggestion, error) {
	rows, err := s.queries().TagsNamed(ctx, sqlc.TagsNamedParams{AccountID: accountID, Beginning: escapeLike(strings.ToLower(typed)) + "%"})
	return each(rows, err, func(row sqlc.TagsNamedRow) (Suggestion, error) {
		return Suggestion{Name: row.Label, Uses: int(row.Articles)}, nil
	})
}

// SuggestArticles are up to eight published articles of the blogs the account writes in, with the words in their title.
func (s *Store) SuggestArticles(ctx context.Context, accountID int64, typed string) ([]Suggestion, error) {
	rows, err := s.queries().ArticlesTitled(ctx, sqlc.ArticlesTitledParams{AccountID: accountID, Part: "%" + escapeLike(strings.ToLower(typed)) + "%"})
	return each(rows, err, func(row sqlc.ArticlesTitledRow) (Suggestion, error) {
		return Suggestion{Name: row.Title, Blog: row.Name, Slug: row.Slug, Title: row.Blog}, nil
	})
}

// escapeLike takes their meaning from the signs of a LIKE pattern.
func escapeLike(words string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(words)
}
