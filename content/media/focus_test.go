package media

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"pgregory.net/rapid"
)

// TestCardKeepsTheFocus looks for the one red spot in what is left of a long grey picture.
func TestCardKeepsTheFocus(t *testing.T) {
	for _, c := range []struct {
		width, height int
		at            image.Point
		focus         Focus
	}{
		{600, 2000, image.Pt(300, 60), Focus{0, .94}},
		{600, 2000, image.Pt(300, 1940), Focus{0, -.94}},
		{600, 2000, image.Pt(300, 600), Focus{0, .4}},
		{4000, 700, image.Pt(60, 350), Focus{-.97, 0}},
		{4000, 700, image.Pt(3940, 350), Focus{.97, 0}},
	} {
		img := image.NewRGBA(image.Rect(0, 0, c.width, c.height))
		for y := range c.height {
			for x := range c.width {
				tone := color.RGBA{uint8(100 + (x*7+y*3)%64), uint8(100 + (x+y*5)%64), uint8(100 + (x*3)%64), 255}
				if x-c.at.X > -40 && x-c.at.X < 40 && y-c.at.Y > -40 && y-c.at.Y < 40 {
					tone = color.RGBA{255, 0, 0, 255}
				}
				img.Set(x, y, tone)
			}
		}
		var file bytes.Buffer
		if err := jpeg.Encode(&file, img, nil); err != nil {
			t.Fatal(err)
		}
		v, err := NewProcessor(DefaultLimits(), 1).Card(t.Context(), &file, c.focus)
		if err != nil {
			t.Fatal(err)
		}
		cut, err := jpeg.Decode(bytes.NewReader(v.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		red := 0
		for y := range cut.Bounds().Dy() {
			for x := range cut.Bounds().Dx() {
				if r, g, _, _ := cut.At(x, y).RGBA(); r > 0xe000 && g < 0x3000 {
					red++
				}
			}
		}
		if red < 400 {
			t.Errorf("%+v: %d red points are left of %d by %d", c.focus, red, v.Width, v.Height)
		}
	}
}

// TestFocusStaysInside holds for any picture, cut and focus.
func TestFocusStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := image.Rect(0, 0, rapid.IntRange(1, 5000).Draw(t, "width"), rapid.IntRange(1, 5000).Draw(t, "height"))
		w, h := rapid.IntRange(1, b.Dx()).Draw(t, "w"), rapid.IntRange(1, b.Dy()).Draw(t, "h")
		f := Focus{rapid.Float64Range(-1, 1).Draw(t, "x"), rapid.Float64Range(-1, 1).Draw(t, "y")}
		if got := f.around(b, w, h); !got.In(b) || got.Dx() != w || got.Dy() != h {
			t.Fatalf("%v of %v around %v is %v", image.Pt(w, h), b, f, got)
		}
	})
}
