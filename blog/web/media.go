package web

import (
	"net/http"
	"strings"

	"pamphlet/blog"
)

// file serves a stored file. A person who follows a link to one that is not there gets a page; a page
// that shows one gets the short answer, as it cannot show more.
func (d *Door) file(w http.ResponseWriter, r *http.Request) {
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		d.media.ServeHTTP(w, r)
		return
	}
	found := &foundOnly{ResponseWriter: w}
	d.media.ServeHTTP(found, r)
	if found.missing {
		d.fail(blog.ErrNotFound)(w, r)
	}
}

// foundOnly passes every answer on but that nothing was found.
type foundOnly struct {
	http.ResponseWriter
	missing bool
}

func (f *foundOnly) WriteHeader(status int) {
	if f.missing = status == http.StatusNotFound; !f.missing {
		f.ResponseWriter.WriteHeader(status)
	}
}

func (f *foundOnly) Write(b []byte) (int, error) {
	if f.missing {
		return len(b), nil
	}
	return f.ResponseWriter.Write(b)
}

// Unwrap is for http.ResponseController.
func (f *foundOnly) Unwrap() http.ResponseWriter { return f.ResponseWriter }
