// Package card draws the picture that others show beside a link to a page: its title, where it stands and who wrote it.
//
// # Begin reading at
//
// Draw in card.go; text.go sets a text into lines, faces.go chooses the face for each letter, png.go makes it small.
//
// # The path
//
// blog/page describes a page -> Draw -> a PNG of 1200 by 630 pixels -> og:image.
//
// # Keeps these promises
//
// Every script of fonts.txt is shaped as its readers expect, from right to left where they read so; Han letters have
// the forms of the text's language. Emoji are left out; a letter that no face has is drawn as a box. A picture is at most
// MaxBytes long, whatever the title; the same card gives the same bytes.
//
// # Does not
//
// Know blogs (blog/page); take pictures in, or make sizes of them (content/media).
//
// # Standards & tests
//
// The Open Graph protocol; Unicode bidi, line breaking and shaping by github.com/go-text/typesetting. Golden pictures,
// and a fuzz target for titles.
package card
