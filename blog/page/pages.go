package page

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/themes"
)

// perPage is how many articles a list shows at once.
const perPage = 20

// Config is what Pages are made from.
type Config struct {
	Store   *store.Store
	Themes  *themes.Library
	BaseURL *url.URL // without a path
	Source  string   // where the running program's source is
	// Preview renders a text that readers saw before; nil where no page needs it.
	Preview func(context.Context, blog.Text) (blog.Rendering, error)
	// Wear is what every page wears, whatever its blog says, while a theme is being made; nil otherwise.
	Wear *themes.Theme
	// Chosen are its settings, in place of what blogs chose of their themes'.
	Chosen map[string]string
	// Broken is the HTML in place of a page that the theme cannot make; where it is nil, readers get the page in Folio.
	Broken func(themes.Fault) []byte
}

// Pages makes pages from what the store holds. Its methods answer blog.ErrNotFound for what is not
// there or not to be seen.
type Pages struct {
	store   *store.Store
	themes  *themes.Library
	base    string // "https://host", no slash at the end
	host    string // with port
	source  string
	preview func(context.Context, blog.Text) (blog.Rendering, error)
	wear    *themes.Theme
	chosen  map[string]string // of it
	broken  func(themes.Fault) []byte
	tried   *dress // what every page wears while somebody looks at it; nil otherwise
	brought *wardrobe
	failed  *failures
}

// New makes Pages.
func New(c Config) *Pages {
	return &Pages{
		store: c.Store, themes: c.Themes, source: c.Source, preview: c.Preview, wear: c.Wear, chosen: c.Chosen, broken: c.Broken,
		brought: &wardrobe{}, failed: &failures{},
		base: strings.TrimSuffix(c.BaseURL.String(), "/"), host: c.BaseURL.Host,
	}
}

// contentSecurityPolicy is that of every reader's page: nothing but this site's own pictures,
// styles and fonts, no script, no form that could reach the dashboard. Without a script nothing connects; that it might,
// here, lets auditing tools read robots.txt from the page.
const contentSecurityPolicy = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'%s; font-src 'self'; " +
	"manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// allowForm lets a page's form lead to a path of this site, and nowhere else.
func (p *Pages) allowForm(page *Page, path string) {
	policy := page.Header.Get("Content-Security-Policy")
	page.Header.Set("Content-Security-Policy", strings.Replace(policy, "form-action 'none'", "form-action "+p.base+path, 1))
}

// Asset is a file of a theme under /assets/KEY/HASH/NAME; ok is false when there is none, or one
// with other content.
func (p *Pages) Asset(ctx context.Context, key, hash, name string) (themes.Asset, bool) {
	theme, err := p.exactly(ctx, key)
	if err != nil {
		return themes.Asset{}, false
	}
	asset, ok := theme.Asset(name)
	return asset, ok && asset.Hash == hash
}

// Addresses of pages, as paths.

func blogPath(name string) string          { return "/@" + name }
func aboutPath(name string) string         { return blogPath(name) + "/about" }
func articlePath(name, slug string) string { return blogPath(name) + "/" + url.PathEscape(slug) }
func tagPath(name, tag string) string {
	if name == "" {
		return "/tags/" + url.PathEscape(tag)
	}
	return blogPath(name) + "/tags/" + url.PathEscape(tag)
}

// handle is the address people follow: @name@host.
func (p *Pages) handle(name string) string { return "@" + name + "@" + p.host }

// siteScopes and the others say what each kind of page is made from.
func siteScopes() []blog.Scope { return []blog.Scope{{Kind: blog.SiteScope}} }

func blogScopes(id int64) []blog.Scope {
	return []blog.Scope{{Kind: blog.BlogScope, ID: id}}
}

// beyond reports whether a list has no such page.
func beyond(page, pages int) bool { return page < 1 || page > max(pages, 1) }

func pageCount(n int) int { return (n + perPage - 1) / perPage }

// Redirect is a permanent redirect to a path of this site.
func Redirect(path string) *Page {
	page := newPage(http.StatusMovedPermanently, "text/html; charset=utf-8", nil)
	page.Header.Set("Location", path)
	return page
}

// PathsOf are the pages and feeds that show a new article first.
func PathsOf(b blog.Blog, a blog.Article) []string {
	home := blogPath(b.Name)
	return []string{articlePath(b.Name, a.Slug), home, "/", home + "/feed.rss", home + "/feed.atom", home + "/feed.json"}
}

// FontCSS is the style sheet with the typefaces of the default theme; empty where it was built without.
func (p *Pages) FontCSS() string {
	theme, err := p.themes.Theme(themes.BaseName)
	if err != nil {
		return ""
	}
	return theme.AssetURL("fonts.css")
}
