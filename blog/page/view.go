package page

import "html/template"

// Contract is the version of everything in this file: what a theme may read.
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

// Link is a piece of text that leads somewhere.
type Link struct {
	Title string
	URL   string
	Lang  string // of Title, with Dir; both empty where they are the page's
	Dir   string
}

// Date is a moment in three forms, all in UTC.
type Date struct {
	ISO   string // "2026-11-14T21:04:00Z", for <time datetime>
	Day   string // "14 November 2026"
	Short string // "14 November", under a heading that says the year
	Time  string // "21:04"
	Year  string // "2026"
}

// Picture is served by this site; a reader's browser never leaves it.
type Picture struct {
	Src    string
	SrcSet string // "/media/a.webp 680w, /media/b.webp 1360w", or empty
	Width  int    // pixels of Src; 0 if unknown
	Height int
	Alt    string // empty for decoration
	// Caption is plain text; may be empty.
	Caption string
}

// Person wrote something: an author, or somebody who replied.
type Person struct {
	Name   string // display name; the handle's first part if they have none
	Handle string // "@tomas@mastodon.example"
	Host   string // "mastodon.example": the postmark is computed from it
	URL    string // their page; empty where there is none
	Avatar string // our own copy, square; empty for the grey figure
	Local  bool   // of this site
}

// Card is an article as a row in a list.
type Card struct {
	Title    string // never empty: an untitled article has its first words
	Subtitle string
	URL      string
	Summary  string // plain text, at most about 300 characters; may be empty
	Lang     string // empty where it is the page's
	Dir      string
	Date     Date
	Minutes  int // reading time, at least 1
	Comments int
	Likes    int
	// Cover is a small landscape thumbnail; on a lead article, large.
	Cover *Picture
	Tags  []Link
	// Authors and Blog are set where the list mixes them.
	Authors []Person
	Blog    *Link
}

// Year groups rows.
type Year struct {
	Year  string
	Cards []Card
}

// Paging leads through a list; empty at its ends. Page and Pages count from 1.
type Paging struct {
	Page, Pages int
	NewerURL    string
	OlderURL    string
}

// SiteHome is the first page of a site that hosts several blogs ("site").
type SiteHome struct {
	Frame
	Latest []Card
	Blogs  []Blog
	Paging Paging
}

// BlogHome is a blog's first page and the pages after it ("blog").
type BlogHome struct {
	Frame
	Authors []Person
	// Lead is the newest article, on page 1 only; it is not repeated below.
	Lead *Card
	// Featured are articles its people chose to show first, on page 1 only; they are not repeated in Years.
	Featured []Card
	Years    []Year
	Paging   Paging
}

// Edits is what was changed in an article since it was published ("edits").
type Edits struct {
	Frame
	Article   Link
	Published Date
	Edits     []Edit // the latest first
}

// Edit is one change that readers saw.
type Edit struct {
	At Date
	// HTML is the text with del around what went and ins around what came.
	HTML        template.HTML
	FormerTitle string // empty where it stayed
}

// SeriesBox shows where an article stands in its series.
type SeriesBox struct {
	Title          string
	URL            string
	Part           int       // from 1
	Items          []NavItem // all its parts that everybody finds, in order
	Previous, Next *Link
}

// Series is the parts of a series in their order ("series").
type Series struct {
	Frame
	Heading     string
	Description string
	Cards       []Card
	Feeds       []Feed // of the series alone
}

// Article is one article with its thread ("article").
type Article struct {
	Frame
	// Heading is the article's title. (.Title is the browser's.)
	Heading  string
	Subtitle string
	Authors  []Person // at least one; the first is fixed
	// Published is the first publication. Edited is nil, or a later moment at
	// which the words changed.
	Published Date
	Edited    *Date
	// Unlisted articles are reached by link only.
	Unlisted bool
	// Standing is a page of the blog: it has no date, neighbours or replies.
	Standing bool
	Minutes  int
	Words    int
	Cover    *Picture
	// Outline is the tree of headings in HTML, at most three levels.
	Outline  []Heading
	Headings int // how many there are in the whole tree
	// HTML is sanitised: headings from h2 down, code in .chroma, MathML,
	// footnotes, tables within div.scroll.
	HTML template.HTML
	// Beside is HTML with each footnote behind the block that refers to it first, in
	// div.noted > aside.beside, instead of at the end. Empty where there are no footnotes.
	Beside template.HTML
	// InPlace is HTML with footnotes that open where they are referred to: beside each link to one stands a
	// button.footnote-open[data-number], which a style sheet fills, and the note is a popover in its place at the end, which a style sheet has to show
	// there while it is closed. Empty where there are no footnotes.
	InPlace template.HTML
	// Notice says that this is a preview; empty for what is published.
	Notice string
	// Warning is what readers should know before they see the words and the cover; empty for nothing.
	Warning string
	// Origin is where the article stood first, on another site; nil for here.
	Origin *Link
	// EditsURL shows what was changed since the first publication; empty where its author keeps that.
	EditsURL string
	Tags     []Link
	// HasMath and HasCode let a theme leave files out.
	HasMath, HasCode bool

	Reactions Reactions
	// Series is nil for an article that is part of none.
	Series *SeriesBox
	// Previous and Next are the neighbours in time of the same blog.
	Previous, Next *Link
	// Related are articles of the same blog on the same subjects, at most three, that are no neighbours and not in
	// the series.
	Related []Link
	Licence *Link
	// SourceURL gives the text as Markdown; empty where the author keeps it.
	SourceURL string
	// ReplyURL is where the form leads that asks for a reader's own handle, with GET and in the field "account", in
	// order to answer from there; empty where no replies are taken.
	ReplyURL string
	// ReplyAddress is what to search for on one's own server in order to
	// reply. It is absolute.
	ReplyAddress string
	Thread       Thread
}

// Heading is one entry of an article's outline.
type Heading struct {
	ID    string // the anchor, without "#"
	Text  string
	Level int // 2 to 6
	Items []Heading
}

// Reactions counts what has come from anywhere.
type Reactions struct {
	Likes, Boosts, Quotes, Comments int
	// Hidden: the author does not show the numbers.
	Hidden bool
}

// Thread is the discussion under an article, or one page of it.
type Thread struct {
	// Comments are the replies to the article itself; each holds its own.
	Comments []Comment
	Count    int // shown ones in the whole thread, all pages and levels
	Hosts    int // how many servers they came from
	// Closed: no new replies are taken.
	Closed bool
	// Paging has at most 100 comments a page.
	Paging Paging
}

// CommentState says how much of a comment there is to show.
type CommentState string

// The states of a comment on a reader's page. Comments that wait for the
// author are not in the view at all.
const (
	// CommentShown has everything.
	CommentShown CommentState = "shown"
	// CommentRemoved was deleted by its writer: only ID and Replies are set.
	CommentRemoved CommentState = "removed"
	// CommentHidden was hidden here: only ID and Replies are set.
	CommentHidden CommentState = "hidden"
)

// Comment is a reply in the tree.
type Comment struct {
	ID     string       // anchor, unique on the page, without "#"
	State  CommentState // "shown", "removed" or "hidden"
	Author Person
	// IsAuthor: written by an author of the article.
	IsAuthor  bool
	URL       string // the original, on its writer's server
	Published Date
	Edited    *Date
	Lang, Dir string // empty if unknown
	// Warning folds the text until the reader asks; plain text, may be empty.
	Warning string
	HTML    template.HTML // sanitised
	// Pictures came with the reply; copied here.
	Pictures []Picture
	Likes    int
	// Depth is 1 for replies to the article. From 4 on, themes stop indenting
	// and name the Parent instead. Replies nest at most 12 deep here: what
	// answers a comment at 12 stands behind it in the same list, Depth 12.
	Depth   int
	Parent  Link // the comment answered: name and "#anchor"; empty at depth 1
	Replies []Comment
}

// Tag lists the articles with one tag ("tag").
type Tag struct {
	Frame
	Tag    string // as written, without "#"
	Count  int
	Cards  []Card
	Paging Paging
}

// Search is what somebody looks for, and what was found ("search").
type Search struct {
	Frame
	// Query is what they typed; empty before that.
	Query string
	// Action is where the form leads: with GET, and the query in the field "q".
	Action  string
	Count   int
	Results []Found
	Paging  Paging
}

// Found is an article that has it.
type Found struct {
	Card Card
	// Snippet is the part of its text that has it, in pieces; empty for a text behind a warning.
	Snippet []Piece
}

// Piece is a part of a snippet; Hit says that it is what was looked for.
type Piece struct {
	Text string
	Hit  bool
}

// Archive lists everything by year ("archive").
type Archive struct {
	Frame
	Count int
	Years []Year
	// Tags, most used first.
	Tags []TagCount
}

// TagCount is a tag and how many articles have it.
type TagCount struct {
	Title string
	URL   string
	Count int
}

// About is the page of an author or a publication ("about").
type About struct {
	Frame
	Person Person
	// Picture is larger than the avatar; nil if there is none.
	Picture *Picture
	Bio     template.HTML // sanitised; may be empty
	// Links are what the author put on the page; Verified ones link back.
	Links []ProfileLink
	// Members are the writers of a publication, the person themselves left out.
	Members []Person
	// Blogs are where they write.
	Blogs  []Blog
	Recent []Card
	Since  Date
}

// ProfileLink is a labelled link of an author.
type ProfileLink struct {
	Label    string
	URL      string
	Verified bool // that page links back here
}

// Leave leads a reader on to their own server ("leave").
type Leave struct {
	Frame
	// Reply: to answer the article Subject; otherwise to follow the blog.
	Reply   bool
	Subject Link
	// Account is what they typed, and Host their server; both may be empty.
	Account, Host string
	// URL is the page of their server to go on at; empty where it is not known, and then Problem says why.
	URL, Problem string
	// Address is what to search for there otherwise.
	Address string
	// Action is where the form leads: with GET, and their handle in the field "account".
	Action string
}

// Follow explains each way to follow a blog, or that and the site's ("follow").
type Follow struct {
	Frame
	// Action is where the form leads that asks for a reader's own handle: with GET, in the field "account".
	Action string
	// Handle is what to search for, Address the same as a URL. Both are empty, like Action, for the whole site, of which
	// only the feeds can be followed.
	Handle  string
	Address string
	Person  Person
	Feeds   []Feed
	// More are feeds of less, or of more: of the replies, and of what its writer has in other blogs, too.
	More []Feed
	// Blogs are what to choose from on a site that has many; each has a FollowURL.
	Blogs []Blog
}

// Error is any page that is not there ("error").
type Error struct {
	Frame
	Status  int    // 404
	Heading string // "There is no page at this address"
	// Sentence says what happened and what is safe.
	Sentence string
	// Code lets the person who runs the site find the log line; may be empty.
	Code string
	// Way is the one way on.
	Way Link
}
