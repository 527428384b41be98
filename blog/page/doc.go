// Package page makes what a reader gets, as bytes.
//
// What this room is: it turns published articles into finished pages and feeds, and keeps them.
//
// Begin reading at: Pages (pages.go), which has one method per kind of page, and Cache (cache.go),
// which decides how long its bytes are good. view.go and view_*.go are the contract with theme authors.
//
// The path: web asks the Cache for a Key; on a miss it calls a method of Pages, which reads package
// store, fills a view, and lets package themes render it. Feeds go through content/feed instead, and
// pictures for link previews through content/card.
//
// Keeps these promises: a page names the scopes it was made from (Page.Scopes), and is never
// served once one of them has changed; the same content gives the same bytes and so the same ETag;
// many readers missing the same page cause one rendering; views hold plain data only; a page's
// words are in the language of its text, whoever reads (content/words); nothing here writes.
//
// Does not: know routes or requests (package web), render Markdown (package content, at save),
// speak ActivityPub (package fediverse).
//
// Standards & tests: RFC 9110 sections 8.8 and 13 (validators), schema.org BlogPosting, the Open Graph
// protocol, sitemaps.org, W3C Web App Manifest. Tests run on real databases of both kinds.
package page
