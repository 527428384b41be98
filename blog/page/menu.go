package page

import (
	"context"

	"pamphlet/blog"
	"pamphlet/content/words"
)

// Menu is what a blog's menu has: what its owner put there, or else its own pages, named in the blog's language.
func (p *Pages) Menu(ctx context.Context, b blog.Blog) ([]blog.MenuItem, error) {
	if len(b.Menu) > 0 {
		return b.Menu, nil
	}
	path, says := blogPath(b.Name), words.For(b.Language)
	menu := []blog.MenuItem{{Label: says.Text("Articles"), To: path}, {Label: says.Text("Archive"), To: path + "/archive"}, {Label: says.Text("About"), To: path + "/about"}}
	pages, err := p.store.StandingPages(ctx, b.ID)
	for _, page := range pages {
		menu = append(menu, blog.MenuItem{Label: page.Title, To: articlePath(b.Name, page.Slug)})
	}
	return menu, err
}

// menu marks the entry of a page.
func (r *reading) menu(b blog.Blog, path string) (items []NavItem, err error) {
	menu, err := r.Menu(r.ctx, b)
	for _, item := range menu {
		lang, dir := r.unlike(b.Language)
		items = append(items, NavItem{Title: item.Label, URL: item.To, Lang: lang, Dir: dir, Current: item.To == path})
	}
	return items, err
}
