package media

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	libwebp "github.com/chai2010/webp"
	"golang.org/x/image/draw"
)

func list(variants []Variant) string {
	var all []string
	for _, v := range variants {
		all = append(all, fmt.Sprintf("%s %s %dx%d", v.Kind, strings.TrimPrefix(v.MediaType, "image/"), v.Width, v.Height))
	}
	return strings.Join(all, "\n")
}

func TestPhotoGetsEveryWidthTwice(t *testing.T) {
	p := take(t, asJPEG(t, photo(2400, 1600)))
	want := `full jpeg 2080x1387
full webp 2080x1387
full jpeg 1360x907
full webp 1360x907
full jpeg 960x640
full webp 960x640
full jpeg 480x320
full webp 480x320
card jpeg 1200x630`
	if got := list(p.Variants); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if p.Width != 2080 || p.Height != 1387 {
		t.Errorf("the picture is %dx%d", p.Width, p.Height)
	}
	for _, v := range p.Variants {
		pixelsOf(t, v)
	}
}

func TestAvatarIsOneSmallSquare(t *testing.T) {
	for side, file := range map[int][]byte{96: asJPEG(t, photo(300, 200)), 40: asPNG(t, corners(40, 60))} {
		p, err := NewProcessor(DefaultLimits(), 1).Avatar(context.Background(), bytes.NewReader(file))
		if err != nil || len(p.Variants) != 1 || p.Width != side || p.Height != side || p.Variants[0].Kind != KindSquare {
			t.Errorf("got %+v, %v", p, err)
		}
	}
}

func TestFormats(t *testing.T) {
	seeThrough := photo(300, 200)
	for i := 3; i < len(seeThrough.Pix); i += 16 {
		copy(seeThrough.Pix[i-3:], []byte{0, 0, 0, 0})
	}
	for _, c := range []struct {
		name string
		file []byte
		want string // type of the plain variants
	}{
		{"photo as JPEG", asJPEG(t, photo(300, 200)), "image/jpeg"},
		{"photo as PNG", asPNG(t, photo(300, 200)), "image/jpeg"},
		{"photo as WebP", asWebP(t, photo(300, 200), true), "image/jpeg"},
		{"drawing as PNG", asPNG(t, corners(300, 200)), "image/png"},
		{"drawing as lossless WebP", asWebP(t, corners(300, 200), false), "image/png"},
		{"photo with holes", asPNG(t, seeThrough), "image/png"},
		{"still GIF", asGIF(t, 1), "image/png"},
		{"animation, first frame", asGIF(t, 5), "image/png"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := take(t, c.file)
			if p.Variants[0].MediaType != c.want {
				t.Errorf("plain variant is %s, want %s", p.Variants[0].MediaType, c.want)
			}
			for _, v := range p.Variants {
				pixelsOf(t, v)
			}
		})
	}
}

func TestNothingIsEnlarged(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {1, 900}, {900, 1}, {47, 31}, {480, 480}, {481, 300}, {2080, 20}} {
		file := asPNG(t, corners(size[0], size[1]))
		for _, v := range take(t, file).Variants {
			if v.Width > size[0] || v.Height > size[1] || v.Width < 1 || v.Height < 1 {
				t.Errorf("%v became %s %dx%d", size, v.Kind, v.Width, v.Height)
			}
		}
		icon, err := NewProcessor(DefaultLimits(), 1).Icon(context.Background(), bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range icon.Variants {
			if v.Width != v.Height || v.Width > min(size[0], size[1]) {
				t.Errorf("%v became an icon of %dx%d", size, v.Width, v.Height)
			}
		}
	}
}

func TestIconIsTheMiddle(t *testing.T) {
	wide := image.NewRGBA(image.Rect(0, 0, 1600, 800))
	draw.Draw(wide, wide.Rect, image.Black, image.Point{}, draw.Src)
	draw.Draw(wide, image.Rect(400, 0, 1200, 800), corners(800, 800), image.Point{}, draw.Src)
	icon, err := NewProcessor(DefaultLimits(), 1).Icon(context.Background(), bytes.NewReader(asPNG(t, wide)))
	if err != nil {
		t.Fatal(err)
	}
	var sides []int
	for _, v := range icon.Variants {
		sides = append(sides, v.Width)
		m := pixelsOf(t, v)
		if v.Kind != KindSquare || !near(m.At(v.Width/8, v.Height/8), color.RGBA{255, 0, 0, 255}, 3) ||
			!near(m.At(v.Width*7/8, v.Height*7/8), color.RGBA{0, 0, 255, 255}, 3) {
			t.Errorf("%s of %d is not the middle", v.Kind, v.Width)
		}
	}
	if !slices.Equal(sides, []int{512, 400, 192, 96, 48}) {
		t.Errorf("sides are %v", sides)
	}
}

// Link previews are fetched by every server that hears of an article, within the same minute.
func TestCardIsLightWhateverItShows(t *testing.T) {
	noise := image.NewRGBA(image.Rect(0, 0, 1200, 630))
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(noise.Pix)
	for i := 3; i < len(noise.Pix); i += 4 {
		noise.Pix[i] = 255
	}
	for name, m := range map[string]image.Image{"noise": noise, "photo": photo(1300, 900), "tall": photo(500, 2000), "dot": photo(1, 1)} {
		variants := take(t, asJPEG(t, m)).Variants
		card := variants[len(variants)-1]
		pixelsOf(t, card)
		if card.Kind != KindCard || card.MediaType != "image/jpeg" || len(card.Bytes) > 100<<10 {
			t.Errorf("%s: %s %s of %d bytes", name, card.Kind, card.MediaType, len(card.Bytes))
		}
	}
}

func TestHolesStayHolesAndHideNothing(t *testing.T) {
	// Straight colours: half-clear red on the left; on the right nothing to see above a secret colour.
	m := image.NewNRGBA(image.Rect(0, 0, 200, 200))
	for y := range 200 {
		for x := range 200 {
			m.SetNRGBA(x, y, color.NRGBA{255, 0, 0, 128})
			if x >= 100 {
				m.SetNRGBA(x, y, color.NRGBA{12, 34, 56, 0})
			}
		}
	}
	for _, v := range take(t, asPNG(t, m)).Variants {
		if v.Kind == KindCard { // on white paper
			continue
		}
		out := pixelsOf(t, v)
		left := color.NRGBAModel.Convert(out.At(20, 100)).(color.NRGBA)
		if left.R < 250 || left.G > 5 || left.A < 126 || left.A > 130 {
			t.Errorf("%s: half-clear red became %v", v.MediaType, left)
		}
		if right := color.NRGBAModel.Convert(out.At(180, 100)); right != (color.NRGBA{}) {
			t.Errorf("%s: under the clear part lies %v", v.MediaType, right)
		}
	}
}

// resample replaces draw.CatmullRom for its memory; the pixels are the same.
func TestResampleAgreesWithTheLibrary(t *testing.T) {
	m := photo(211, 173)
	for i := 0; i < len(m.Pix); i += 4 * 7 { // some clear pixels
		copy(m.Pix[i:], []byte{0, 0, 0, 0})
	}
	for _, size := range [][2]int{{210, 172}, {190, 173}, {150, 90}, {106, 87}, {3, 2}, {1, 1}, {211, 20}} {
		got := resample(m, m.Rect, size[0], size[1])
		want := image.NewRGBA(got.Rect)
		draw.CatmullRom.Scale(want, want.Rect, m, m.Rect, draw.Src, nil)
		for i := range want.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d > 1 || d < -1 {
				t.Fatalf("%v: byte %d is %d, want %d", size, i, got.Pix[i], want.Pix[i])
			}
		}
	}
}

// Hostile files are not for libwebp, but what it says about a file of our own is the truth about colours.
func TestWebPColours(t *testing.T) {
	holes := photo(200, 120)
	copy(holes.Pix, make([]byte, 4*2000))
	for name, m := range map[string]*image.RGBA{"photo": photo(200, 120), "holes": holes, "primaries": corners(200, 120)} {
		file := asWebP(t, m, true)
		f, _ := formatOf(file)
		got, err := f.pixels(file)
		if err != nil {
			t.Fatal(err)
		}
		want, err := libwebp.DecodeRGBA(file)
		if err != nil {
			t.Fatal(err)
		}
		var off int
		for y := range 120 {
			for x := range 200 {
				w := want.RGBAAt(x, y)
				if w.A == 255 && !near(got.At(x, y), w, 6) {
					off++
				}
			}
		}
		if off > 200*120/20 { // at edges the two spread chroma differently
			t.Errorf("%s: %d pixels differ", name, off)
		}
	}
}

func TestExtremeShapes(t *testing.T) {
	for _, c := range []struct{ w, h int }{{1, 30_000}, {30_000, 1}, {100, 20_000}} {
		p := take(t, asPNG(t, image.NewGray(image.Rect(0, 0, c.w, c.h))))
		for _, v := range p.Variants {
			pixelsOf(t, v)
			if v.Height > 16383 || v.Width > 2080 {
				t.Errorf("%v became %dx%d", c, v.Width, v.Height)
			}
		}
	}
}

func TestHashIsOfTheFileAsItCame(t *testing.T) {
	a, b := asPNG(t, corners(20, 20)), append(asPNG(t, corners(20, 20)), 'x')
	one, again, other := take(t, a), take(t, a), take(t, b)
	if one.Hash != again.Hash || one.Hash == other.Hash || len(one.Hash) != 64 {
		t.Errorf("hashes %s, %s, %s", one.Hash, again.Hash, other.Hash)
	}
	for i := range one.Variants {
		if !bytes.Equal(one.Variants[i].Bytes, again.Variants[i].Bytes) || !bytes.Equal(one.Variants[i].Bytes, other.Variants[i].Bytes) {
			t.Errorf("the same pixels gave other bytes in variant %d", i)
		}
	}
}

func TestWhoHasGoneIsNotWaitedFor(t *testing.T) {
	p := NewProcessor(DefaultLimits(), 1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Picture(ctx, bytes.NewReader(asPNG(t, corners(20, 20)))); err == nil {
		t.Fatal("went on")
	}
	if _, err := p.Picture(context.Background(), bytes.NewReader(asPNG(t, corners(20, 20)))); err != nil {
		t.Fatalf("the next upload: %v", err)
	}
}

func BenchmarkPhoto12MP(b *testing.B) {
	file := asJPEG(b, photo(4000, 3000))
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		take(b, file)
	}
}

func BenchmarkIcon12MP(b *testing.B) {
	file := asJPEG(b, photo(4000, 3000))
	p := NewProcessor(DefaultLimits(), 1)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Icon(context.Background(), bytes.NewReader(file)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDrawing4MP(b *testing.B) {
	file := asPNG(b, corners(2560, 1600))
	b.ReportAllocs()
	for b.Loop() {
		take(b, file)
	}
}
