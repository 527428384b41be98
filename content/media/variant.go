package media

import (
	"context"
	"image"
)

// Kinds of variants. A picture has KindFull in several widths, each also as WebP where that is
// smaller, and KindCard once; an icon has KindSquare in several sizes.
const (
	KindFull   = "full"
	KindCard   = "card"
	KindSquare = "square"
)

// widths are the sizes pages ask for: columns of 680 and 1040 CSS pixels on plain and dense screens.
var widths = []int{2080, 1360, 960, 480}

var squares = []int{512, 400, 192, 96, 48}

// faces are the sizes of somebody elsewhere, who is only ever shown beside a comment.
var faces = []int{96}

// maxSide is the most that WebP can hold (RFC 9649 section 2.5).
const maxSide = 16383

// The cut that link previews show, and the most it may weigh: each server that hears of an article
// fetches it within the same minute.
const (
	cardWidth  = 1200
	cardHeight = 630
	cardBytes  = 100 << 10
)

func pictureVariants(ctx context.Context, s source) (Picture, error) {
	width, height := s.size()
	largest := min(width, max(width*maxSide/max(height, maxSide), 1))
	var variants []Variant
	var step *image.RGBA
	for _, w := range sizesWithin(widths, largest) {
		h := min(proportional(height, w, width), maxSide)
		if step == nil {
			step = s.upright(w, h)
		} else {
			step = shrink(step, step.Rect, w, h)
		}
		pair, err := encodePair(ctx, step, s.photo)
		if err != nil {
			return Picture{}, err
		}
		variants = append(variants, pair...)
	}
	preview, err := card(s, Focus{})
	if err != nil {
		return Picture{}, err
	}
	hash, err := blurhashOf(step)
	return Picture{Variants: append(variants, preview), Blurhash: hash}, err
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

// encodePair writes one size in the form everybody reads, and as WebP where that is smaller.
func encodePair(ctx context.Context, m *image.RGBA, photo bool) ([]Variant, error) {
	if err := ctx.Err(); err != nil { // who sent it has gone
		return nil, err
	}
	plain, err := encodePlain(m, photo)
	if err != nil {
		return nil, err
	}
	small, err := encodeWebP(m, photo)
	if err != nil {
		return nil, err
	}
	plain.Kind, small.Kind = KindFull, KindFull
	if len(small.Bytes) >= len(plain.Bytes) {
		return []Variant{plain}, nil
	}
	return []Variant{plain, small}, nil
}

func iconVariants(ctx context.Context, s source) (Picture, error) {
	return squareVariants(ctx, s, squares)
}

func avatarVariants(ctx context.Context, s source) (Picture, error) {
	return squareVariants(ctx, s, faces)
}

func squareVariants(ctx context.Context, s source, sizes []int) (Picture, error) {
	width, height := s.size()
	var variants []Variant
	var step *image.RGBA
	for _, side := range sizesWithin(sizes, min(width, height)) {
		if err := ctx.Err(); err != nil {
			return Picture{}, err
		}
		if step == nil {
			step = s.square(side)
		} else {
			step = shrink(step, step.Rect, side, side)
		}
		v, err := encodePlain(step, s.photo)
		if err != nil {
			return Picture{}, err
		}
		v.Kind = KindSquare
		variants = append(variants, v)
	}
	return Picture{Variants: variants}, nil
}

// card cuts a picture to the proportions of link previews, as a JPEG of at most cardBytes. What stays
// too heavy at every quality, like noise, is made smaller.
func card(s source, focus Focus) (Variant, error) {
	for paper := onWhite(cardCut(s, focus)); ; paper = shrink(paper, paper.Rect, max(paper.Rect.Dx()/2, 1), max(paper.Rect.Dy()/2, 1)) {
		for quality := jpegQuality; quality > 20; quality -= 12 {
			content, err := encodeJPEG(paper, quality)
			if err != nil {
				return Variant{}, err
			}
			if len(content) <= cardBytes {
				v := variantOf(paper, "image/jpeg", content)
				v.Kind = KindCard
				return v, nil
			}
		}
	}
}

// cardCut is the widest rectangle around the focus of the upright picture that has a card's proportions.
// A file that comes from outside has its focus in the middle, however it is turned.
func cardCut(s source, focus Focus) *image.RGBA {
	w, h := s.size()
	if w*cardHeight > h*cardWidth {
		w = max(h*cardWidth/cardHeight, 1)
	} else {
		h = max(w*cardHeight/cardWidth, 1)
	}
	width, height := w, h
	if w > cardWidth {
		width, height = cardWidth, cardHeight
	}
	if s.orientation >= 5 {
		w, h, width, height = h, w, height, width
	}
	return turned(shrink(s.pixels, focus.around(s.pixels.Bounds(), w, h), width, height), s.orientation)
}
