package media

import (
	"net/http"
	"path"
)

// Handler serves stored files by their names. Whatever somebody managed to upload, it leaves as a
// picture that runs nothing and that no server takes for an ActivityPub document.
func Handler(d *Disk) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Pictures can only be looked at.", http.StatusMethodNotAllowed)
			return
		}
		file, err := d.Open(r.URL.Path)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer func() { _ = file.Close() }()
		info, err := file.Stat()
		if err != nil {
			http.NotFound(w, r)
			return
		}
		name := info.Name()
		h := w.Header()
		h.Set("Content-Type", types[path.Ext(name)])
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("ETag", `"`+name+`"`)
		http.ServeContent(w, r, name, info.ModTime(), file)
	})
}
