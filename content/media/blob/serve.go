package blob

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
)

// Handler serves stored files; the path of the request is the name alone. Whatever somebody managed
// to upload, it leaves as a file that runs nothing and that no server takes for an ActivityPub document.
// Where a file was replaced, current names the one that stands in its place now; current may be nil.
func Handler(files Store, current func(ctx context.Context, name string) (string, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Files can only be read.", http.StatusMethodNotAllowed)
			return
		}
		name := r.URL.Path
		file, err := files.Open(r.Context(), name)
		if errors.Is(err, fs.ErrNotExist) {
			replaced(w, r, name, current)
			return
		}
		if err != nil {
			unavailable(w)
			return
		}
		defer func() { _ = file.Close() }()
		h := w.Header()
		h.Set("Content-Type", TypeOf(name))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("ETag", `"`+name+`"`)
		if TypeOf(name) == "application/pdf" { // which may hold scripts
			h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
		}
		http.ServeContent(w, r, name, file.Modified, file)
	})
}

// replaced leads to what stands in the place of a file that is gone.
func replaced(w http.ResponseWriter, r *http.Request, name string, current func(ctx context.Context, name string) (string, error)) {
	var now string
	if current != nil && TypeOf(name) != "" {
		var err error
		if now, err = current(r.Context(), name); err != nil {
			unavailable(w)
			return
		}
	}
	if now == "" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-cache") // it may be replaced again
	w.Header().Set("Location", now)             // beside this one
	w.WriteHeader(http.StatusFound)
}

// unavailable is not 404: a cache would take that for the truth about a file that is there.
func unavailable(w http.ResponseWriter) {
	http.Error(w, "This file cannot be read now. Try again later.", http.StatusServiceUnavailable)
}
