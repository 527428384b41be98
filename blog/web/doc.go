// Package web is the reader's door.
//
// What this room is: the routes of everything readers and their programs ask for: pages, feeds,
// sitemap, pictures, the themes' files.
//
// Begin reading at: routes.go, one list of all routes; handler.go for how a request is answered.
//
// The path: a request -> Door.ServeHTTP -> page.Cache; on a miss the router -> a method of
// page.Pages -> bytes into the cache and to the reader.
//
// Keeps these promises: no cookie is set and none is read; a cached page costs no router, no
// session and no log line; unknown query parameters change nothing; only GET and HEAD exist here;
// every error is a page in the reader's frame, and an internal one shows a code, never its cause.
//
// Does not: make pages (package page), let people sign in (package dashboard), speak ActivityPub
// (package fediverse).
//
// Standards & tests: RFC 9110. Tests run against real databases with a real HTTP client.
package web
