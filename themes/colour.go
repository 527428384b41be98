package themes

import (
	"math"
	"strings"

	"github.com/lucasb-eyer/go-colorful"
)

// readable is the contrast of text that WCAG 2.2 asks for (1.4.3, AA).
const readable = 4.5

// Readable gives the colour nearest to one that is chosen which can be read on all grounds: the same hue and chroma,
// moved in OKLCH lightness until the contrast is 4.5 to 1. Colours are #rrggbb; one that is not comes back as it is.
func Readable(chosen string, grounds []string) string {
	wanted, err := colorful.Hex(strings.ToLower(chosen))
	if err != nil || legible(wanted, grounds) {
		return chosen
	}
	l, c, h := wanted.OkLch()
	const step = 0.005
	for away := step; away <= 1; away += step {
		for _, lightness := range [...]float64{l - away, l + away} {
			if lightness < 0 || lightness > 1 {
				continue
			}
			// What is written is rounded to 8 bits, so that is what is measured.
			moved, err := colorful.Hex(colorful.OkLch(lightness, c, h).Clamped().Hex())
			if err == nil && legible(moved, grounds) {
				return moved.Hex()
			}
		}
	}
	return chosen // on black and on white at once nothing can be read
}

func legible(text colorful.Color, grounds []string) bool {
	for _, ground := range grounds {
		behind, err := colorful.Hex(strings.ToLower(ground))
		if err == nil && contrast(text, behind) < readable {
			return false
		}
	}
	return true
}

// contrast of two colours, from 1 to 21, as WCAG 2.2 defines it.
func contrast(a, b colorful.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + .05) / (math.Min(x, y) + .05)
}

func luminance(c colorful.Color) float64 {
	r, g, b := c.LinearRgb()
	return .2126*r + .7152*g + .0722*b
}
