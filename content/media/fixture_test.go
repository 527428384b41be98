package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"testing"
)

// photo has the soft colours of a photograph.
func photo(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	noise := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			fx, fy := float64(x)/float64(w), float64(y)/float64(h)
			m.SetRGBA(x, y, color.RGBA{
				R: uint8(120 + 100*math.Sin(7*fx+3*fy) + 20*noise.Float64()),
				G: uint8(120 + 100*math.Sin(5*fy*fx+1) + 20*noise.Float64()),
				B: uint8(120 + 100*math.Cos(4*fx-6*fy) + 20*noise.Float64()),
				A: 255,
			})
		}
	}
	return m
}

// corners marks the four quarters red, green, blue (clockwise from the top left) and white.
func corners(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			left, top := x < w/2, y < h/2
			c := color.RGBA{255, 255, 255, 255}
			switch {
			case left && top:
				c = color.RGBA{255, 0, 0, 255}
			case top:
				c = color.RGBA{0, 255, 0, 255}
			case !left:
				c = color.RGBA{0, 0, 255, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asGIF(t testing.TB, frames int) []byte {
	t.Helper()
	palette := color.Palette{color.White, color.RGBA{200, 30, 30, 255}}
	var g gif.GIF
	for i := range frames {
		frame := image.NewPaletted(image.Rect(0, 0, 40, 30), palette)
		frame.SetColorIndex(i%40, 5, 1)
		g.Image, g.Delay = append(g.Image, frame), append(g.Delay, 4)
	}
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &g); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asWebP(t testing.TB, m *image.RGBA, isPhoto bool) []byte {
	t.Helper()
	v, err := encodeWebP(m, isPhoto)
	if err != nil {
		t.Fatal(err)
	}
	return v.Bytes
}

// withSegments puts APPn segments behind the start of a JPEG.
func withSegments(file []byte, segments ...[]byte) []byte {
	out := append([]byte{}, file[:2]...)
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, file[2:]...)
}

func segment(marker byte, content []byte) []byte {
	out := []byte{0xFF, marker}
	out = binary.BigEndian.AppendUint16(out, uint16(len(content)+2))
	return append(out, content...)
}

// Marks that metadata carries in these tests; none may be found in a variant.
const (
	gpsMark  = "GPS-52.5163-13.3777"
	xmpMark  = "XMP-creator-Alice"
	iptcMark = "IPTC-by-line-Alice"
	tailMark = "PK\x03\x04tail-of-another-file"
)

// exif is an APP1 segment (EXIF 2.32 section 4.5.4) with an orientation and a GPS directory.
func exif(order binary.AppendByteOrder, orientation uint16) []byte {
	tiff := []byte("MM")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		tiff = []byte("II")
	}
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = order.AppendUint16(tiff, tag)
		tiff = order.AppendUint16(tiff, kind)
		tiff = order.AppendUint32(tiff, count)
		tiff = order.AppendUint32(tiff, value)
	}
	tiff = order.AppendUint16(tiff, 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 3)
	entry(0x010E, 2, uint32(len(gpsMark)), 68) // description, behind both directories
	tiff = order.AppendUint16(tiff, 0x0112)    // orientation: a SHORT is left in its four bytes
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, orientation)
	tiff = order.AppendUint16(tiff, 0)
	entry(0x8825, 4, 1, 50) // the GPS directory
	tiff = order.AppendUint32(tiff, 0)
	tiff = order.AppendUint16(tiff, 1)
	entry(0x001D, 2, uint32(len(gpsMark)), 68)
	tiff = order.AppendUint32(tiff, 0)
	tiff = append(tiff, gpsMark...)
	return segment(0xE1, append([]byte("Exif\x00\x00"), tiff...))
}

// private is every kind of metadata that a camera or an editor leaves in a JPEG.
func private(orientation uint16) [][]byte {
	return [][]byte{
		exif(binary.BigEndian, orientation),
		segment(0xE1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+xmpMark+"</x:xmpmeta>")),
		segment(0xE2, []byte("ICC_PROFILE\x00\x01\x01profile")),
		segment(0xED, []byte("Photoshop 3.0\x008BIM\x04\x04"+iptcMark)),
		segment(0xFE, []byte("comment "+gpsMark)),
	}
}

// pngChunk is one chunk of a PNG (ISO/IEC 15948 section 5.3).
func pngChunk(kind string, content []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	body := append([]byte(kind), content...)
	out = append(out, body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
}

// withPNGChunks puts chunks behind the header.
func withPNGChunks(file []byte, chunks ...[]byte) []byte {
	const header = 8 + 12 + 13
	out := append([]byte{}, file[:header]...)
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, file[header:]...)
}

// pngBomb claims a size and has no pixels.
func pngBomb(w, h uint32) []byte {
	header := binary.BigEndian.AppendUint32(nil, w)
	header = binary.BigEndian.AppendUint32(header, h)
	header = append(header, 8, 6, 0, 0, 0)
	return append([]byte("\x89PNG\r\n\x1A\n"), append(pngChunk("IHDR", header), pngChunk("IDAT", []byte{0x78, 0x9c})...)...)
}

// take runs an upload that must succeed.
func take(t testing.TB, file []byte) *Picture {
	t.Helper()
	p, err := NewProcessor(DefaultLimits(), 1).Picture(context.Background(), bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// pixelsOf decodes a variant by the decoder of its type, and so checks type and size.
func pixelsOf(t testing.TB, v Variant) image.Image {
	t.Helper()
	decode := map[string]func([]byte) (image.Image, error){
		"image/jpeg": func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) },
		"image/png":  func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) },
		"image/webp": func(b []byte) (image.Image, error) { return decodeWebP(bytes.NewReader(b)) },
	}[v.MediaType]
	if decode == nil {
		t.Fatalf("variant of type %q", v.MediaType)
	}
	m, err := decode(v.Bytes)
	if err != nil {
		t.Fatalf("%s %d: %v", v.MediaType, v.Width, err)
	}
	if m.Bounds().Dx() != v.Width || m.Bounds().Dy() != v.Height {
		t.Fatalf("%s says %dx%d and is %v", v.MediaType, v.Width, v.Height, m.Bounds())
	}
	return m
}

// near tells whether a pixel has about that colour.
func near(c color.Color, want color.RGBA, within int) bool {
	r, g, b, _ := c.RGBA()
	for _, d := range []int{int(r>>8) - int(want.R), int(g>>8) - int(want.G), int(b>>8) - int(want.B)} {
		if d > within || d < -within {
			return false
		}
	}
	return true
}
