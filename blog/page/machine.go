package page

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"net/http"
)

// sitemapMax is the most addresses one sitemap may hold (sitemaps.org).
const sitemapMax = 50_000

type sitemap struct {
	XMLName xml.Name     `xml:"urlset"`
	NS      string       `xml:"xmlns,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// Sitemap lists the site's pages for search engines.
func (p *Pages) Sitemap(ctx context.Context) (*Page, error) {
	blogs, err := p.store.Blogs(ctx)
	if err != nil {
		return nil, err
	}
	doc := sitemap{NS: "http://www.sitemaps.org/schemas/sitemap/0.9", URLs: []sitemapURL{{Loc: p.base + "/"}}}
	for _, b := range blogs {
		doc.URLs = append(doc.URLs, sitemapURL{Loc: p.base + blogPath(b.Name)}, sitemapURL{Loc: p.base + aboutPath(b.Name)})
	}
	rows, err := p.store.Sitemap(ctx, sitemapMax-len(doc.URLs))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		doc.URLs = append(doc.URLs, sitemapURL{Loc: p.base + articlePath(row.BlogName, row.Slug), LastMod: iso(row.UpdatedAt)})
	}
	body, err := xml.Marshal(doc)
	if err != nil {
		return nil, err
	}
	page := newPage(http.StatusOK, "application/xml; charset=utf-8", append([]byte(xml.Header), body...))
	page.Scopes = siteScopes()
	return page, nil
}

// Robots lets everybody read everything but the desk.
func (p *Pages) Robots(context.Context) (*Page, error) {
	text := "User-agent: *\nDisallow: /desk\nDisallow: /sign-in\n\nSitemap: " + p.base + "/sitemap.xml\n"
	return newPage(http.StatusOK, "text/plain; charset=utf-8", []byte(text)), nil
}

type manifest struct {
	Name       string         `json:"name"`
	ShortName  string         `json:"short_name"`
	StartURL   string         `json:"start_url"`
	Scope      string         `json:"scope"`
	Display    string         `json:"display"`
	Lang       string         `json:"lang"`
	Dir        string         `json:"dir"`
	ThemeColor string         `json:"theme_color"`
	Background string         `json:"background_color"`
	Icons      []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src   string `json:"src"`
	Type  string `json:"type"`
	Sizes string `json:"sizes"`
}

// Manifest lets a phone keep a blog among its apps (W3C Web App Manifest).
func (p *Pages) Manifest(ctx context.Context, blogName string) (*Page, error) {
	b, err := p.store.BlogByName(ctx, blogName)
	if err != nil {
		return nil, err
	}
	r := p.reading(ctx)
	pictureID, err := r.blogPicture(b)
	if err != nil {
		return nil, err
	}
	icons, err := r.icons(pictureID)
	if err != nil {
		return nil, err
	}
	theme, err := p.theme(ctx, b.Theme)
	if err != nil {
		return nil, err
	}
	doc := manifest{
		Name: b.Title, ShortName: b.Name, StartURL: blogPath(b.Name), Scope: blogPath(b.Name), Display: "minimal-ui",
		Lang: b.Language, Dir: direction(b.Language), ThemeColor: theme.Manifest().Browser.Light, Background: "#ffffff",
	}
	for _, icon := range icons {
		doc.Icons = append(doc.Icons, manifestIcon{Src: icon.URL, Type: icon.MediaType, Sizes: icon.Sizes})
	}
	body, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	page := newPage(http.StatusOK, "application/manifest+json", body)
	page.Scopes = append(siteScopes(), blogScopes(b.ID)...)
	return page, nil
}
