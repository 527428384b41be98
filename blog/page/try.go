package page

import (
	"bytes"
	"context"
	"strings"

	"pamphlet/blog"
	"pamphlet/content/words"
	"pamphlet/themes"
)

// Try is a page of a blog in what it might wear, for its owner's eyes: the newest article where what is "article", and
// the first page otherwise. It may be shown in a frame of this site, and its links lead nowhere in there.
func (p *Pages) Try(ctx context.Context, b blog.Blog, what string) (html []byte, policy string, err error) {
	page, err := p.tried(ctx, b, what)
	if err != nil {
		return nil, "", err
	}
	policy = strings.Replace(page.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'", "frame-ancestors 'self'", 1)
	return bytes.Replace(page.Body, []byte("<head>"), []byte(`<head><base target="_blank">`), 1), policy, nil
}

func (p *Pages) tried(ctx context.Context, b blog.Blog, what string) (*Page, error) {
	if what == "article" {
		newest, err := p.store.ListedInBlog(ctx, b.ID, 1, 0)
		if err != nil {
			return nil, err
		}
		if len(newest) > 0 {
			return p.article(ctx, b, newest[0], 1, "")
		}
	}
	return p.blogHome(ctx, b, 1, blogPath(b.Name))
}

// Theme is a bundled theme by its name, or one that was brought by its key; ErrNotFound for none.
func (p *Pages) Theme(ctx context.Context, key string) (*themes.Theme, error) {
	return p.exactly(ctx, key)
}

// Themes are the bundled themes, the base theme first.
func (p *Pages) Themes() []*themes.Theme {
	var list []*themes.Theme
	for _, name := range p.themes.Names() {
		if theme, err := p.themes.Theme(name); err == nil {
			list = append(list, theme)
		}
	}
	return list
}

// CheckArchive reports everything wrong with a theme that comes as a zip, or says what it is called.
func (p *Pages) CheckArchive(archive []byte) (themes.Manifest, []themes.Fault) {
	folder, faults := themes.Unpack(archive)
	if len(faults) > 0 {
		return themes.Manifest{}, faults
	}
	if faults := CheckTheme(folder); len(faults) > 0 {
		return themes.Manifest{}, faults
	}
	theme, err := p.themes.Load(folder, "checked")
	if err != nil {
		return themes.Manifest{}, []themes.Fault{{Problem: words.Say(err.Error()), Remedy: words.Say("Run pamphlet theme check on the folder.")}}
	}
	return theme.Manifest(), nil
}
