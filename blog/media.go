package blog

import (
	"fmt"
	"strings"
	"time"
)

// Media is a stored picture with its alt text and variants.
type Media struct {
	ID        int64
	AccountID int64 // who uploaded it
	Kind      MediaKind
	Alt       string
	Width     int // of the largest variant, pixels
	Height    int
	Variants  []MediaVariant // largest first
	CreatedAt time.Time
}

// MediaKind tells how a picture was cut: pictures keep their shape, icons are square.
type MediaKind string

// The kinds of media.
const (
	Picture MediaKind = "picture"
	Icon    MediaKind = "icon"
)

// MediaVariant is one stored file of a Media.
type MediaVariant struct {
	Kind      string `json:"kind"` // as content/media names it: a width class, "card", or a square size
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
