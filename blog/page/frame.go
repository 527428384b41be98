package page

import (
	"fmt"

	"pamphlet/blog"
)

// pageFacts is what a frame says of its page.
type pageFacts struct {
	title       string // without the blog's or site's name
	description string
	path        string // canonical
	lang        string
	kind        string   // Open Graph type
	image       *Picture // for link previews; nil for the blog's card
	noIndex     bool
	paging      Paging
	object      string // path of the page's ActivityPub id; empty for none
}

// blogFrame surrounds the pages of one blog.
func (r *reading) blogFrame(b blog.Blog, f pageFacts) (Frame, error) {
	view, err := r.blogView(b)
	if err != nil {
		return Frame{}, err
	}
	if f.lang == "" {
		f.lang = b.Language
	}
	r.in(manner{f.lang, dressOf(b)})
	if f.description == "" {
		f.description = firstOf(b.Description, r.says.Text("Articles in %s", b.Title))
	}
	if f.image == nil {
		c, err := r.blogCard(b)
		if err != nil {
			return Frame{}, err
		}
		f.image = r.cardAt(blogPath(b.Name), c)
	}
	frame, err := r.frame(f, b.Title)
	if err != nil {
		return Frame{}, err
	}
	frame.Blog = &view
	frame.SearchURL, frame.OpenSearchURL = searchPath(b.Name), blogPath(b.Name)+"/opensearch.xml"
	if frame.Nav, err = r.menu(b, f.path); err != nil {
		return Frame{}, err
	}
	if f.object != "" {
		frame.Alternates = append(frame.Alternates, Alternate{URL: r.base + f.object, MediaType: "application/activity+json"})
	}
	for _, feed := range view.Feeds {
		frame.Alternates = append(frame.Alternates, Alternate{Title: b.Title + " (" + feed.Title + ")", URL: feed.URL, MediaType: feed.MediaType})
	}
	pictureID, err := r.blogPicture(b)
	if err != nil {
		return Frame{}, err
	}
	frame.Icons, err = r.icons(pictureID)
	frame.Manifest = blogPath(b.Name) + "/manifest.webmanifest"
	if err == nil {
		err = r.dressFrame(r.ctx, &frame, dressOf(b))
	}
	return frame, err
}

// siteFrame surrounds the pages of the whole site.
func (r *reading) siteFrame(f pageFacts) (Frame, error) {
	if f.lang == "" {
		f.lang = r.siteManner().lang
	}
	r.in(manner{f.lang, r.siteManner().dress})
	if f.description == "" && f.path != "" {
		site, err := r.site()
		if err != nil {
			return Frame{}, err
		}
		f.description = r.says.Text("Articles in %s", site.Title)
	}
	c, err := r.siteCard()
	if err != nil {
		return Frame{}, err
	}
	f.image = r.cardAt("/", c)
	frame, err := r.frame(f, "")
	if err != nil {
		return Frame{}, err
	}
	frame.SearchURL, frame.OpenSearchURL = searchPath(""), "/opensearch.xml"
	for _, feed := range feedsUnder("") {
		frame.Alternates = append(frame.Alternates, Alternate{Title: frame.Site.Title + " (" + feed.Title + ")", URL: feed.URL, MediaType: feed.MediaType})
	}
	frame.Icons, err = r.icons(0)
	if err == nil {
		err = r.dressFrame(r.ctx, &frame, r.siteManner().dress)
	}
	return frame, err
}

func (r *reading) frame(f pageFacts, within string) (Frame, error) {
	site, err := r.site()
	if err != nil {
		return Frame{}, err
	}
	if within == "" {
		within = site.Title
	}
	title := within
	if f.title != "" && f.title != within {
		title = f.title + " · " + within
	}
	if f.paging.Page > 1 {
		title += " (" + r.says.Text("page %d", f.paging.Page) + ")"
	}
	heading := f.title
	if heading == "" {
		heading = within
	}
	if f.kind == "" {
		f.kind = "website"
	}
	frame := Frame{
		Site: site, Lang: f.lang, Dir: direction(f.lang), Title: title, Description: f.description,
		OpenGraph: OpenGraph{Type: f.kind, Title: heading, Description: f.description, Image: f.image},
		NoIndex:   f.noIndex, PrevURL: f.paging.NewerURL, NextURL: f.paging.OlderURL,
	}
	if f.path != "" {
		frame.CanonicalURL = r.base + f.path
		if f.paging.Page > 1 {
			frame.CanonicalURL += fmt.Sprintf("?page=%d", f.paging.Page)
		}
	}
	return frame, nil
}

// site is what every page knows of the installation. Without a title of its own it is called by
// its host, as people know it.
func (r *reading) site() (Site, error) {
	if r.title == "" {
		title, err := r.store.Setting(r.ctx, blog.SettingSiteTitle)
		if err != nil {
			return Site{}, err
		}
		r.title = firstOf(title, r.host)
	}
	return Site{Title: r.title, URL: r.base + "/", Host: r.host, SourceURL: r.source}, nil
}

func (r *reading) blogView(b blog.Blog) (Blog, error) {
	pictureID, err := r.blogPicture(b)
	if err != nil {
		return Blog{}, err
	}
	avatar, err := r.avatar(pictureID, 192)
	if err != nil {
		return Blog{}, err
	}
	count, err := r.store.CountInBlog(r.ctx, b.ID)
	path := blogPath(b.Name)
	return Blog{
		Name: b.Name, Handle: r.handle(b.Name), Title: b.Title, Description: b.Description,
		URL: path, Avatar: avatar, ArchiveURL: path + "/archive", AboutURL: path + "/about", FollowURL: path + "/follow",
		Feeds: feedsUnder(path), Publication: b.Kind == blog.Publication, Articles: count, Licence: licence(b.Licence),
	}, err
}

func feedsUnder(path string) []Feed {
	return []Feed{
		{Title: "RSS", URL: path + "/feed.rss", MediaType: "application/rss+xml"},
		{Title: "Atom", URL: path + "/feed.atom", MediaType: "application/atom+xml"},
		{Title: "JSON Feed", URL: path + "/feed.json", MediaType: "application/feed+json"},
	}
}

// DefaultIcon is the sign of the software, shown where a blog has no picture.
const DefaultIcon = "/favicon.svg"

func (r *reading) icons(mediaID int64) ([]Icon, error) {
	m, err := r.picture(mediaID)
	if err != nil {
		return nil, err
	}
	if m == nil {
		return []Icon{{Rel: "icon", URL: DefaultIcon, MediaType: "image/svg+xml", Sizes: "any"}}, nil
	}
	small, large := m.Icon(48), m.Icon(192)
	return []Icon{
		{Rel: "icon", URL: mediaPath(small), MediaType: small.MediaType, Sizes: fmt.Sprintf("%dx%d", small.Width, small.Height)},
		{Rel: "apple-touch-icon", URL: mediaPath(large), MediaType: large.MediaType, Sizes: fmt.Sprintf("%dx%d", large.Width, large.Height)},
	}, nil
}
