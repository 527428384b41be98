package media

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// format is one kind of file that is taken. The decoders are named here, not found by image.Decode: that one
// takes whatever any package of the program registered, and the WebP encoder registers libwebp, which is C and
// would read hostile files in our address space.
type format struct {
	name   string
	magic  string // "?" stands for any byte
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = []format{
	{"jpeg", "\xFF\xD8\xFF", jpeg.DecodeConfig, jpeg.Decode},
	{"png", "\x89PNG\r\n\x1A\n", png.DecodeConfig, png.Decode},
	{"gif", "GIF8?a", gif.DecodeConfig, gif.Decode}, // gif.Decode stops after the first frame
	{"webp", "RIFF????WEBP", webp.DecodeConfig, decodeWebP},
}

// formatOf finds the decoder by the first bytes; whether the file really is one, decoding decides.
func formatOf(file []byte) (format, bool) {
	for _, f := range formats {
		if matches(file, f.magic) {
			return f, true
		}
	}
	return format{}, false
}

func matches(file []byte, magic string) bool {
	if len(file) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && file[i] != magic[i] {
			return false
		}
	}
	return true
}

var errDecoder = errors.New("the decoder gave up")

// pixels decodes the whole file, keeping a fault in a decoder from being ours.
func (f format) pixels(file []byte) (m image.Image, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v", errDecoder, fault)
		}
	}()
	return f.decode(bytes.NewReader(file))
}

// animatedWebP tells by the flag of the extended header (RFC 9649 section 2.7). The decoder knows no animations.
func animatedWebP(file []byte) bool {
	return matches(file, "RIFF????WEBPVP8X") && len(file) > 20 && file[20]&0x02 != 0
}

// gifFrames counts frames by walking the blocks (GIF89a, appendix A) without unpacking any; it stops one past the limit.
func gifFrames(file []byte, limit int) int {
	const header = 13 // signature and logical screen descriptor
	if len(file) < header {
		return 0
	}
	frames, at := 0, header+colourTable(file[10])
	for at < len(file) && frames <= limit {
		switch file[at] {
		case 0x21: // extension: introducer, label, data
			at = afterSubBlocks(file, at+2)
		case 0x2C: // image: descriptor of ten bytes, perhaps colours, code size, data
			if at+9 >= len(file) {
				return frames
			}
			frames++
			at = afterSubBlocks(file, at+10+colourTable(file[at+9])+1)
		default: // the trailer, or nothing a decoder would go on with
			return frames
		}
	}
	return frames
}

// colourTable is the size in bytes of the table that a packed field announces.
func colourTable(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&0x07 + 1)
}

func afterSubBlocks(file []byte, at int) int {
	for at < len(file) && file[at] != 0 {
		at += int(file[at]) + 1
	}
	return at + 1
}
