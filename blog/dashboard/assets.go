package dashboard

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

//go:embed assets/desk.css assets/desk.js
var assetFiles embed.FS

// assetsPrefix begins the address of the desk's own files; a hash of their content follows.
const assetsPrefix = "/desk/assets/"

// assets serves style sheet and script.
type assets struct {
	http.Handler
	prefix string
}

func loadAssets() assets {
	root, err := fs.Sub(assetFiles, "assets")
	if err != nil {
		panic(err) // the files are part of the program
	}
	sum := sha256.New()
	for _, name := range []string{"desk.css", "desk.js"} {
		content, err := fs.ReadFile(root, name)
		if err != nil {
			panic(err)
		}
		_, _ = sum.Write(content) // never fails (hash.Hash)
	}
	a := assets{prefix: assetsPrefix + hex.EncodeToString(sum.Sum(nil))[:12] + "/"}
	files := gzhttp.GzipHandler(http.StripPrefix(a.prefix, http.FileServerFS(root)))
	a.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == a.prefix+"desk.css" || r.URL.Path == a.prefix+"desk.js" {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			files.ServeHTTP(w, r)
			return
		}
		http.NotFound(w, r)
	})
	return a
}
