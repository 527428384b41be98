package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Listed are public articles, newest first, in one of the places that list them. All read the view
// listed_articles, the one visibility rule for lists.

// ListedOnSite are the latest articles of all blogs.
func (s *Store) ListedOnSite(ctx context.Context, max, skip int) ([]blog.Article, error) {
	rows, err := s.queries().ListedOnSite(ctx, sqlc.ListedOnSiteParams{Max: int64(max), Skip: int64(skip)})
	return listed(rows, err)
}

// CountOnSite is how many articles ListedOnSite has in all.
func (s *Store) CountOnSite(ctx context.Context) (int, error) {
	n, err := s.queries().CountListedOnSite(ctx)
	return int(n), err
}

// ListedInBlog are the latest articles of one blog.
func (s *Store) ListedInBlog(ctx context.Context, blogID int64, max, skip int) ([]blog.Article, error) {
	rows, err := s.queries().ListedInBlog(ctx, sqlc.ListedInBlogParams{BlogID: blogID, Max: int64(max), Skip: int64(skip)})
	return listed(rows, err)
}

// CountInBlog is how many articles ListedInBlog has in all.
func (s *Store) CountInBlog(ctx context.Context, blogID int64) (int, error) {
	n, err := s.queries().CountListedInBlog(ctx, blogID)
	return int(n), err
}

// ListedByAuthor are the latest articles of one account on any blog, those written with others among them.
func (s *Store) ListedByAuthor(ctx context.Context, accountID int64, max int) ([]blog.Article, error) {
	rows, err := s.queries().ListedByAuthor(ctx, sqlc.ListedByAuthorParams{AuthorID: accountID, Max: int64(max)})
	return listed(rows, err)
}

// ListedWithTag are the latest articles with a tag (see blog.TagKey); blogID 0 means on the whole site.
func (s *Store) ListedWithTag(ctx context.Context, blogID int64, tag string, max, skip int) ([]blog.Article, error) {
	rows, err := s.queries().ListedWithTag(ctx, sqlc.ListedWithTagParams{Tag: tag, BlogID: blogID, Max: int64(max), Skip: int64(skip)})
	return listed(rows, err)
}

// CountWithTag is how many articles ListedWithTag has in all.
func (s *Store) CountWithTag(ctx context.Context, blogID int64, tag string) (int, error) {
	n, err := s.queries().CountListedWithTag(ctx, sqlc.CountListedWithTagParams{Tag: tag, BlogID: blogID})
	return int(n), err
}

// TagLabel is the tag as it was written last; ErrNotFound when no article has it.
func (s *Store) TagLabel(ctx context.Context, tag string) (string, error) {
	label, err := s.queries().TagLabel(ctx, tag)
	return label, found(err)
}

// TagCount is a tag and how many articles of the blog have it.
type TagCount struct {
	Tag      string // as in the address
	Articles int
}

// TagsOfBlog are the tags of a blog, the most used first.
func (s *Store) TagsOfBlog(ctx context.Context, blogID int64) ([]TagCount, error) {
	rows, err := s.queries().TagsOfBlog(ctx, blogID)
	return each(rows, err, func(row sqlc.TagsOfBlogRow) (TagCount, error) {
		return TagCount{Tag: row.Tag, Articles: int(row.Articles)}, nil
	})
}

// ArchiveRow is one line of a blog's archive.
type ArchiveRow struct {
	ID          int64
	Slug, Title string
	Language    string
	PublishedAt time.Time
	Minutes     int
}

// ArchiveOfBlog are all articles of a blog, newest first, without their texts.
func (s *Store) ArchiveOfBlog(ctx context.Context, blogID int64) ([]ArchiveRow, error) {
	rows, err := s.queries().ArchiveOfBlog(ctx, blogID)
	return each(rows, err, func(row sqlc.ArchiveOfBlogRow) (ArchiveRow, error) {
		return ArchiveRow{ID: row.ID, Slug: row.Slug, Title: row.Title, Language: row.Language,
			PublishedAt: fromMillis(row.PublishedAt), Minutes: int(row.Minutes)}, nil
	})
}

// SitemapRow is one article's address: /@BlogName/Slug.
type SitemapRow struct {
	BlogName, Slug string
	UpdatedAt      time.Time
}

// Sitemap are the addresses of the latest articles of the site.
func (s *Store) Sitemap(ctx context.Context, max int) ([]SitemapRow, error) {
	rows, err := s.queries().Sitemap(ctx, int64(max))
	return each(rows, err, func(row sqlc.SitemapRow) (SitemapRow, error) {
		return SitemapRow{BlogName: row.Name, Slug: row.Slug, UpdatedAt: fromMillis(row.UpdatedAt)}, nil
	})
}

// Neighbour is the title and address of an article beside another.
type Neighbour struct {
	Slug, Title string
	Language    string // empty where it was not asked for
}

// Neighbours are the next older and next newer listed articles of the same blog; nil at the ends.
func (s *Store) Neighbours(ctx context.Context, a blog.Article) (older, newer *Neighbour, err error) {
	o, err := s.queries().OlderInBlog(ctx, sqlc.OlderInBlogParams{BlogID: a.BlogID, PublishedAt: millis(a.PublishedAt), ID: a.ID})
	if err == nil {
		older = &Neighbour{Slug: o.Slug, Title: o.Title, Language: o.Language}
	} else if !errors.Is(err, sql.ErrNoRows) {
		return nil, nil, err
	}
	n, err := s.queries().NewerInBlog(ctx, sqlc.NewerInBlogParams{BlogID: a.BlogID, PublishedAt: millis(a.PublishedAt), ID: a.ID})
	if err == nil {
		newer = &Neighbour{Slug: n.Slug, Title: n.Title, Language: n.Language}
	} else if !errors.Is(err, sql.ErrNoRows) {
		return nil, nil, err
	}
	return older, newer, nil
}

// Related are listed articles of the same blog with the most tags in common, the latest of them first.
func (s *Store) Related(ctx context.Context, a blog.Article, limit int) ([]blog.Article, error) {
	rows, err := s.queries().Related(ctx, sqlc.RelatedParams{ArticleID: a.ID, BlogID: a.BlogID, Max: int64(limit)})
	return listed(rows, err)
}

func listed(rows []sqlc.ListedArticle, err error) ([]blog.Article, error) {
	return each(rows, err, func(row sqlc.ListedArticle) (blog.Article, error) { return fullArticle(sqlc.Article(row)) })
}

// StandingPages are the pages of a blog in the order they were published.
func (s *Store) StandingPages(ctx context.Context, blogID int64) ([]Neighbour, error) {
	rows, err := s.queries().StandingPages(ctx, blogID)
	return each(rows, err, func(row sqlc.StandingPagesRow) (Neighbour, error) {
		return Neighbour{Slug: row.Slug, Title: row.Title}, nil
	})
}
