// Package feed writes RSS 2.0, Atom 1.0 and JSON Feed 1.1.
//
// What this room is: one neutral description of a feed, and three writers for it.
//
// Begin reading at: Feed (feed.go), then atom.go, rss.go or json.go.
//
// The path: blog/page fills a Feed -> RSS, Atom or JSON -> bytes for the cache.
//
// Keeps these promises: the same feed gives the same bytes; every text is freed of characters that
// XML 1.0 forbids; ids are the caller's and never invented (an entry without one is an error); nothing
// is cut: entries carry the full text; the caller's Feed stays as it is.
//
// Does not: know what a blog is (blog/page), sanitise HTML or make its addresses absolute (content),
// serve anything (web).
//
// Standards & tests: RSS 2.0 with content, dc, media and atom extensions; RFC 4287 (Atom); JSON Feed
// 1.1; RFC 822 and 3339 dates. github.com/gorilla/feeds gives the element structures; what it lacks
// is embedded around them. Golden files, a conformance check, random texts and Python's feedparser,
// where it is installed, hold the result.
package feed
