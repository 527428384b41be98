package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"github.com/chai2010/webp"
	"golang.org/x/image/draw"
)

// Kinds of variants. A picture has KindFull in several widths, each also as WebP, and KindCard once;
// an icon has KindSquare in several sizes.
const (
	KindFull   = "full"
	KindCard   = "card"
	KindSquare = "square"
)

// widths are the sizes pages ask for: columns of 680 and 1040 CSS pixels on plain and dense screens.
var widths = []int{2080, 1360, 960, 480}

var squares = []int{512, 400, 192, 96, 48}

// The cut that link previews show, and the most it may weigh: each server that hears of an article
// fetches it within the same minute.
const (
	cardWidth  = 1200
	cardHeight = 630
	cardBytes  = 100 << 10
)

const (
	jpegQuality = 82
	webpQuality = 78
)

func pictureVariants(m *image.NRGBA, photo bool) ([]Variant, error) {
	var variants []Variant
	step := m
	for _, width := range sizesWithin(widths, m.Rect.Dx()) {
		if width < step.Rect.Dx() {
			step = shrink(step, width, scaled(m.Rect.Dy(), width, m.Rect.Dx()))
		}
		pair, err := encodePair(step, photo)
		if err != nil {
			return nil, err
		}
		variants = append(variants, pair...)
	}
	card, err := card(m)
	return append(variants, card), err
}

// sizesWithin are the sizes to make of a picture, largest first: its own, unless that is above all
// of them, and the smaller ones. Nothing is enlarged.
func sizesWithin(sizes []int, own int) []int {
	made := []int{min(own, sizes[0])}
	for _, size := range sizes {
		if size < made[0] {
			made = append(made, size)
		}
	}
	return made
}

// encodePair writes one size in the form everybody reads, and as WebP.
func encodePair(m *image.NRGBA, photo bool) ([]Variant, error) {
	plain, err := encodePlain(m, photo)
	if err != nil {
		return nil, err
	}
	small, err := encodeWebP(m, photo)
	if err != nil {
		return nil, err
	}
	for _, v := range []*Variant{&plain, &small} {
		v.Kind, v.Width, v.Height = KindFull, m.Rect.Dx(), m.Rect.Dy()
	}
	if len(small.Bytes) >= len(plain.Bytes) {
		return []Variant{plain}, nil
	}
	return []Variant{plain, small}, nil
}

func iconVariants(m *image.NRGBA, photo bool) ([]Variant, error) {
	side := min(m.Rect.Dx(), m.Rect.Dy())
	middle := crop(m, side, side)
	var variants []Variant
	for _, size := range sizesWithin(squares, side) {
		square := middle
		if size < side {
			square = shrink(middle, size, size)
		}
		v, err := encodePlain(square, photo)
		if err != nil {
			return nil, err
		}
		v.Kind, v.Width, v.Height = KindSquare, square.Rect.Dx(), square.Rect.Dy()
		variants = append(variants, v)
	}
	return variants, nil
}

// card cuts the middle to the proportions of link previews, as a JPEG of at most cardBytes.
func card(m *image.NRGBA) (Variant, error) {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	if w*cardHeight > h*cardWidth {
		w = max(h*cardWidth/cardHeight, 1)
	} else {
		h = max(w*cardHeight/cardWidth, 1)
	}
	cut := crop(m, w, h)
	if w > cardWidth {
		cut = shrink(cut, cardWidth, cardHeight)
	}
	paper := onWhite(cut)
	for quality := jpegQuality; ; quality -= 12 {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, paper, &jpeg.Options{Quality: quality}); err != nil {
			return Variant{}, fmt.Errorf("encoding the card: %w", err)
		}
		if out.Len() <= cardBytes || quality <= 24 {
			return Variant{Kind: KindCard, Width: paper.Rect.Dx(), Height: paper.Rect.Dy(), MediaType: "image/jpeg", Bytes: out.Bytes()}, nil
		}
	}
}

// encodePlain writes JPEG for photographs and PNG for what may be drawn or see-through.
func encodePlain(m *image.NRGBA, photo bool) (Variant, error) {
	var out bytes.Buffer
	if photo {
		if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: jpegQuality}); err != nil {
			return Variant{}, fmt.Errorf("encoding JPEG: %w", err)
		}
		return Variant{MediaType: "image/jpeg", Bytes: out.Bytes()}, nil
	}
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, m); err != nil {
		return Variant{}, fmt.Errorf("encoding PNG: %w", err)
	}
	return Variant{MediaType: "image/png", Bytes: out.Bytes()}, nil
}

func encodeWebP(m *image.NRGBA, photo bool) (Variant, error) {
	var out bytes.Buffer
	options := &webp.Options{Quality: webpQuality}
	if !photo {
		options = &webp.Options{Quality: 90, Exact: true}
	}
	if err := webp.Encode(&out, m, options); err != nil {
		return Variant{}, fmt.Errorf("encoding WebP: %w", err)
	}
	return Variant{MediaType: "image/webp", Bytes: out.Bytes()}, nil
}

// shrink scales down. Most of a large step is halving, which costs a tenth of Catmull-Rom and looks the same after it.
func shrink(m *image.NRGBA, width, height int) *image.NRGBA {
	for m.Rect.Dx() >= 4*width && m.Rect.Dy() >= 4*height {
		half := image.NewNRGBA(image.Rect(0, 0, m.Rect.Dx()/2, m.Rect.Dy()/2))
		draw.ApproxBiLinear.Scale(half, half.Rect, m, m.Rect, draw.Src, nil)
		m = half
	}
	small := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(small, small.Rect, m, m.Rect, draw.Src, nil)
	return small
}

// crop cuts w by h from the middle.
func crop(m *image.NRGBA, w, h int) *image.NRGBA {
	x, y := (m.Rect.Dx()-w)/2, (m.Rect.Dy()-h)/2
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, m, image.Pt(x, y), draw.Src)
	return out
}

// onWhite lays a see-through picture on paper: JPEG knows no transparency.
func onWhite(m *image.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(m.Rect)
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, m, m.Rect.Min, draw.Over)
	return out
}

func scaled(length, part, whole int) int { return max((length*part+whole/2)/whole, 1) }
