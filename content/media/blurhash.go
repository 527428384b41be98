package media

import (
	"fmt"
	"image"

	"github.com/bbrks/go-blurhash"
)

// Points of a blurhash along the longer and shorter side: what Mastodon uses.
const (
	blurLong, blurShort = 4, 3
	blurSide            = 64 // pixels; more tell nothing
)

// blurhashOf is what a picture looks like from afar, in some 30 letters (blurha.sh).
func blurhashOf(m *image.RGBA) (string, error) {
	b := m.Bounds()
	width, height := min(b.Dx(), blurSide), min(b.Dy(), blurSide)
	across, down := blurLong, blurShort
	if b.Dy() > b.Dx() {
		across, down = blurShort, blurLong
	}
	hash, err := blurhash.Encode(across, down, onWhite(shrink(m, b, width, height)))
	if err != nil {
		return "", fmt.Errorf("looking at a picture from afar: %w", err)
	}
	return hash, nil
}
