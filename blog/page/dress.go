package page

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"

	"pamphlet/blog"
	"pamphlet/themes"
)

// dress is what a page wears: a theme, and what its owner chose of the theme's settings.
type dress struct {
	theme  string // see blog.Blog
	chosen map[string]string
}

func dressOf(b blog.Blog) dress { return dress{b.Theme, b.ThemeSettings} }

// worn is what a page that would wear d wears: while somebody makes a theme, or tries one on, that.
func (p *Pages) worn(d dress) dress {
	switch {
	case p.tried != nil:
		return *p.tried
	case p.wear != nil:
		return dress{p.wear.Key(), p.chosen}
	}
	return d
}

// dressFrame tells a frame what it is drawn with.
func (p *Pages) dressFrame(ctx context.Context, frame *Frame, d dress) error {
	d = p.worn(d)
	theme, err := p.theme(ctx, d.theme)
	if err != nil {
		return err
	}
	frame.Settings = d.chosen
	frame.ThemeColor = ThemeColor(theme.Manifest().Browser)
	return nil
}

// theme finds a theme by what a blog says it wears. One that is not here any more gives way to the base theme: readers
// would rather have the words.
func (p *Pages) theme(ctx context.Context, key string) (*themes.Theme, error) {
	theme, err := p.exactly(ctx, key)
	if err == nil || ctx.Err() != nil {
		return theme, err
	}
	if !errors.Is(err, blog.ErrNotFound) {
		slog.WarnContext(ctx, "a theme cannot be worn; Folio takes its place", "theme", key, "error", err)
	}
	return p.themes.Theme(themes.BaseName)
}

// exactly is the bundled theme of a name, or the one that was brought with a key.
func (p *Pages) exactly(ctx context.Context, key string) (*themes.Theme, error) {
	if p.wear != nil {
		return p.wear, nil
	}
	name, digest, own := strings.Cut(key, "@")
	if !own {
		if theme, err := p.themes.Theme(key); err == nil {
			return theme, nil
		}
		return nil, blog.ErrNotFound
	}
	return p.brought.load(key, func() (*themes.Theme, error) {
		archive, err := p.store.ThemeArchive(ctx, name, digest)
		if err != nil {
			return nil, err
		}
		folder, faults := themes.Unpack(archive)
		if len(faults) > 0 {
			return nil, faults[0]
		}
		return p.themes.Load(folder, key)
	})
}

// wardrobe keeps the themes that people brought, ready to be worn. What it has for a key never changes.
type wardrobe struct {
	mu     sync.Mutex
	themes map[string]*themes.Theme
}

// maxBrought is how many of them are kept at once. Each holds its assets and compiled templates, some megabytes.
const maxBrought = 40

func (w *wardrobe) load(key string, load func() (*themes.Theme, error)) (*themes.Theme, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if theme := w.themes[key]; theme != nil {
		return theme, nil
	}
	theme, err := load()
	if err != nil {
		return nil, err
	}
	if w.themes == nil || len(w.themes) >= maxBrought {
		w.themes = map[string]*themes.Theme{}
	}
	w.themes[key] = theme
	return theme, nil
}
