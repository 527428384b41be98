package page

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
