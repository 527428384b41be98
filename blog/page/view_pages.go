package page

import "html/template"

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
