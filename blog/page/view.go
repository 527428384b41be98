package page

// Contract is the version of everything in this file and in view_*.go: what a theme may read.
// A field may be added without raising it; a field is never renamed, retyped
// or removed without a new number, and themes name the number they were
// written for in their theme.toml.
//
// Rules that hold for every struct here:
//   - only data, no methods, so that a template can call nothing;
//   - strings are plain text and the engine escapes them where they are
//     placed. A field is template.HTML only if its value left the sanitiser;
//   - URLs are absolute or begin with "/", and are http, https or mailto;
//   - a pointer is nil, and a slice empty, where there is nothing to show:
//     {{with .Cover}}, {{range .Tags}};
//   - nothing says "now": a page must give the same bytes tomorrow.
const Contract = 1

// Frame is what surrounds every page. Each page type embeds it, so a template
// reads .Title or .Blog directly.
type Frame struct {
	Site Site
	// Blog is nil on pages that belong to the whole site.
	Blog *Blog
	// Nav is the menu of the blog or site, in order, without Search.
	Nav []NavItem
	// SearchURL is the page with the search field; empty where there is none. OpenSearchURL tells browsers how to
	// ask there, for <link rel="search">.
	SearchURL, OpenSearchURL string

	// Lang is a BCP 47 tag such as "en" or "pt-BR", Dir is "ltr" or "rtl".
	// They are the content's: the article's own on an article page.
	Lang, Dir string
	// Title is for <title>, complete: "A letter to six thousand servers, Slow Wires".
	Title string
	// Description is one plain sentence, at most 300 characters.
	Description string
	// CanonicalURL is this page's address, absolute; empty on errors.
	CanonicalURL string
	// Alternates are the same content elsewhere: feeds, the ActivityPub
	// object. Each becomes <link rel="alternate">.
	Alternates []Alternate
	OpenGraph  OpenGraph
	// JSONLD is a schema.org document as JSON text, or empty. Place it with
	// {{jsonld .JSONLD}}, which writes the whole element.
	JSONLD   string
	Icons    []Icon
	Manifest string
	// ThemeColor paints the browser's frame.
	ThemeColor ThemeColor
	// NoIndex asks search engines to leave the page out.
	NoIndex bool
	// PrevURL and NextURL are for <link rel="prev"> and "next": lists and
	// threads in several pages. Empty at the ends.
	PrevURL, NextURL string
	// Settings are what the blog's owner chose for the theme. Read them with
	// {{setting .Settings "accent"}}, which falls back to the theme's own
	// default and refuses values the theme did not declare.
	Settings map[string]string
}

// Site is the whole installation.
type Site struct {
	Title       string
	Description string
	URL         string // absolute, with a slash at its end
	Host        string // with its port, as in handles
	SourceURL   string // where the running program's source is (AGPL)
}

// Blog is something that publishes and can be followed: one person's, or a
// publication.
type Blog struct {
	Name        string // "mara", unique on this site
	Handle      string // "@mara@slowwires.example", never shortened
	Title       string
	Description string // plain text, may be empty
	URL         string // the blog's first page
	Avatar      string // picture, square; empty for the grey figure
	ArchiveURL  string
	AboutURL    string
	FollowURL   string // the page that says how
	Feeds       []Feed
	Publication bool // several writers
	Articles    int  // published and public
	// Licence of the blog's articles where they name no other; may be nil.
	Licence *Link
}

// Feed is one way to read a blog in a feed reader.
type Feed struct {
	Title     string // "RSS", "Atom", "JSON Feed"
	URL       string
	MediaType string
}

// Alternate is one <link rel="alternate">.
type Alternate struct {
	Title     string
	URL       string
	MediaType string
	Lang      string // hreflang, usually empty
}

// OpenGraph is what chat programs and servers show for a link.
type OpenGraph struct {
	Type        string // "article", "website" or "profile"
	Title       string // without the blog's name
	Description string
	// Image is nil where there is none; Src is absolute here.
	Image *Picture
	// Creator is the first author's handle, for fediverse:creator.
	Creator string
	// Published and Modified are ISO 8601, only on articles.
	Published, Modified string
}

// Icon is one <link rel="icon"> or "apple-touch-icon".
type Icon struct {
	Rel       string
	URL       string
	MediaType string
	Sizes     string // "32x32", "any"
}

// ThemeColor holds two CSS colours, such as "#d5e2eb". Empty ones are left out.
type ThemeColor struct {
	Light, Dark string
}

// NavItem is an entry of the menu.
type NavItem struct {
	Title   string
	URL     string
	Lang    string // with Dir; both empty where they are the page's
	Dir     string
	Current bool // this page, or the section it is in
}
