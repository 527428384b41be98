package blog

import (
	"fmt"
	"strings"
	"time"

	"pamphlet/content/media"
)

// Media is a stored picture, sound, film or document.
type Media struct {
	ID        int64
	AccountID int64 // who uploaded it
	Kind      MediaKind
	FileName  string // as it was called where it came from; may be empty
	Alt       string // a picture in words; what a sound, film or document is
	Caption   string // to stand below it, by default; plain text
	Width     int    // of a picture's largest variant, pixels
	Height    int
	Blurhash  string         // what a picture looks like from afar; may be empty
	Focus     Focus          // the part of a picture that matters
	Variants  []MediaVariant // largest first; one alone, the file itself, of what is no picture
	CreatedAt time.Time
}

// Focus is a place in a picture: from -1, left or at the bottom, to 1, right or at the top. The zero
// value is the middle.
type Focus = media.Focus

// MediaKind tells what a file is: pictures keep their shape, icons are square, the rest is stored as it came.
type MediaKind string

// The kinds of media.
const (
	Picture  MediaKind = "picture"
	Icon     MediaKind = "icon"
	Sound    MediaKind = "sound"
	Film     MediaKind = "film"
	Document MediaKind = "document"
	Embed    MediaKind = "embed" // of a Copy alone: the card of something on another site
)

// fileKind is the variant of what is stored as it came.
const fileKind = "file"

// kindOf is the kind of a file that is no picture.
func kindOf(mediaType string) MediaKind {
	switch class, _, _ := strings.Cut(mediaType, "/"); class {
	case "audio":
		return Sound
	case "video":
		return Film
	}
	return Document
}

// File is the file of what is no picture.
func (m Media) File() MediaVariant {
	if m.Kind == Picture || m.Kind == Icon || len(m.Variants) == 0 {
		return MediaVariant{}
	}
	return m.Variants[0]
}

// MediaVariant is one stored file of a Media.
type MediaVariant struct {
	Kind      string `json:"kind"` // as content/media names it: "full", "card" or "square"; "file" of what is no picture
	Name      string `json:"name"` // file name under /media/
	MediaType string `json:"type"`
	Width     int    `json:"width"`
	Height    int    `json:"height"`
	Bytes     int64  `json:"bytes"`
}

// MediaPrefix begins the path of every stored file.
const MediaPrefix = "/media/"

// cardKind is the cut that link previews show.
const cardKind = "card"

// Card is the cut for link previews; without one the best that is there.
func (m Media) Card() MediaVariant {
	for _, v := range m.Variants {
		if v.Kind == cardKind {
			return v
		}
	}
	return m.Cover(1600)
}

// Icon is the smallest square of at least size pixels, or else the largest.
func (m Media) Icon(size int) MediaVariant {
	var best MediaVariant
	for _, v := range m.Variants {
		if !v.universal() {
			continue
		}
		if best.Name == "" || (best.Width < size && v.Width > best.Width) || (v.Width >= size && v.Width < best.Width) {
			best = v
		}
	}
	return best
}

// Cover is the widest variant of at most maxWidth pixels, or else the narrowest.
func (m Media) Cover(maxWidth int) MediaVariant {
	var best MediaVariant
	for _, v := range m.Variants {
		if v.Kind == cardKind || !v.universal() {
			continue
		}
		fits, bestFits := v.Width <= maxWidth, best.Width <= maxWidth
		if best.Name == "" || (fits && (!bestFits || v.Width > best.Width)) || (!fits && !bestFits && v.Width < best.Width) {
			best = v
		}
	}
	return best
}

// SrcSet is every width of the whole picture for a browser to choose from: as WebP where that is
// smaller, since every browser that reads srcset reads WebP. Empty where there is no choice.
func (m Media) SrcSet() string {
	var set []string
	choice := false
	for i, v := range m.Variants {
		smaller := i+1 < len(m.Variants) && m.Variants[i+1].Width == v.Width && !m.Variants[i+1].universal()
		if v.Kind != cardKind && !smaller {
			set = append(set, fmt.Sprintf("%s%s %dw", MediaPrefix, v.Name, v.Width))
			choice = choice || len(set) > 1 || !v.universal()
		}
	}
	if !choice {
		return ""
	}
	return strings.Join(set, ", ")
}

// universal reports whether every program reads the format.
func (v MediaVariant) universal() bool { return v.MediaType != "image/webp" }
