package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Blog is the blog with this id.
func (s *Store) Blog(ctx context.Context, id int64) (blog.Blog, error) {
	return oneBlog(s.queries().Blog(ctx, id))
}

// BlogByName is the blog with this handle; Gone when it was deleted.
func (s *Store) BlogByName(ctx context.Context, name string) (blog.Blog, error) {
	return standing(oneBlog(s.queries().BlogByName(ctx, name)))
}

// BlogByAPID is the blog with this opaque id; Gone when it was deleted.
func (s *Store) BlogByAPID(ctx context.Context, apID string) (blog.Blog, error) {
	return standing(oneBlog(s.queries().BlogByAPID(ctx, apID)))
}

// PersonalBlog is the account's own blog.
func (s *Store) PersonalBlog(ctx context.Context, accountID int64) (blog.Blog, error) {
	return oneBlog(s.queries().PersonalBlog(ctx, accountID))
}

// HomeBlog is the blog shown at the site's root; ErrNotFound when all are.
func (s *Store) HomeBlog(ctx context.Context) (blog.Blog, error) {
	return oneBlog(s.queries().HomeBlog(ctx))
}

// Blogs are all blogs by name, without those that were deleted.
func (s *Store) Blogs(ctx context.Context) ([]blog.Blog, error) {
	rows, err := s.queries().Blogs(ctx)
	return each(rows, err, plainBlog)
}

// ListsChanged is when the site last got a blog, or an article was taken off lists, whichever was later.
func (s *Store) ListsChanged(ctx context.Context) (time.Time, error) {
	row, err := s.queries().LatestBlogDates(ctx)
	return fromMillis(max(row.CreatedAt, row.LeftAt)), err
}

// BlogsOf are the blogs in which the account has a role, its personal one first.
func (s *Store) BlogsOf(ctx context.Context, accountID int64) ([]blog.Blog, error) {
	rows, err := s.queries().BlogsOf(ctx, accountID)
	return each(rows, err, plainBlog)
}

// AnnouncedArticles are the articles a publication ever announced: their ids on other servers and their numbers here.
func (s *Store) AnnouncedArticles(ctx context.Context, blogID int64) (map[string]int64, error) {
	rows, err := s.queries().AnnouncedArticles(ctx, blogID)
	if err != nil {
		return nil, err
	}
	articles := map[string]int64{}
	for _, row := range rows {
		articles[row.Object] = row.ArticleID
	}
	return articles, nil
}

// ClaimName implements blog.Tx.
func (tx *Tx) ClaimName(name string, blogID int64) error {
	claimed, err := tx.q.ClaimName(tx.ctx, sqlc.ClaimNameParams{Name: name, BlogID: blogID})
	if err == nil && claimed == 0 {
		return nameTaken(name)
	}
	return err
}

// Blog implements blog.Tx.
func (tx *Tx) Blog(id int64) (blog.Blog, error) { return oneBlog(tx.q.Blog(tx.ctx, id)) }

// BlogByName implements blog.Tx.
func (tx *Tx) BlogByName(name string) (blog.Blog, error) {
	return standing(oneBlog(tx.q.BlogByName(tx.ctx, name)))
}

// PersonalBlog implements blog.Tx.
func (tx *Tx) PersonalBlog(accountID int64) (blog.Blog, error) {
	return oneBlog(tx.q.PersonalBlog(tx.ctx, accountID))
}

// InsertBlog implements blog.Tx.
func (tx *Tx) InsertBlog(b *blog.Blog) (err error) {
	if err := tx.nameIsFree(b.Name); err != nil {
		return err
	}
	b.ID, err = tx.q.InsertBlog(tx.ctx, sqlc.InsertBlogParams{
		APID: b.APID, Kind: string(b.Kind), Name: b.Name, Title: b.Title, Description: b.Description,
		Language: b.Language, Licence: b.Licence, Theme: b.Theme, PictureID: b.PictureID,
		AccountID: b.AccountID, Home: b.Home, PrivateKey: b.PrivateKey, PublicKey: b.PublicKey, ProofKey: b.ProofKey,
		CreatedAt: millis(b.CreatedAt), UpdatedAt: millis(b.UpdatedAt),
	})
	return err
}

// UpdateBlog implements blog.Tx.
func (tx *Tx) UpdateBlog(b blog.Blog) error {
	menu := ""
	if len(b.Menu) > 0 {
		var err error
		if menu, err = encode("menu", b.Menu); err != nil {
			return err
		}
	}
	chosen := ""
	if len(b.ThemeSettings) > 0 {
		var err error
		if chosen, err = encode("theme settings", b.ThemeSettings); err != nil {
			return err
		}
	}
	return tx.q.UpdateBlog(tx.ctx, sqlc.UpdateBlogParams{
		ID: b.ID, Title: b.Title, Description: b.Description, Language: b.Language, Licence: b.Licence,
		Theme: b.Theme, PictureID: b.PictureID, UpdatedAt: millis(b.UpdatedAt), HoldStrangers: b.HoldStrangers, Menu: menu,
		ThemeSettings: chosen,
	})
}

// SetKeys implements blog.Tx.
func (tx *Tx) SetKeys(b blog.Blog) error {
	return tx.q.SetKeys(tx.ctx, sqlc.SetKeysParams{
		ID: b.ID, PrivateKey: b.PrivateKey, PublicKey: b.PublicKey, ProofKey: b.ProofKey, FormerKey: b.FormerKey, KeysAt: millis(b.KeysAt),
	})
}

// BlogsWithoutProofKey implements blog.Tx.
func (tx *Tx) BlogsWithoutProofKey() ([]blog.Blog, error) {
	rows, err := tx.q.BlogsWithoutProofKey(tx.ctx)
	return each(rows, err, plainBlog)
}

// SetHome implements blog.Tx.
func (tx *Tx) SetHome(blogID int64) error { return tx.q.SetHome(tx.ctx, blogID) }

// nameIsFree is asked before inserts, because a violated constraint would end the whole
// transaction on PostgreSQL and could not be told in plain words.
func (tx *Tx) nameIsFree(name string) error {
	_, err := tx.q.NameOwner(tx.ctx, name)
	switch {
	case err == nil:
		return nameTaken(name)
	case errors.Is(err, sql.ErrNoRows):
		return nil
	}
	return err
}

func nameTaken(name string) error {
	return blog.Errorf(blog.Conflict, "The name “%s” is already taken. Choose another one.", name).In("name")
}

// standing refuses what was deleted. Only its key is still of use, and that is found by the blog's number.
func standing(b blog.Blog, err error) (blog.Blog, error) {
	if err == nil && !b.DeletedAt.IsZero() {
		return blog.Blog{}, blog.Errorf(blog.Gone, "This publication was deleted.")
	}
	return b, err
}

func oneBlog(row sqlc.Blog, err error) (blog.Blog, error) {
	if err != nil {
		return blog.Blog{}, found(err)
	}
	return plainBlog(row)
}

func plainBlog(row sqlc.Blog) (blog.Blog, error) {
	b := blog.Blog{
		ID: row.ID, APID: row.APID, Kind: blog.Kind(row.Kind), Name: row.Name, Title: row.Title,
		Description: row.Description, Language: row.Language, Licence: row.Licence, Theme: row.Theme,
		PictureID: row.PictureID, AccountID: row.AccountID, Home: row.Home, HoldStrangers: row.HoldStrangers,
		PrivateKey: row.PrivateKey, PublicKey: row.PublicKey, ProofKey: row.ProofKey,
		FormerKey: row.FormerKey, KeysAt: fromMillis(row.KeysAt), LeftAt: fromMillis(row.LeftAt),
		CreatedAt: fromMillis(row.CreatedAt), UpdatedAt: fromMillis(row.UpdatedAt), DeletedAt: fromMillis(row.DeletedAt),
	}
	if err := decode("theme settings", row.ThemeSettings, &b.ThemeSettings); err != nil {
		return b, err
	}
	return b, decode("menu", row.Menu, &b.Menu)
}
