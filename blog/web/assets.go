package web

import (
	"compress/gzip"
	_ "embed" // the sign of the software
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/klauspost/compress/gzhttp"

	"pamphlet/blog"
)

// forever is for files whose address contains a hash of their content.
const forever = "public, max-age=31536000, immutable"

// packed makes assets as small as gzip can, which takes a millisecond or two: a reader's browser asks for each once. What
// zstd makes in less time is a fifth larger.
func packed(h http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestCompression), gzhttp.EnableZstd(false))
	if err != nil {
		panic(err) // the options are right
	}
	return wrap(h)
}

// asset serves a theme's file.
func (d *Door) asset(w http.ResponseWriter, r *http.Request) {
	asset, ok := d.pages.Asset(r.Context(), chi.URLParam(r, "theme"), chi.URLParam(r, "hash"), chi.URLParam(r, "*"))
	if !ok {
		d.fail(blog.ErrNotFound)(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", asset.MediaType)
	h.Set("Cache-Control", forever)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	_, _ = w.Write(asset.Bytes) // a reader who went away is no news
}

//go:embed icon.svg
var sign []byte

// icon serves the sign of the software: a folded sheet with two staples.
func icon(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Cache-Control", "public, max-age=86400")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	_, _ = w.Write(sign)
}
