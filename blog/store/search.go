package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
	"pamphlet/content"
	"pamphlet/content/search"
)

// maxIndexed is how many words of an article's text are found.
const maxIndexed = 15_000 // PostgreSQL knows places up to 16,383

// keepSearchable puts an article's words where readers find them, or takes them away.
func (tx *Tx) keepSearchable(a blog.Article) error {
	revision, err := tx.q.SearchableRevision(tx.ctx, a.ID)
	known := err == nil
	if err = found(err); err != nil && blog.CodeOf(err) != blog.NotFound {
		return err
	}
	if a.State != blog.Published || a.Visibility != blog.Public {
		if !known {
			return nil
		}
		return tx.forgetWords(a.ID)
	}
	if known && revision == a.Published.RevisionID {
		return nil
	}
	if err := tx.putWords(a.ID, a.Published); err != nil {
		return err
	}
	return tx.q.SetSearchable(tx.ctx, sqlc.SetSearchableParams{ArticleID: a.ID, RevisionID: a.Published.RevisionID})
}

// onSQLite tells the engines apart where they have no SQL in common.
func onSQLite(db DBTX) bool {
	_, is := db.(rebound)
	return is
}

func (tx *Tx) forgetWords(articleID int64) error {
	query := `delete from article_words where article_id = $1`
	if onSQLite(tx.db) {
		query = `delete from article_words where rowid = $1`
	}
	if _, err := tx.db.ExecContext(tx.ctx, query, articleID); err != nil {
		return fmt.Errorf("forgetting an article's words: %w", err)
	}
	return tx.q.UnsetSearchable(tx.ctx, articleID)
}

// putWords writes the words of an article: its title's, those of subtitle, tags and summary, and its text's.
func (tx *Tx) putWords(articleID int64, r blog.Rendering) error {
	title, more := search.Words(r.Title), search.Words(strings.Join(append([]string{r.Subtitle, r.Summary}, r.Tags...), "\n"))
	body := search.Words(content.PlainText(r.HTML))
	body = body[:min(len(body), maxIndexed)]
	var err error
	if onSQLite(tx.db) {
		_, err = tx.db.ExecContext(tx.ctx, `insert or replace into article_words (rowid, title, more, body) values ($1, $2, $3, $4)`,
			articleID, strings.Join(title, " "), strings.Join(more, " "), strings.Join(body, " "))
	} else {
		_, err = tx.db.ExecContext(tx.ctx, `insert into article_words (article_id, words) values ($1, $2::tsvector)
			on conflict (article_id) do update set words = excluded.words`, articleID, vector(title, more, body))
	}
	if err != nil {
		return fmt.Errorf("writing an article's words: %w", err)
	}
	return nil
}

// vector is a tsvector as text: words, which have letters only, with their places and weights. Between the parts is a
// gap, so that nothing is found across.
func vector(title, more, body []string) string {
	var out strings.Builder
	place := 1
	for _, part := range []struct {
		words  []string
		weight string
	}{{title, "A"}, {more, "B"}, {body, "D"}} {
		for _, w := range part.words {
			fmt.Fprintf(&out, "'%s':%d%s ", w, place, part.weight)
			place++
		}
		place += 10
	}
	return out.String()
}

// Search finds the articles that everybody may find and that have what is looked for, the best first; blogID 0 looks
// through the whole site.
func (s *Store) Search(ctx context.Context, q search.Query, blogID int64, limit, offset int) (articles []blog.Article, count int, err error) {
	if q.Empty() {
		return nil, 0, nil
	}
	asked := q.TSQuery()
	from := `from article_words w join listed_articles a on a.id = w.article_id where w.words @@ $1::tsquery and (a.blog_id = $2 or $2 = 0)`
	order := `ts_rank('{0.1, 0.2, 0.5, 1.0}', w.words, $1::tsquery) desc`
	if onSQLite(s.engine.read()) {
		asked = q.FTS5()
		from = `from article_words join listed_articles a on a.id = article_words.rowid where article_words match $1 and (a.blog_id = $2 or $2 = 0)`
		order = `bm25(article_words, 10.0, 5.0, 1.0)`
	}
	err = s.View(ctx, func(tx *Tx) error {
		if err := tx.db.QueryRowContext(ctx, `select count(*) `+from, asked, blogID).Scan(&count); err != nil {
			return fmt.Errorf("counting what was found: %w", err)
		}
		rows, err := tx.db.QueryContext(ctx, `select a.id `+from+` order by `+order+`, a.published_at desc, a.id desc limit $3 offset $4`, asked, blogID, limit, offset)
		if err != nil {
			return fmt.Errorf("searching: %w", err)
		}
		ids, err := numbers(rows)
		if err != nil {
			return err
		}
		for _, id := range ids {
			a, err := tx.Article(id)
			if err != nil {
				return err
			}
			articles = append(articles, a)
		}
		return nil
	})
	return articles, count, err
}

// numbers reads rows of one number each.
func numbers(rows *sql.Rows) (list []int64, err error) {
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, fmt.Errorf("reading a row: %w", err)
		}
		list = append(list, n)
	}
	return list, rows.Err()
}

// MakeSearchable writes the words of articles that were published before there was a search, or before it made them as it does now, some at a time; it
// answers how many it wrote.
func (s *Store) MakeSearchable(ctx context.Context, limit int) (n int, err error) {
	err = s.Write(ctx, func(tx *Tx) error {
		ids, err := tx.q.NotSearchable(tx.ctx, int64(limit))
		if err != nil {
			return err
		}
		n = len(ids)
		for _, id := range ids {
			a, err := tx.Article(id)
			if err == nil {
				err = tx.keepSearchable(a)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}
