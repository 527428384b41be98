package blog

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// OwnTheme is a theme that an owner brought for a blog.
type OwnTheme struct {
	ID        int64
	BlogID    int64
	Name      string // of its theme.toml
	Title     string
	Digest    string // the first 16 hexadecimal digits of its archive's SHA-256
	Archive   []byte // the zip it came in; nil in lists
	CreatedAt time.Time
}

// Key is what Blog.Theme says of a blog that wears it: no bundled theme has an "@" in its name.
func (t OwnTheme) Key() string { return t.Name + "@" + t.Digest }

const (
	maxOwnThemes    = 20 // of one blog
	maxThemeChoices = 50
	maxThemeChoice  = 2000 // bytes
)

// SetTheme dresses a blog: theme is the name of a bundled one or the Key of one of its own, and chosen what its owner
// chose of the theme's settings. What the theme does not know of them it will not use.
func (s *Service) SetTheme(ctx context.Context, accountID, blogID int64, theme string, chosen map[string]string) error {
	if len(chosen) > maxThemeChoices {
		return FieldError("theme", "A theme has %d settings at most.", maxThemeChoices)
	}
	for name, value := range chosen {
		if len(name)+len(value) > maxThemeChoice {
			return FieldError(name, "This is too long; a setting holds about %d letters.", maxThemeChoice/4)
		}
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayIn(tx, accountID, blogID, ManageBlog); err != nil {
			return err
		}
		if strings.Contains(theme, "@") {
			own, err := tx.ThemesOf(blogID)
			if err != nil {
				return err
			}
			if !wears(own, theme) {
				return FieldError("theme", "This theme is not here any more. Choose another, or bring it again.")
			}
		}
		return s.dress(tx, blogID, theme, chosen)
	})
}

func (s *Service) dress(tx Tx, blogID int64, theme string, chosen map[string]string) error {
	b, err := tx.Blog(blogID)
	if err != nil {
		return err
	}
	b.Theme, b.ThemeSettings, b.UpdatedAt = theme, chosen, s.now()
	if err := tx.UpdateBlog(b); err != nil {
		return err
	}
	return tx.Touch(Scope{Kind: SiteScope}, Scope{Kind: BlogScope, ID: blogID})
}

func wears(own []OwnTheme, key string) bool {
	for _, t := range own {
		if t.Key() == key {
			return true
		}
	}
	return false
}

// AddTheme keeps a theme for a blog; the caller has checked that it can be worn. Nothing changes for readers: a blog that
// wears another version of it goes on wearing that one. Of each theme a blog keeps the version it wears and one more,
// the one to come or the one before.
func (s *Service) AddTheme(ctx context.Context, accountID, blogID int64, name, title string, archive []byte) (OwnTheme, error) {
	sum := sha256.Sum256(archive)
	t := OwnTheme{BlogID: blogID, Name: name, Title: title, Digest: hex.EncodeToString(sum[:8]), Archive: archive, CreatedAt: s.now()}
	return t, s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayIn(tx, accountID, blogID, ManageBlog); err != nil {
			return err
		}
		own, err := tx.ThemesOf(blogID)
		if err != nil {
			return err
		}
		b, err := tx.Blog(blogID)
		if err != nil {
			return err
		}
		names := map[string]bool{name: true}
		for _, o := range own {
			names[o.Name] = true
			if o.Name != name || o.Key() == t.Key() || o.Key() == b.Theme {
				continue
			}
			if err := tx.DeleteTheme(o.ID); err != nil {
				return err
			}
		}
		if len(names) > maxOwnThemes {
			return FieldError("archive", "A blog keeps %d themes at most. Remove one first.", maxOwnThemes)
		}
		return tx.PutTheme(t)
	})
}

// RemoveTheme forgets a version of a theme that was brought for a blog, by its Key. One that is worn stays.
func (s *Service) RemoveTheme(ctx context.Context, accountID, blogID int64, key string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayIn(tx, accountID, blogID, ManageBlog); err != nil {
			return err
		}
		b, err := tx.Blog(blogID)
		if err != nil {
			return err
		}
		if b.Theme == key {
			return FieldError("theme", "The blog wears this theme. Choose another first.")
		}
		own, err := tx.ThemesOf(blogID)
		if err != nil {
			return err
		}
		for _, o := range own {
			if o.Key() == key {
				return tx.DeleteTheme(o.ID)
			}
		}
		return nil // somebody else removed it
	})
}
