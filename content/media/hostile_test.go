package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// C4: of a picture only the pixels are kept.
func TestC4NoMetadataSurvives(t *testing.T) {
	small := corners(64, 48)
	text := pngChunk("tEXt", []byte("Comment\x00"+xmpMark))
	eXIf := pngChunk("eXIf", []byte("MM\x00\x2A"+gpsMark))
	gif := asGIF(t, 2)
	comment := append([]byte{0x21, 0xFE, byte(len(gpsMark))}, gpsMark...)
	gif = append(gif[:len(gif)-1:len(gif)-1], append(comment, 0, 0x3B)...)
	for name, file := range map[string][]byte{
		"JPEG": withSegments(asJPEG(t, small), private(1)...),
		"PNG":  withPNGChunks(asPNG(t, small), text, eXIf),
		"GIF":  gif,
		"WebP": withRIFFChunks(asWebP(t, small, true), "EXIF", gpsMark, "XMP ", xmpMark),
	} {
		if !bytes.Contains(file, []byte(gpsMark)) {
			t.Fatalf("%s: the fixture carries no metadata", name)
		}
		checkBare(t, name, everyVariant(t, file))
	}
}

// C2: what hangs on a picture, or makes it something else as well, is gone.
func TestC2PolyglotsLoseTheirOtherHalf(t *testing.T) {
	script := []byte("=1;/*" + strings.Repeat(" ", 20) + "*/alert('" + xmpMark + "')//")
	gifJS := asGIF(t, 1)
	gifJS = append(gifJS[:len(gifJS)-1:len(gifJS)-1], append([]byte{0x21, 0xFE, byte(len(script))}, append(script, 0, 0x3B)...)...)
	page := []byte("<!doctype html><script>/*" + xmpMark + "*/</script>")
	actor := []byte(`{"type":"Person","id":"https://example.com/` + xmpMark + `"}`)
	for name, file := range map[string][]byte{
		"GIF and JavaScript": gifJS,
		"PNG and HTML":       append(asPNG(t, corners(64, 48)), page...),
		"PNG holding HTML":   withPNGChunks(asPNG(t, corners(64, 48)), pngChunk("tEXt", append([]byte("a\x00"), page...))),
		"JPEG and ZIP":       append(asJPEG(t, corners(64, 48)), []byte(tailMark+xmpMark)...),
		"JPEG holding JSON":  withSegments(asJPEG(t, corners(64, 48)), segment(0xFE, actor)),
		"WebP and JSON":      append(asWebP(t, corners(64, 48), true), actor...),
	} {
		if !bytes.Contains(file, []byte(xmpMark)) {
			t.Fatalf("%s: the fixture is no polyglot", name)
		}
		checkBare(t, name, everyVariant(t, file))
	}
}

func everyVariant(t *testing.T, file []byte) []Variant {
	t.Helper()
	icon, err := NewProcessor(DefaultLimits(), 1).Icon(context.Background(), bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return append(take(t, file).Variants, icon.Variants...)
}

// checkBare looks for the marks, and for any segment or chunk that could hold one.
func checkBare(t *testing.T, name string, variants []Variant) {
	t.Helper()
	for _, v := range variants {
		for _, mark := range []string{gpsMark, xmpMark, iptcMark, tailMark, "Exif", "EXIF", "XMP ", "xmp", "ICC", "<script", "tEXt", "eXIf"} {
			if bytes.Contains(v.Bytes, []byte(mark)) {
				t.Errorf("%s: %q is left in the %s of %d", name, mark, v.MediaType, v.Width)
			}
		}
		if v.MediaType == "image/jpeg" {
			for rest := v.Bytes[2:]; rest[1] != 0xDA; rest = rest[2+binary.BigEndian.Uint16(rest[2:]):] {
				if rest[1] > 0xE0 && rest[1] <= 0xEF || rest[1] == 0xFE {
					t.Errorf("%s: a JPEG segment %#x is left", name, rest[1])
				}
			}
		}
	}
}

// withRIFFChunks makes an extended WebP (RFC 9649 section 2.7) of a simple one.
func withRIFFChunks(file []byte, kindsAndContents ...string) []byte {
	config, _ := formats[3].config(bytes.NewReader(file))
	extended := []byte{0x08 | 0x04, 0, 0, 0}
	for _, side := range []int{config.Width - 1, config.Height - 1} {
		extended = append(extended, byte(side), byte(side>>8), byte(side>>16))
	}
	body := append([]byte("WEBP"), riffChunk("VP8X", extended)...)
	body = append(body, file[12:]...)
	for i := 0; i < len(kindsAndContents); i += 2 {
		body = append(body, riffChunk(kindsAndContents[i], []byte(kindsAndContents[i+1]))...)
	}
	return riffChunk("RIFF", body)
}

func riffChunk(kind string, content []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(content)))
	out = append(out, content...)
	if len(content)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

// C2, C3, F5: what is refused, and why.
func TestRefused(t *testing.T) {
	animated := withRIFFChunks(asWebP(t, corners(8, 8), true))
	animated[20] |= 0x02
	jpeg, png := asJPEG(t, photo(400, 300)), asPNG(t, photo(400, 300))
	for _, c := range []struct {
		name string
		file []byte
		want Reason
	}{
		{"nothing", nil, NotPicture},
		{"SVG", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), NotPicture},
		{"HTML", []byte("<!doctype html><img src=x>"), NotPicture},
		{"PDF", []byte("%PDF-1.7\n"), NotPicture},
		{"JSON", []byte(`{"@context":"https://www.w3.org/ns/activitystreams","type":"Person"}`), NotPicture},
		{"ZIP", []byte("PK\x03\x04"), NotPicture},
		{"BMP", append([]byte("BM"), make([]byte, 100)...), NotPicture},
		{"TIFF", append([]byte("II*\x00"), make([]byte, 100)...), NotPicture},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), NotPicture},
		{"WAV", []byte("RIFF\x24\x00\x00\x00WAVEfmt "), NotPicture},
		{"animated WebP", animated, NotPicture},
		{"HTML that begins like a GIF", []byte("GIF89a<script>alert(1)</script>"), TooManyPixels},
		{"HTML that begins like a PNG", []byte("\x89PNG\r\n\x1A\n<script>alert(1)</script>"), Damaged},
		{"HTML that begins like a JPEG", []byte("\xFF\xD8\xFF<script>alert(1)</script>"), Damaged},
		{"JPEG, first bytes", jpeg[:20], Damaged},
		{"JPEG, half", jpeg[:len(jpeg)/2], Damaged},
		{"PNG, half", png[:len(png)/2], Damaged},
		{"PNG, wrong checksum", append(png[:len(png)-20:len(png)-20], make([]byte, 20)...), Damaged},
		{"GIF, half", asGIF(t, 1)[:40], Damaged},
		{"WebP, half", asWebP(t, photo(400, 300), true)[:2000], Damaged},
		{"PNG without width", pngBomb(0, 10), Damaged},
		{"PNG bomb", pngBomb(50_000, 50_000), TooManyPixels},
		{"PNG whose area overflows", pngBomb(1<<31-1, 1<<31-1), Damaged}, // the decoder counts, too
		{"GIF bomb", []byte("GIF89a\xFF\xFF\xFF\xFF\x00\x00\x00"), TooManyPixels},
		{"long animation", asGIF(t, 201), TooManyFrames},
	} {
		t.Run(c.name, func(t *testing.T) {
			checkRefused(t, c.file, c.want)
		})
	}
	if got := gifFrames(asGIF(t, 200), 200); got != 200 {
		t.Errorf("counted %d frames of 200", got)
	}
}

func checkRefused(t *testing.T, file []byte, want Reason) {
	t.Helper()
	p := NewProcessor(DefaultLimits(), 1)
	for _, take := range []func(context.Context, io.Reader) (*Picture, error){p.Picture, p.Icon} {
		_, err := take(context.Background(), bytes.NewReader(file))
		var refused *Refused
		if !errors.As(err, &refused) || refused.Reason != want {
			t.Fatalf("got %v, want %s", err, want)
		}
		if s := refused.Error(); !strings.HasPrefix(s, "This ") || !strings.HasSuffix(s, ".") {
			t.Errorf("%q is no sentence", s)
		}
	}
}

// C3: what is refused costs neither time nor memory.
func TestC3RefusingIsCheap(t *testing.T) {
	for name, file := range map[string][]byte{
		"PNG of 50,000 by 50,000": pngBomb(50_000, 50_000),
		"GIF of 10,000 frames":    asGIF(t, 10_000),
		"JPEG of 60,000 by 60,000": append([]byte("\xFF\xD8"), segment(0xC2,
			[]byte{8, 0xEA, 0x60, 0xEA, 0x60, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0})...),
	} {
		t.Run(name, func(t *testing.T) {
			p := NewProcessor(DefaultLimits(), 1)
			fastest := time.Hour // of some: other work on the machine is not ours
			for range 5 {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				begin := time.Now()
				_, err := p.Picture(context.Background(), bytes.NewReader(file))
				fastest = min(fastest, time.Since(begin))
				runtime.ReadMemStats(&after)
				var refused *Refused
				if !errors.As(err, &refused) {
					t.Fatalf("got %v", err)
				}
				if grown := after.TotalAlloc - before.TotalAlloc; grown > 8<<20 {
					t.Errorf("allocated %d bytes", grown)
				}
			}
			if fastest > 50*time.Millisecond {
				t.Errorf("took %v", fastest)
			}
		})
	}
}

// endless has no end, as an attacker's upload may have none.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestTooLarge(t *testing.T) {
	p := NewProcessor(Limits{MaxBytes: 2 << 20, MaxPixels: 1000, MaxFrames: 1}, 1)
	var refused *Refused
	var e endless
	if _, err := p.Picture(context.Background(), &e); !errors.As(err, &refused) || refused.Reason != TooLarge || refused.Size != 0 {
		t.Errorf("an endless upload: %v", err)
	}
	if e.read > 8<<20 {
		t.Errorf("read %d bytes of it", e.read)
	}
	_, err := p.Picture(context.Background(), bytes.NewReader(make([]byte, 2<<20+1)))
	want := "This picture is 3 MB; the limit here is 2 MB. A smaller copy will look the same on a page."
	if !errors.As(err, &refused) || refused.Size != 2<<20+1 || refused.Limit != 2<<20 || refused.Error() != want {
		t.Errorf("got %v", err)
	}
}

// A failing reader is no fault of the picture.
func TestReadingFails(t *testing.T) {
	broken := errors.New("the wire was cut")
	_, err := NewProcessor(DefaultLimits(), 1).Picture(context.Background(), io.MultiReader(strings.NewReader("GIF89a"), failing{broken}))
	var refused *Refused
	if !errors.Is(err, broken) || errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// libwebp registers itself with package image; hostile files must not reach that C code.
func TestDecodersAreGo(t *testing.T) {
	f, _ := formatOf(asWebP(t, corners(8, 8), true))
	m, err := f.pixels(asWebP(t, corners(8, 8), true))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := m.(*image.YCbCr); !ok {
		t.Errorf("WebP was decoded to %T: x/image gives YCbCr, libwebp RGBA", m)
	}
}

func FuzzPicture(f *testing.F) {
	f.Add(asJPEG(f, corners(16, 12)))
	f.Add(withSegments(asJPEG(f, corners(16, 12)), private(6)...))
	f.Add(asPNG(f, corners(16, 12)))
	f.Add(asGIF(f, 3))
	f.Add(asWebP(f, corners(16, 12), true))
	f.Add(asWebP(f, corners(16, 12), false))
	f.Add(pngBomb(50_000, 50_000))
	p := NewProcessor(Limits{MaxBytes: 1 << 16, MaxPixels: 1 << 16, MaxFrames: 4}, 1)
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, run := range []func(context.Context, io.Reader) (*Picture, error){p.Picture, p.Icon} {
			picture, err := run(context.Background(), bytes.NewReader(file))
			var refused *Refused
			if err != nil && !errors.As(err, &refused) {
				t.Fatalf("neither taken nor refused: %v", err)
			}
			if err != nil {
				continue
			}
			for _, v := range picture.Variants {
				pixelsOf(t, v)
			}
		}
	})
}
