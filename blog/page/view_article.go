package page

import "html/template"

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
