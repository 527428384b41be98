package card

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
)

// The size of a picture, in pixels, and the most it may weigh: a link is fetched by hundreds of servers at once.
const (
	Width    = 1200
	Height   = 630
	MaxBytes = 100 << 10
	// MediaType is what Draw makes.
	MediaType = "image/png"
)

// Card is what a picture says. All texts are plain.
type Card struct {
	Place    string // where the page stands: the blog's title
	Title    string // the page's; where nothing of it can be drawn, the place stands for it
	By       string // who wrote it
	Language string // of the title; BCP 47
	RTL      bool   // whether that is read from right to left
	Colours  Colours
}

// Colours are those of the card: a sheet that lies on a ground.
type Colours struct {
	Ground, Sheet, Ink, Muted, Accent color.RGBA
}

// The card's places, in pixels.
const (
	margin  = 64  // ground around the sheet
	padding = 72  // sheet around the text
	top     = 148 // baseline of the place
	bottom  = 566 // baseline of who wrote it
	room    = 318 // height for the title
)

// sizes are tried for the title, from the largest on, each with the most lines that it may have.
var sizes = []struct {
	size  float64
	lines int
}{{116, 1}, {100, 2}, {84, 3}, {72, 4}, {60, 4}, {50, 5}}

// maxTitle is as much of a title as is looked at, in bytes: the smallest size shows less.
const maxTitle = 1000

// atOnce bounds what drawing costs: a picture is made once and kept.
var atOnce = make(chan struct{}, 2)

// Draw makes a PNG of a card. The error is ErrNoFonts, or of the program.
func Draw(c Card) ([]byte, error) {
	atOnce <- struct{}{}
	defer func() { <-atOnce }()
	large, err := newFaces(serif, c.Language)
	if err != nil {
		return nil, err
	}
	little, err := newFaces(small, c.Language)
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, Width, Height))
	fill(img, img.Bounds(), c.Colours.Ground)
	fill(img, image.Rect(margin, margin, Width-margin, Height), c.Colours.Sheet)
	left, right := margin+padding, Width-margin-padding
	s := &setter{language: c.Language, rtl: c.RTL}

	place := s.set(little.readable(short(c.Place)), little, 30, right-left, 1)
	s.draw(img, place, left, right, top, c.Colours.Accent)
	by := s.set(little.readable(short(c.By)), little, 28, right-left, 1)
	s.draw(img, by, left, right, bottom, c.Colours.Muted)

	words := large.readable(short(c.Title))
	if words == "" {
		words = large.readable(short(c.Place))
	}
	title := s.title(words, large, right-left)
	space := float64(room-title.height()) / 2
	s.draw(img, title, left, right, top+24+int(space+title.size*(title.leading()+.55)/2), c.Colours.Ink)

	out, err := encode(img, c.Colours)
	if err == nil && len(out) > MaxBytes {
		err = fmt.Errorf("the picture of %q has %d bytes", c.Title, len(out))
	}
	return out, err
}

// title is set as large as it can be.
func (s *setter) title(text string, faces *faces, width int) block {
	var b block
	for _, try := range sizes {
		b = s.set(text, faces, try.size, width, try.lines)
		if !b.cut && b.height() <= room {
			break
		}
	}
	for lines := len(b.lines) - 1; b.height() > room && lines > 0; lines-- {
		b = s.set(text, faces, b.size, width, lines)
	}
	return b
}

func short(text string) string {
	if len(text) > maxTitle {
		return text[:maxTitle]
	}
	return text
}

func fill(img draw.Image, where image.Rectangle, with color.RGBA) {
	draw.Draw(img, where, image.NewUniform(with), image.Point{}, draw.Src)
}
