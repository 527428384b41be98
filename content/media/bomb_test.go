package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"runtime"
	"slices"
	"testing"
	"time"
)

// stepwise is a grey progressive JPEG (ITU-T T.81 annex G): one scan gives each block its mean, the rest say
// in runs of 16,384 blocks that nothing is added.
func stepwise(width, height, scans int) []byte {
	const runOf16384 = 0xE0
	table := func(class, symbol byte) []byte { // one code of one bit
		return segment(0xC4, append([]byte{class << 4, 1, 15: 0, 16: 0}, symbol))
	}
	start := func(from, to byte) []byte { return segment(0xDA, []byte{1, 1, 0, from, to, 0}) }
	blocks := ((width + 7) / 8) * ((height + 7) / 8)
	frame := []byte{8}
	frame = binary.BigEndian.AppendUint16(frame, uint16(height))
	frame = binary.BigEndian.AppendUint16(frame, uint16(width))
	parts := [][]byte{
		[]byte("\xFF\xD8"),
		segment(0xDB, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)),
		segment(0xC2, append(frame, 1, 1, 0x11, 0)),
		table(0, 0), table(1, runOf16384),
		start(0, 0), make([]byte, blocks/8+1),
	}
	nothing := append(start(1, 63), make([]byte, (blocks/16384+1)*15/8+1)...)
	for range scans - 1 {
		parts = append(parts, nothing)
	}
	return slices.Concat(append(parts, []byte("\xFF\xD9"))...)
}

// extendedWebP puts the header of an extended file before what is in file, whatever size that has.
func extendedWebP(width, height int, file []byte) []byte {
	header := []byte{0, 0, 0, 0}
	for _, side := range []int{width - 1, height - 1} {
		header = append(header, byte(side), byte(side>>8), byte(side>>16))
	}
	return riffChunk("RIFF", slices.Concat([]byte("WEBP"), riffChunk("VP8X", header), file[12:]))
}

// losslessHeader claims a size and has no pixels (RFC 9649 section 3.4).
func losslessHeader(width, height uint32) []byte {
	bits := binary.LittleEndian.AppendUint32([]byte{0x2F}, width-1|(height-1)<<14)
	return riffChunk("RIFF", append([]byte("WEBP"), riffChunk("VP8L", bits)...))
}

// lossyHeader claims a size and has no pixels (RFC 6386 section 9.1).
func lossyHeader(width, height uint16) []byte {
	frame := []byte{0x10, 0, 0, 0x9D, 0x01, 0x2A}
	frame = binary.LittleEndian.AppendUint16(frame, width)
	frame = binary.LittleEndian.AppendUint16(frame, height)
	return riffChunk("RIFF", append([]byte("WEBP"), riffChunk("VP8 ", append(frame, make([]byte, 32)...))...))
}

// C3: a header must not be believed, and must not cost, in any of the ways WebP has to give a size.
func TestC3WebPBombs(t *testing.T) {
	inner := losslessHeader(16384, 16384)
	for name, c := range map[string]struct {
		file []byte
		want Reason
	}{
		"lossless":                         {inner, TooManyPixels},
		"lossy":                            {lossyHeader(16383, 16383), TooManyPixels},
		"extended, 46,000 by 46,000":       {extendedWebP(46_000, 46_000, inner), TooManyPixels},
		"extended, area overflows":         {extendedWebP(1<<24, 1<<24, inner), Damaged}, // the decoder counts, too
		"extended says small, lossless":    {extendedWebP(1, 1, inner), Damaged},
		"extended says small, lossy inner": {extendedWebP(1, 1, lossyHeader(16383, 16383)), Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			checkCheap(t, c.file, c.want)
		})
	}
}

// C3: 36 megapixels passed over a thousand times are 20 seconds of a worker for 150 KB of file.
func TestC3ScanBomb(t *testing.T) {
	checkCheap(t, stepwise(6000, 6000, 1000), Damaged)
	checkCheap(t, withSegments(stepwise(6000, 6000, 1000), []byte{0xFF, 0xFF, 0xFF}, exif(binary.BigEndian, 6)), Damaged)
}

func checkCheap(t *testing.T, file []byte, want Reason) {
	t.Helper()
	p := NewProcessor(DefaultLimits(), 1)
	for _, take := range []func(context.Context, io.Reader) (*Picture, error){p.Picture, p.Icon} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begin := time.Now()
		_, err := take(context.Background(), bytes.NewReader(file))
		took := time.Since(begin)
		runtime.ReadMemStats(&after)
		var refused *Refused
		if !errors.As(err, &refused) || refused.Reason != want {
			t.Fatalf("got %v, want %s", err, want)
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 8<<20 {
			t.Errorf("allocated %d bytes", grown)
		}
		if took > time.Second { // a bomb takes many; a busy machine must not fail this
			t.Errorf("took %v", took)
		}
	}
}

// What encoders write is taken; one scan more than the limit is not.
func TestStepwiseJPEGs(t *testing.T) {
	for _, scans := range []int{1, 2, 10, maxScans} {
		file := stepwise(200, 100, scans)
		if _, err := jpeg.Decode(bytes.NewReader(file)); err != nil {
			t.Fatalf("the fixture of %d scans is no JPEG: %v", scans, err)
		}
		if p := take(t, file); p.Width != 200 || p.Height != 100 {
			t.Errorf("%d scans: %dx%d", scans, p.Width, p.Height)
		}
	}
	checkRefused(t, stepwise(200, 100, maxScans+1), Damaged)
}

func TestJPEGScans(t *testing.T) {
	thumbnail := segment(0xE1, slices.Concat([]byte("Exif\x00\x00"), asJPEG(t, corners(16, 16))))
	plain := asJPEG(t, image.NewGray(image.Rect(0, 0, 64, 64)))
	for name, c := range map[string]struct {
		file []byte
		want int
	}{
		"nothing":                   {nil, 0},
		"the start alone":           {[]byte("\xFF\xD8"), 0},
		"one scan":                  {plain, 1},
		"noise, full of stuffing":   {asJPEG(t, photo(300, 300)), 1},
		"seven":                     {stepwise(200, 100, 7), 7},
		"stops one past the limit":  {stepwise(200, 100, 500), maxScans + 1},
		"a thumbnail is not ours":   {withSegments(plain, thumbnail, thumbnail), 1},
		"nor is what hangs on":      {slices.Concat(plain, []byte{0, 2}, stepwise(200, 100, 7)[2:]), 1},
		"padding and junk between":  {withSegments(plain, []byte{0xFF, 0xFF, 0xFF}, segment(0xFE, nil), []byte("junk\xFF\x00\xFF\xD3")), 1},
		"a segment longer than all": {[]byte("\xFF\xD8\xFF\xE1\xFF\xFF\xFF\xDA"), 0},
		"a segment without a size":  {[]byte("\xFF\xD8\xFF\xE1\x00\x00\xFF\xDA\x00\x02"), 0},
		"cut behind a marker":       {[]byte("\xFF\xD8\xFF\xDA\x00"), 0},
	} {
		if got := jpegScans(c.file, maxScans); got != c.want {
			t.Errorf("%s: %d scans, want %d", name, got, c.want)
		}
	}
}
