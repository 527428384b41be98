package page

import (
	"bytes"
	"context"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"pamphlet/blog"
	"pamphlet/content/words"
	"pamphlet/themes"
)

// NoPage is what Try shows for an address at which there is nothing.
const NoPage = "*" // no slug, and no path of a blog

// Try is a page of a blog in what it might wear, for its owner's eyes. path is what follows the blog's own, such as
// "archive", or empty for its first page. The page may be shown in a frame of this site; its links to pages of the blog
// lead to what link gives for their paths, and all others nowhere in there. Where the theme cannot make the page, the
// error is a themes.Fault.
func (p *Pages) Try(ctx context.Context, b blog.Blog, path string, link func(path string) string) (html []byte, policy string, err error) {
	page, err := p.wearing(b).under(ctx, b, path)
	if err != nil {
		return nil, "", err
	}
	policy = strings.Replace(page.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'", "frame-ancestors 'self'", 1)
	html = bytes.Replace(page.Body, []byte("<head>"), []byte(`<head><base target="_blank">`), 1)
	own := regexp.MustCompile(`(<a\b[^>]*?\s)href="` + regexp.QuoteMeta(blogPath(b.Name)) + `(?:/([^"#?]*))?"`)
	html = own.ReplaceAllFunc(html, func(found []byte) []byte {
		part := own.FindSubmatch(found)
		path, err := url.PathUnescape(string(part[2]))
		if err != nil || !tryable(path) {
			return found
		}
		return []byte(string(part[1]) + `target="_self" href="` + template.HTMLEscapeString(link(path)) + `"`)
	})
	return html, policy, nil
}

// wearing are the pages as they would be if all wore what a blog says. Nothing takes the place of one that cannot be made.
func (p *Pages) wearing(b blog.Blog) *Pages {
	trying, d := *p, dressOf(b)
	trying.tried = &d
	return &trying
}

// under is the page at a path under a blog's own.
func (p *Pages) under(ctx context.Context, b blog.Blog, path string) (*Page, error) {
	kind, name, _ := strings.Cut(path, "/")
	switch {
	case path == "":
		return p.blogHome(ctx, b, 1, blogPath(b.Name))
	case path == NoPage:
		return p.Failure(ctx, http.StatusNotFound, blog.ErrNotFound, "")
	case path == "archive":
		return p.Archive(ctx, b.Name)
	case path == "about":
		return p.About(ctx, b.Name)
	case path == "search":
		return p.Search(ctx, b.Name, "", 1)
	case path == "follow":
		return p.Follow(ctx, b.Name)
	case kind == "tags":
		return p.Tag(ctx, b.Name, name, 1)
	case kind == "series":
		return p.Series(ctx, b.Name, name)
	case name == "edits":
		return p.Edits(ctx, b.Name, kind)
	case name == "":
		return p.Article(ctx, b.Name, kind, 1)
	}
	return nil, blog.ErrNotFound
}

// tryable reports whether a link can be followed while a theme is tried: feeds and forms cannot.
func tryable(path string) bool {
	kind, name, deeper := strings.Cut(path, "/")
	return !strings.Contains(name, "/") && (!deeper || kind == "tags" || kind == "series" || name == "edits") && !strings.HasPrefix(path, "feed.")
}

// maxTried is how many articles a theme is tried on.
const maxTried = 12

// Tried are paths for Try: a page of each kind, and the newest articles. What has a title of its own has it as its label.
func (p *Pages) Tried(ctx context.Context, b blog.Blog) ([]blog.MenuItem, error) {
	list := []blog.MenuItem{{To: ""}}
	articles, err := p.store.ListedInBlog(ctx, b.ID, maxTried, 0)
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		list = append(list, blog.MenuItem{Label: a.Published.Title, To: a.Slug})
	}
	series, err := p.store.SeriesOfBlog(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	for _, s := range series[:min(len(series), 1)] {
		list = append(list, blog.MenuItem{Label: s.Title, To: "series/" + s.Slug})
	}
	tags, err := p.store.TagsOfBlog(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	for _, t := range tags[:min(len(tags), 1)] {
		list = append(list, blog.MenuItem{Label: "#" + t.Tag, To: "tags/" + t.Tag})
	}
	for _, kind := range []string{"archive", "about", "search", "follow", NoPage} {
		list = append(list, blog.MenuItem{To: kind})
	}
	return list, nil
}

// Failures are what the theme that a blog wears cannot make: of the pages in Tried, now, and of those that readers asked
// for since the program began.
func (p *Pages) Failures(ctx context.Context, b blog.Blog) ([]themes.Fault, error) {
	list, err := p.Tried(ctx, b)
	if err != nil {
		return nil, err
	}
	faults, trying := p.failed.ofTheme(b.Theme), p.wearing(b)
	for _, item := range list {
		_, err := trying.under(ctx, b, item.To)
		var fault themes.Fault
		if !errors.As(err, &fault) {
			continue // what is wrong is not the theme
		}
		if !slices.ContainsFunc(faults, func(f themes.Fault) bool { return f.Error() == fault.Error() }) {
			faults = append(faults, fault)
		}
	}
	return faults, nil
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
