package media

import (
	"encoding/binary"
	"fmt"
	"image/color"
	"testing"
)

// EXIF 2.32 section 4.6.4: where row 0 and column 0 of the file belong in the scene. The colours are
// those of the upright picture at top left, top right, bottom right and bottom left, for a file whose
// quarters are red, green, blue, white clockwise.
func TestOrientation(t *testing.T) {
	red, green, blue, white := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}, color.RGBA{255, 255, 255, 255}
	file := asJPEG(t, corners(640, 320))
	for o, want := range map[uint16][4]color.RGBA{
		1: {red, green, blue, white},
		2: {green, red, white, blue},
		3: {blue, white, red, green},
		4: {white, blue, green, red},
		5: {red, white, blue, green},
		6: {white, red, green, blue},
		7: {blue, green, red, white},
		8: {green, blue, white, red},
		9: {red, green, blue, white}, // makes no sense: as it lies
	} {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			t.Run(fmt.Sprint(o, order), func(t *testing.T) {
				p := take(t, withSegments(file, exif(order, o)))
				w, h := 640, 320
				if o >= 5 && o <= 8 {
					w, h = h, w
				}
				if p.Width != w || p.Height != h {
					t.Fatalf("%d by %d", p.Width, p.Height)
				}
				for _, v := range p.Variants {
					checkQuarters(t, v, want)
				}
			})
		}
	}
}

func checkQuarters(t *testing.T, v Variant, want [4]color.RGBA) {
	t.Helper()
	m := pixelsOf(t, v)
	for i, at := range [4][2]int{{1, 1}, {3, 1}, {3, 3}, {1, 3}} {
		if c := m.At(v.Width*at[0]/4, v.Height*at[1]/4); !near(c, want[i], 12) {
			t.Errorf("%s %s of %d: quarter %d is %v, want %v", v.Kind, v.MediaType, v.Width, i, c, want[i])
		}
	}
}

// An orientation that cannot be read leaves the picture as it lies.
func TestBrokenExif(t *testing.T) {
	whole := exif(binary.BigEndian, 6)
	file := asJPEG(t, corners(64, 32))
	for cut := 4; cut < len(whole); cut++ {
		broken := segment(0xE1, whole[4:cut])
		if p := take(t, withSegments(file, broken)); p.Width*p.Height != 64*32 {
			t.Fatalf("cut at %d: %dx%d", cut, p.Width, p.Height)
		}
	}
	far := append([]byte("Exif\x00\x00MM\x00\x2A"), 0xFF, 0xFF, 0xFF, 0xFF)
	if o := orientation(withSegments(file, segment(0xE1, far))); o != 1 {
		t.Errorf("a directory out of bounds gave %d", o)
	}
	if o := orientation(withSegments(file, []byte{0xFF, 0xFF}, exif(binary.BigEndian, 6))); o != 6 {
		t.Errorf("behind padding the orientation is %d", o)
	}
	if o := orientation(withSegments(file, private(8)[1], exif(binary.BigEndian, 8))); o != 8 {
		t.Errorf("behind XMP the orientation is %d", o)
	}
}
