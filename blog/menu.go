package blog

import (
	"context"
	"net/url"
	"strings"
	"unicode/utf8"
)

// MenuItem is an entry of a blog's menu.
type MenuItem struct {
	Label string `json:"label"`
	To    string `json:"to"` // a path of this site, or an address elsewhere
}

const (
	maxMenu      = 20
	maxMenuLabel = 40
)

// SetMenu says what is in a blog's menu; none brings back what is there by itself: Articles, Archive, About and its pages.
func (s *Service) SetMenu(ctx context.Context, accountID, blogID int64, items []MenuItem) error {
	var menu []MenuItem
	for _, item := range items {
		item.Label, item.To = strings.Join(strings.Fields(normalise(item.Label)), " "), strings.TrimSpace(item.To)
		if item.Label == "" && item.To == "" {
			continue
		}
		if err := item.check(); err != nil {
			return err
		}
		menu = append(menu, item)
	}
	if len(menu) > maxMenu {
		return FieldError("menu", "A menu has %d entries at most; this one has %d.", maxMenu, len(menu))
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayIn(tx, accountID, blogID, ManageBlog); err != nil {
			return err
		}
		b, err := tx.Blog(blogID)
		if err != nil {
			return err
		}
		b.Menu, b.UpdatedAt = menu, s.now()
		if err := tx.UpdateBlog(b); err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: SiteScope}, Scope{Kind: BlogScope, ID: blogID})
	})
}

func (m MenuItem) check() error {
	if m.Label == "" {
		return FieldError("menu", "The entry that leads to %s needs a word.", m.To)
	}
	if n := utf8.RuneCountInString(m.Label); n > maxMenuLabel {
		return FieldError("menu", "The entry “%s” has %d characters; %d is the most. Shorten it by %d.", m.Label, n, maxMenuLabel, n-maxMenuLabel)
	}
	u, err := url.Parse(m.To)
	own := err == nil && u.Scheme == "" && u.Host == "" && strings.HasPrefix(m.To, "/") && !strings.HasPrefix(m.To, "//") && !strings.Contains(m.To, `\`)
	elsewhere := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
	if len(m.To) > maxAddress || (!own && !elsewhere) {
		return FieldError("menu", "The entry “%s” leads nowhere. Write a path like /@ann/about, or a whole address.", m.Label)
	}
	return nil
}
