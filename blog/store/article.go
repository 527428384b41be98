package store

import (
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Article implements blog.Tx.
func (tx *Tx) Article(id int64) (blog.Article, error) { return oneArticle(tx.q.Article(tx.ctx, id)) }

// InsertArticle implements blog.Tx.
func (tx *Tx) InsertArticle(a *blog.Article) error {
	outline, tags, err := listColumns(a.Published)
	if err != nil {
		return err
	}
	p := a.Published
	a.ID, err = tx.q.InsertArticle(tx.ctx, sqlc.InsertArticleParams{
		APID: a.APID, BlogID: a.BlogID, AuthorID: a.AuthorID, Slug: a.Slug,
		State: string(a.State), Visibility: string(a.Visibility),
		PublishedAt: millis(a.PublishedAt), EditedAt: millis(a.EditedAt),
		CreatedAt: millis(a.CreatedAt), UpdatedAt: millis(a.UpdatedAt),
		RevisionID: p.RevisionID, Title: p.Title, Subtitle: p.Subtitle, Summary: p.Summary,
		HTML: p.HTML, Markdown: p.Markdown, Outline: outline, Tags: tags, Language: p.Language,
		Licence: p.Licence, CoverID: p.CoverID, CoverAlt: p.CoverAlt,
		Words: int64(p.Words), Minutes: int64(p.Minutes), HasCode: p.HasCode, HasMath: p.HasMath, Canonical: p.Canonical, Warning: p.Warning, OpenEdits: p.OpenEdits,
	})
	return err
}

// UpdateArticle implements blog.Tx.
func (tx *Tx) UpdateArticle(a blog.Article) error {
	outline, tags, err := listColumns(a.Published)
	if err != nil {
		return err
	}
	p := a.Published
	err = tx.q.UpdateArticle(tx.ctx, sqlc.UpdateArticleParams{
		ID: a.ID, APID: a.APID, Slug: a.Slug,
		State: string(a.State), Visibility: string(a.Visibility),
		PublishedAt: millis(a.PublishedAt), EditedAt: millis(a.EditedAt), UpdatedAt: millis(a.UpdatedAt),
		RevisionID: p.RevisionID, Title: p.Title, Subtitle: p.Subtitle, Summary: p.Summary,
		HTML: p.HTML, Markdown: p.Markdown, Outline: outline, Tags: tags, Language: p.Language,
		Licence: p.Licence, CoverID: p.CoverID, CoverAlt: p.CoverAlt,
		Words: int64(p.Words), Minutes: int64(p.Minutes), HasCode: p.HasCode, HasMath: p.HasMath, Canonical: p.Canonical, Warning: p.Warning, OpenEdits: p.OpenEdits,
	})
	if err != nil {
		return err
	}
	if err := tx.noteUses(a.ID, forReaders, p.Markdown, p.CoverID); err != nil {
		return err
	}
	if err := tx.keepSearchable(a); err != nil {
		return err
	}
	return tx.replaceTags(a.ID, p.Tags)
}

func (tx *Tx) replaceTags(articleID int64, tags []string) error {
	if err := tx.q.DeleteArticleTags(tx.ctx, articleID); err != nil {
		return err
	}
	for _, tag := range tags {
		err := tx.q.InsertArticleTag(tx.ctx, sqlc.InsertArticleTagParams{ArticleID: articleID, Tag: blog.TagKey(tag), Label: tag})
		if err != nil {
			return err
		}
	}
	return nil
}

// DeleteArticle implements blog.Tx.
func (tx *Tx) DeleteArticle(id int64) error {
	if err := tx.forgetWords(id); err != nil {
		return err
	}
	if err := tx.q.OrphanSlugs(tx.ctx, id); err != nil {
		return err
	}
	if err := tx.q.OrphanEpisodes(tx.ctx, id); err != nil {
		return err
	}
	if err := tx.q.RemoveQuotesOf(tx.ctx, id); err != nil {
		return err
	}
	return tx.q.DeleteArticle(tx.ctx, id)
}

// BeginEpisode implements blog.Tx.
func (tx *Tx) BeginEpisode(articleID int64, apID string, quiet bool) error {
	return tx.q.BeginEpisode(tx.ctx, sqlc.BeginEpisodeParams{APID: apID, ArticleID: articleID, Quiet: quiet})
}

// EndEpisode implements blog.Tx.
func (tx *Tx) EndEpisode(apID string) error {
	return tx.q.EndEpisode(tx.ctx, sqlc.EndEpisodeParams{APID: apID, EndedAt: millis(tx.now())})
}

// LeaveLists implements blog.Tx.
func (tx *Tx) LeaveLists(a blog.Article, at time.Time) error {
	return tx.q.LeaveLists(tx.ctx, sqlc.LeaveListsParams{Blog: a.BlogID, Author: a.AuthorID, LeftAt: millis(at)})
}

// SlugOwner implements blog.Tx.
func (tx *Tx) SlugOwner(blogID int64, slug string) (articleID int64, ok bool, err error) {
	return slugOwner(tx.q.SlugOwner(tx.ctx, sqlc.SlugOwnerParams{BlogID: blogID, Slug: slug}))
}

// ClaimSlug implements blog.Tx.
func (tx *Tx) ClaimSlug(blogID int64, slug string, articleID int64) error {
	return tx.q.ClaimSlug(tx.ctx, sqlc.ClaimSlugParams{BlogID: blogID, Slug: slug, ArticleID: articleID})
}

func listColumns(r blog.Rendering) (outline, tags string, err error) {
	if outline, err = encode("outline", r.Outline); err != nil {
		return "", "", err
	}
	tags, err = encode("tags", r.Tags)
	return outline, tags, err
}

func oneArticle(row sqlc.Article, err error) (blog.Article, error) {
	if err != nil {
		return blog.Article{}, found(err)
	}
	return fullArticle(row)
}

func fullArticle(row sqlc.Article) (blog.Article, error) {
	a := blog.Article{
		ID: row.ID, APID: row.APID, BlogID: row.BlogID, AuthorID: row.AuthorID, Slug: row.Slug,
		State: blog.State(row.State), Visibility: blog.Visibility(row.Visibility),
		PublishedAt: fromMillis(row.PublishedAt), EditedAt: fromMillis(row.EditedAt),
		CreatedAt: fromMillis(row.CreatedAt), UpdatedAt: fromMillis(row.UpdatedAt),
		Published: blog.Rendering{
			RevisionID: row.RevisionID, Title: row.Title, Subtitle: row.Subtitle, Summary: row.Summary,
			HTML: row.HTML, Markdown: row.Markdown, Language: row.Language, Licence: row.Licence,
			CoverID: row.CoverID, CoverAlt: row.CoverAlt, Words: int(row.Words), Minutes: int(row.Minutes),
			HasCode: row.HasCode, HasMath: row.HasMath, Canonical: row.Canonical, Warning: row.Warning, OpenEdits: row.OpenEdits,
		},
	}
	if err := decode("outline", row.Outline, &a.Published.Outline); err != nil {
		return a, err
	}
	return a, decode("tags", row.Tags, &a.Published.Tags)
}

// BegunAt implements blog.Tx.
func (tx *Tx) BegunAt(page string) (int64, error) {
	id, err := tx.q.BegunAt(tx.ctx, page)
	return id, found(err)
}

// SaveBegun implements blog.Tx.
func (tx *Tx) SaveBegun(page string, articleID int64) error {
	return tx.q.SaveBegun(tx.ctx, sqlc.SaveBegunParams{Key: page, ArticleID: articleID})
}
