package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"pamphlet/blog"
)

// Page is one representation of one address, ready to be sent.
type Page struct {
	Status    int
	MediaType string // complete value of Content-Type
	Body      []byte
	Gzip      []byte // nil where compression does not pay
	ETag      string // strong, with quotes, of Body; GzipETag is that of Gzip
	GzipETag  string
	Header    http.Header // what else is sent, such as the Content-Security-Policy
	Immutable bool        // another content has another address, so readers need not ask again
	Passing   bool        // it took too long to make as it should be, and may not the next time

	// Scopes are what the page was made from, and Seq the last change known before it was made.
	Scopes []blog.Scope
	Seq    int64
	// Made is also what readers are told as Last-Modified: the dates of the articles would not do,
	// since a list from which one is taken back has no younger date to show for it.
	Made time.Time
}

// minGzip is the size from which compression pays for its header and the reader's work.
const minGzip = 800

// newPage finishes a page: compresses it and computes its validators.
func newPage(status int, mediaType string, body []byte) *Page {
	p := &Page{Status: status, MediaType: mediaType, Body: body, Header: http.Header{}}
	sum := sha256.Sum256(body)
	tag := base64.RawURLEncoding.EncodeToString(sum[:12])
	p.ETag, p.GzipETag = `"`+tag+`"`, `"`+tag+`-gz"`
	if len(body) >= minGzip && !strings.HasPrefix(mediaType, "image/") {
		p.Gzip = compress(body)
	}
	return p
}

func compress(body []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is a constant of the package
	_, _ = w.Write(body)                                    // a bytes.Buffer does not fail
	_ = w.Close()
	return out.Bytes()
}

// weight is about what a page costs in memory, in bytes.
func (p *Page) weight() uint32 { return uint32(len(p.Body) + len(p.Gzip) + 1024) }

// Serve answers a GET or HEAD with the page, or with 304 where the reader already has it (RFC 9110 section 13).
func (p *Page) Serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for name, values := range p.Header {
		h[name] = slices.Clone(values) // Vary may grow
	}
	body, tag := p.Body, p.ETag
	if p.Gzip != nil {
		h.Add("Vary", "Accept-Encoding")
		if acceptsGzip(strings.Join(r.Header.Values("Accept-Encoding"), ",")) {
			body, tag = p.Gzip, p.GzipETag
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Content-Type", p.MediaType)
	h.Set("X-Content-Type-Options", "nosniff")
	if p.Status == http.StatusOK {
		h.Set("ETag", tag)
		// Shared caches may keep a page for a minute; a browser asks each time and mostly gets 304,
		// so that a writer sees an edit at once.
		h.Set("Cache-Control", "public, max-age=0, s-maxage=60, stale-while-revalidate=60")
		if p.Immutable {
			h.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		if p.dated(time.Now()) {
			h.Set("Last-Modified", p.Made.UTC().Format(http.TimeFormat))
		}
		if p.notModified(r, tag) {
			h.Del("Content-Encoding")
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	} else {
		h.Set("Cache-Control", "no-store")
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(p.Status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // a reader who went away is no news
	}
}

// notModified follows RFC 9110 section 13.2.2: If-Modified-Since counts only without If-None-Match.
func (p *Page) notModified(r *http.Request, tag string) bool {
	if match := r.Header.Values("If-None-Match"); len(match) > 0 {
		return matchesTag(strings.Join(match, ","), tag)
	}
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && p.dated(time.Now()) && !p.Made.Truncate(time.Second).After(since)
}

// dated reports whether the page's date tells it from every later one: within the second in which it was made, another
// may take its place with the same date (RFC 9110 section 8.8.2.2).
func (p *Page) dated(now time.Time) bool {
	return !p.Made.IsZero() && !p.Made.Truncate(time.Second).Equal(now.Truncate(time.Second))
}
