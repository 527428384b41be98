package media

import (
	"image"
	"io"

	"golang.org/x/image/webp"
)

// decodeWebP gives the colours that the file means. Lossy WebP keeps luma in 16..235 and chroma in
// 16..240 (RFC 6386 section 9.2, ITU-R BT.601); the decoder hands them on in a type whose range is
// 0..255, in which white is grey.
func decodeWebP(r io.Reader) (image.Image, error) {
	m, err := webp.Decode(r)
	if err != nil {
		return nil, err
	}
	switch m := m.(type) {
	case *image.YCbCr:
		widen(m)
	case *image.NYCbCrA:
		widen(&m.YCbCr)
	}
	return m, nil
}

func widen(m *image.YCbCr) {
	luma, chroma := ramp(16, 219, 0), ramp(128, 224, 128)
	stretch(m.Y, luma)
	stretch(m.Cb, chroma)
	stretch(m.Cr, chroma)
}

func stretch(plane []uint8, table *[256]uint8) {
	for i, v := range plane {
		plane[i] = table[v]
	}
}

// ramp moves from to to, and stretches what is around it from width to 255.
func ramp(from, width, to int) *[256]uint8 {
	var table [256]uint8
	for v := range table {
		table[v] = uint8(min(max(float64(v-from)*255/float64(width)+float64(to)+0.5, 0), 255))
	}
	return &table
}
