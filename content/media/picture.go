package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"io"

	"golang.org/x/sync/semaphore"
)

// Limits bound what one upload may cost.
type Limits struct {
	MaxBytes  int64 // of a picture
	MaxFile   int64 // bytes of a sound, film or document, none of which is read
	MaxPixels int   // width times height
	MaxFrames int   // of an animation
}

// DefaultLimits are 20 MiB, 40 megapixels and 200 frames: more than any camera's JPEG needs; and 200 MiB
// for other files: three hours of talk, or some minutes of film.
func DefaultLimits() Limits {
	return Limits{MaxBytes: 20 << 20, MaxFile: 200 << 20, MaxPixels: 40_000_000, MaxFrames: 200}
}

// Picture is an accepted picture in all its sizes.
type Picture struct {
	Width, Height int       // of the largest variant, pixels
	Hash          string    // SHA-256 of the file as it came, in hex; tells a repeated upload
	Blurhash      string    // of a whole picture: what it looks like from afar
	Variants      []Variant // the largest first
}

// Variant is one encoded size of a picture.
type Variant struct {
	Kind          string // KindFull, KindCard or KindSquare
	Width, Height int    // pixels
	MediaType     string
	Bytes         []byte
}

// Processor turns uploads into pictures. It is safe for concurrent use.
type Processor struct {
	limits  Limits
	workers int
	pixels  *semaphore.Weighted // being decoded; memory goes with them
}

// NewProcessor makes a processor that decodes at most workers pictures, and together at most
// limits.MaxPixels, at once.
func NewProcessor(limits Limits, workers int) *Processor {
	return &Processor{limits: limits, workers: max(workers, 1), pixels: semaphore.NewWeighted(int64(limits.MaxPixels))}
}

// Picture reads a picture for an article: every width, and a cut for link previews. The error is a
// *Refused when the file is at fault.
func (p *Processor) Picture(ctx context.Context, r io.Reader) (*Picture, error) {
	return p.process(ctx, r, pictureVariants)
}

// Icon reads a picture of a person or blog: squares cut from its middle. The error is a *Refused
// when the file is at fault.
func (p *Processor) Icon(ctx context.Context, r io.Reader) (*Picture, error) {
	return p.process(ctx, r, iconVariants)
}

// Avatar reads a picture of somebody elsewhere: one small square. The error is a *Refused when the
// file is at fault.
func (p *Processor) Avatar(ctx context.Context, r io.Reader) (*Picture, error) {
	return p.process(ctx, r, avatarVariants)
}

// Card cuts a picture for link previews around the part that matters. The error is a *Refused when the
// file is at fault.
func (p *Processor) Card(ctx context.Context, r io.Reader, focus Focus) (Variant, error) {
	cut, err := p.process(ctx, r, func(_ context.Context, s source) (Picture, error) {
		v, err := card(s, focus)
		return Picture{Variants: []Variant{v}}, err
	})
	if err != nil {
		return Variant{}, err
	}
	return cut.Variants[0], nil
}

func (p *Processor) process(ctx context.Context, r io.Reader, cut func(context.Context, source) (Picture, error)) (*Picture, error) {
	file, err := p.read(r)
	if err != nil {
		return nil, err
	}
	f, pixels, err := p.inspect(file)
	if err != nil {
		return nil, err
	}
	weight := int64(max(pixels, p.limits.MaxPixels/p.workers))
	if err := p.pixels.Acquire(ctx, weight); err != nil {
		return nil, fmt.Errorf("waiting to decode a picture: %w", err)
	}
	defer p.pixels.Release(weight)
	s, err := newSource(f, file)
	if err != nil {
		return nil, err
	}
	picture, err := cut(ctx, s)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(file)
	picture.Width, picture.Height, picture.Hash = picture.Variants[0].Width, picture.Variants[0].Height, hex.EncodeToString(sum[:])
	return &picture, nil
}

// CheckSize fails with a *Refused for a sound, film or document of too many bytes.
func (p *Processor) CheckSize(size int64) error {
	if size <= p.limits.MaxFile {
		return nil
	}
	return &Refused{Reason: TooLarge, Size: size, Limit: p.limits.MaxFile,
		Sentence: "This file is %d MB; the limit here is %d MB. Film is better kept on a server made for it, like PeerTube: paste its address.",
		Values:   []any{megabytes(size), megabytes(p.limits.MaxFile)}}
}

func (p *Processor) read(r io.Reader) ([]byte, error) {
	file, err := io.ReadAll(io.LimitReader(r, p.limits.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading the picture: %w", err)
	}
	if int64(len(file)) <= p.limits.MaxBytes {
		return file, nil
	}
	var size int64
	if s, ok := r.(io.Seeker); ok { // a file on disk tells its size without being read
		if end, err := s.Seek(0, io.SeekEnd); err == nil {
			size = end
		}
	}
	return nil, errTooLarge(size, p.limits.MaxBytes)
}

// inspect checks by the headers alone what decoding would cost, and gives the number of pixels.
func (p *Processor) inspect(file []byte) (format, int, error) {
	f, ok := formatOf(file)
	if !ok {
		return f, 0, errNotPicture
	}
	if animatedWebP(file) {
		return f, 0, errAnimatedWebP
	}
	config, err := f.config(bytes.NewReader(file))
	if err != nil || config.Width <= 0 || config.Height <= 0 {
		return f, 0, errDamaged
	}
	// Checked as a quotient: width times height may overflow.
	if config.Height > p.limits.MaxPixels/config.Width {
		return f, 0, errTooManyPixels(config.Width, config.Height, p.limits.MaxPixels)
	}
	if f.name == "jpeg" && jpegScans(file, maxScans) > maxScans {
		return f, 0, errDamaged
	}
	if f.name == "gif" && gifFrames(file, p.limits.MaxFrames) > p.limits.MaxFrames {
		return f, 0, errTooManyFrames(p.limits.MaxFrames)
	}
	return f, config.Width * config.Height, nil
}

// source is a decoded picture as it lay in the file. Only what is kept is turned and copied, after
// scaling: a copy of 40 megapixels costs 160 MB.
type source struct {
	pixels      image.Image
	orientation int  // EXIF, 1 to 8
	photo       bool // JPEG suits it; drawings and what can be seen through stay PNG
}

func newSource(f format, file []byte) (source, error) {
	pixels, err := f.pixels(file)
	if err != nil || pixels.Bounds().Empty() {
		return source{}, errDamaged
	}
	s := source{pixels: pixels, orientation: 1, photo: true}
	if f.name == "jpeg" {
		s.orientation = orientation(file)
	} else {
		s.photo = opaque(pixels) && !fewColours(pixels)
	}
	return s, nil
}

// size is that of the upright picture.
func (s source) size() (width, height int) {
	b := s.pixels.Bounds()
	if s.orientation >= 5 {
		return b.Dy(), b.Dx()
	}
	return b.Dx(), b.Dy()
}

// upright is the whole picture in that size, turned as the camera was held.
func (s source) upright(width, height int) *image.RGBA {
	if s.orientation >= 5 {
		width, height = height, width
	}
	return turned(shrink(s.pixels, s.pixels.Bounds(), width, height), s.orientation)
}

// square is the middle of the picture.
func (s source) square(side int) *image.RGBA {
	b := s.pixels.Bounds()
	own := min(b.Dx(), b.Dy())
	return turned(shrink(s.pixels, middle(b, own, own), side, side), s.orientation)
}

func opaque(m image.Image) bool {
	o, ok := m.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

// fewColours tells drawings and screenshots from photographs by some ten thousand points.
func fewColours(m image.Image) bool {
	const (
		points = 256 // along each side
		many   = 4096
	)
	b := m.Bounds()
	stepX, stepY := max(b.Dx()/points, 1), max(b.Dy()/points, 1)
	type colour struct{ r, g, b uint32 }
	seen := map[colour]struct{}{}
	for y := b.Min.Y; y < b.Max.Y; y += stepY {
		for x := b.Min.X; x < b.Max.X; x += stepX {
			red, green, blue, _ := m.At(x, y).RGBA()
			seen[colour{red >> 8, green >> 8, blue >> 8}] = struct{}{}
		}
		if len(seen) > many {
			return false
		}
	}
	return true
}
