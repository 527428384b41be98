package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"github.com/chai2010/webp"
	"golang.org/x/image/draw"
)

const (
	jpegQuality = 82
	webpQuality = 78
)

// encodePlain writes what everybody reads: JPEG for photographs, PNG for drawings and what can be seen through.
func encodePlain(m *image.RGBA, photo bool) (Variant, error) {
	if photo {
		content, err := encodeJPEG(m, jpegQuality)
		return variantOf(m, "image/jpeg", content), err
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, m); err != nil {
		return Variant{}, fmt.Errorf("encoding PNG: %w", err)
	}
	return variantOf(m, "image/png", out.Bytes()), nil
}

func encodeJPEG(m *image.RGBA, quality int) ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encoding JPEG: %w", err)
	}
	return out.Bytes(), nil
}

// encodeWebP writes photographs with loss and the rest without.
func encodeWebP(m *image.RGBA, photo bool) (Variant, error) {
	var out bytes.Buffer
	if err := webp.Encode(&out, straight(m), &webp.Options{Lossless: !photo, Quality: webpQuality}); err != nil {
		return Variant{}, fmt.Errorf("encoding WebP: %w", err)
	}
	return variantOf(m, "image/webp", out.Bytes()), nil
}

func variantOf(m *image.RGBA, mediaType string, content []byte) Variant {
	return Variant{Width: m.Rect.Dx(), Height: m.Rect.Dy(), MediaType: mediaType, Bytes: content}
}

// straight gives colours that are not multiplied with alpha, in the type that the WebP encoder passes
// on as it is: libwebp wants them so, and the encoder does not convert.
func straight(m *image.RGBA) *image.RGBA {
	if m.Opaque() {
		return m
	}
	out := image.NewRGBA(m.Rect)
	copy(out.Pix, m.Pix)
	for i := 0; i < len(out.Pix); i += 4 {
		if alpha := uint32(out.Pix[i+3]); alpha != 0 && alpha != 255 {
			for c := range 3 {
				out.Pix[i+c] = uint8((uint32(out.Pix[i+c])*255 + alpha/2) / alpha)
			}
		}
	}
	return out
}

// onWhite lays a see-through picture on paper: JPEG knows no transparency.
func onWhite(m *image.RGBA) *image.RGBA {
	out := image.NewRGBA(m.Rect)
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, m, m.Rect.Min, draw.Over)
	return out
}
