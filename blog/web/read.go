package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"

	"pamphlet/blog"
)

// Read is what a reader gets at a path, as it is before compression. Where that is no page the error is ErrNotFound.
func (d *Door) Read(ctx context.Context, path string) (mediaType string, body []byte, err error) {
	got := d.read(ctx, path)
	switch got.status {
	case http.StatusOK:
		return got.header.Get("Content-Type"), got.body.Bytes(), nil
	case http.StatusInternalServerError, http.StatusServiceUnavailable:
		return "", nil, fmt.Errorf("reading %s: it is answered with %d", path, got.status)
	}
	return "", nil, blog.ErrNotFound
}

// Warm makes the pages at these paths, which are escaped, so that the first readers find them ready.
func (d *Door) Warm(ctx context.Context, paths []string) {
	for _, path := range paths {
		if path, err := url.PathUnescape(path); err == nil {
			d.read(ctx, path)
		}
	}
}

func (d *Door) read(ctx context.Context, path string) *reading {
	r := (&http.Request{Method: http.MethodGet, URL: &url.URL{Path: path}, Header: http.Header{}, Body: http.NoBody}).WithContext(ctx)
	got := &reading{header: http.Header{}, status: http.StatusOK}
	d.ServeHTTP(got, r)
	return got
}

// reading is a reader within the house.
type reading struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *reading) Header() http.Header         { return r.header }
func (r *reading) Write(b []byte) (int, error) { return r.body.Write(b) }
func (r *reading) WriteHeader(status int)      { r.status = status }
