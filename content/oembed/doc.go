// Package oembed knows the sites whose things are shown as cards: a film, a song, a talk.
//
// What this room is: an address goes in, and where to ask about it comes out; the answer goes in, and what
// may be shown comes out.
//
// Begin reading at: providers (provider.go), then Read (card.go).
//
// The path: content.Renderer finds addresses alone on their line -> blog.Copier asks at Endpoint -> Read ->
// the card in an article.
//
// Keeps these promises: nobody outside of the list is asked; of an answer only plain words, the address of a
// picture, and the address of the site's own player are kept, never its HTML.
//
// Does not: go out (federation/transport), store (blog/store), draw the card (package content).
//
// Standards & tests: oEmbed 1.0 (oembed.com), JSON alone. Tests have answers as the sites give them, and
// hostile ones.
package oembed
