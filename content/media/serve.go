package media

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
)

// Handler serves stored files; the path of the request is the name alone. Whatever somebody managed
// to upload, it leaves as a picture that runs nothing and that no server takes for an ActivityPub document.
func Handler(d *Disk) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Pictures can only be looked at.", http.StatusMethodNotAllowed)
			return
		}
		name := r.URL.Path
		file, err := d.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			http.NotFound(w, r)
			return
		}
		if err != nil {
			unavailable(w)
			return
		}
		defer func() { _ = file.Close() }()
		info, err := file.Stat()
		if err != nil {
			unavailable(w)
			return
		}
		h := w.Header()
		h.Set("Content-Type", types[path.Ext(name)])
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("ETag", `"`+name+`"`)
		http.ServeContent(w, r, name, info.ModTime(), file)
	})
}

// unavailable is not 404: a cache would take that for the truth about a picture that is there.
func unavailable(w http.ResponseWriter) {
	http.Error(w, "This picture cannot be read now. Try again later.", http.StatusServiceUnavailable)
}
