package media

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"testing"
	"testing/synctest"
)

// Whoever waits for a place and goes leaves the place to the next.
func TestWaitingEndsWithTheContext(t *testing.T) {
	file := asPNG(t, corners(20, 20))
	synctest.Test(t, func(t *testing.T) {
		p := NewProcessor(DefaultLimits(), 1)
		all := int64(DefaultLimits().MaxPixels)
		if err := p.pixels.Acquire(t.Context(), all); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		answer := make(chan error, 1)
		go func() {
			_, err := p.Picture(ctx, bytes.NewReader(file))
			answer <- err
		}()
		synctest.Wait()
		if len(answer) != 0 {
			t.Fatal("it did not wait for a place")
		}
		cancel()
		err := <-answer
		var refused *Refused
		if !errors.Is(err, context.Canceled) || errors.As(err, &refused) {
			t.Errorf("got %v, want a cancelled context", err)
		}
		p.pixels.Release(all)
		if _, err := p.Picture(t.Context(), bytes.NewReader(file)); err != nil {
			t.Errorf("the next upload: %v", err)
		}
	})
}

// A refusal gives its place back.
func TestRefusingLeavesNoPlaceTaken(t *testing.T) {
	p := NewProcessor(DefaultLimits(), 1)
	png := asPNG(t, photo(400, 300))
	for _, file := range [][]byte{nil, png[:len(png)/2], pngBomb(50_000, 50_000)} {
		if _, err := p.Picture(t.Context(), bytes.NewReader(file)); err == nil {
			t.Fatal("took what is broken")
		}
	}
	if !p.pixels.TryAcquire(int64(DefaultLimits().MaxPixels)) {
		t.Error("a place is still taken")
	}
}

// JPEG knows no transparency: what is clear shows the paper.
func TestCardLiesOnWhite(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 400, 210))
	for y := range 210 {
		for x := range 200 { // half-clear red on the left, a hidden colour on the right
			m.SetNRGBA(x, y, color.NRGBA{255, 0, 0, 128})
			m.SetNRGBA(200+x, y, color.NRGBA{0, 0, 0, 0})
		}
	}
	variants := take(t, asPNG(t, m)).Variants
	card := variants[len(variants)-1]
	out := pixelsOf(t, card)
	if card.Kind != KindCard || !near(out.At(50, 100), color.RGBA{255, 127, 127, 255}, 4) || !near(out.At(350, 100), color.RGBA{255, 255, 255, 255}, 2) {
		t.Errorf("%s shows %v and %v", card.Kind, out.At(50, 100), out.At(350, 100))
	}
}
