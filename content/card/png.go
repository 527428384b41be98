package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// levels is how many steps there are between the sheet and each ink: more are not seen.
const levels = 48

// encode makes a PNG with a palette, which is a tenth of one without.
func encode(img *image.RGBA, c Colours) ([]byte, error) {
	palette := color.Palette{c.Ground, c.Sheet}
	for _, ink := range []color.RGBA{c.Ink, c.Accent, c.Muted} {
		for n := 1; n <= levels; n++ {
			palette = append(palette, between(c.Sheet, ink, n))
		}
	}
	small := image.NewPaletted(img.Bounds(), palette)
	known := map[color.RGBA]uint8{}
	for i := range small.Pix {
		p := color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], 255}
		index, ok := known[p]
		if !ok {
			index = uint8(palette.Index(p)) //nolint:gosec // a palette has at most 256
			known[p] = index
		}
		small.Pix[i] = index
	}
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small)
	return out.Bytes(), err
}

func between(a, b color.RGBA, n int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(levels-n) + int(b)*n) / levels) } //nolint:gosec // between two
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}
