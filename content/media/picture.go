package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // decoder
	_ "image/jpeg" // decoder
	_ "image/png"  // decoder
	"io"

	_ "golang.org/x/image/webp" // decoder
)

// Limits bound what one upload may cost.
type Limits struct {
	MaxBytes  int64
	MaxPixels int
}

// DefaultLimits are 20 MiB and 40 megapixels: more than any camera's JPEG needs.
func DefaultLimits() Limits { return Limits{MaxBytes: 20 << 20, MaxPixels: 40_000_000} }

// Picture is an accepted picture in all its sizes.
type Picture struct {
	Width, Height int // of the largest variant, pixels
	Variants      []Variant
}

// Variant is one encoded size of a picture.
type Variant struct {
	Kind          string // see Kinds
	Width, Height int
	MediaType     string
	Bytes         []byte
}

// Processor turns uploads into pictures. It is safe for concurrent use.
type Processor struct {
	limits Limits
	slots  chan struct{} // decoding holds up to 4 bytes a pixel, so few at a time
}

// NewProcessor makes a processor that decodes at most workers pictures at once.
func NewProcessor(limits Limits, workers int) *Processor {
	return &Processor{limits: limits, slots: make(chan struct{}, max(workers, 1))}
}

// Picture reads a picture for an article: every width, and a cut for link previews. The error is a
// *Refused when the file is at fault.
func (p *Processor) Picture(ctx context.Context, r io.Reader) (*Picture, error) {
	return p.process(ctx, r, pictureVariants)
}

// Icon reads a picture of a person or blog: squares cut from its middle.
func (p *Processor) Icon(ctx context.Context, r io.Reader) (*Picture, error) {
	return p.process(ctx, r, iconVariants)
}

func (p *Processor) process(ctx context.Context, r io.Reader, cut func(*image.NRGBA, bool) ([]Variant, error)) (*Picture, error) {
	file, err := io.ReadAll(io.LimitReader(r, p.limits.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading the picture: %w", err)
	}
	if int64(len(file)) > p.limits.MaxBytes {
		return nil, errTooLarge(p.limits.MaxBytes)
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	pixels, photo, err := p.decode(file)
	if err != nil {
		return nil, err
	}
	variants, err := cut(pixels, photo)
	if err != nil {
		return nil, err
	}
	return &Picture{Width: variants[0].Width, Height: variants[0].Height, Variants: variants}, nil
}

// decode gives the picture upright. photo is true for formats that lose detail anyway.
func (p *Processor) decode(file []byte) (pixels *image.NRGBA, photo bool, err error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return nil, false, errNotPicture
	}
	// Checked as a quotient: width times height may overflow.
	if config.Width <= 0 || config.Height <= 0 || config.Height > p.limits.MaxPixels/config.Width {
		return nil, false, errTooManyPixels(config.Width, config.Height, p.limits.MaxPixels)
	}
	decoded, err := decodeSafely(file)
	if err != nil {
		return nil, false, refuse("This picture is damaged and cannot be read whole. Save it again and retry.")
	}
	photo = format == "jpeg" || (format == "webp" && opaque(decoded))
	return upright(decoded, orientation(file, format)), photo, nil
}

var errDecoder = errors.New("the decoder gave up")

// decodeSafely keeps a fault in a decoder from being ours.
func decodeSafely(file []byte) (m image.Image, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", errDecoder, fault)
		}
	}()
	m, _, err = image.Decode(bytes.NewReader(file))
	return m, err
}

func opaque(m image.Image) bool {
	o, ok := m.(interface{ Opaque() bool })
	return ok && o.Opaque()
}
