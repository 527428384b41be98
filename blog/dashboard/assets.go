package dashboard

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

//go:embed assets
var assetFiles embed.FS

// assetsPrefix begins the address of the desk's own files; a hash of their content follows.
const assetsPrefix = "/desk/assets/"

// assets serves style sheet and scripts.
type assets struct {
	http.Handler
	prefix string
}

func loadAssets() assets {
	root, err := fs.Sub(assetFiles, "assets")
	if err != nil {
		panic(err) // the files are part of the program
	}
	names, err := fs.Glob(root, "*")
	if err != nil {
		panic(err) // the pattern is right
	}
	sum := sha256.New()
	for _, name := range names {
		content, err := fs.ReadFile(root, name)
		if err != nil {
			panic(err)
		}
		_, _ = sum.Write(content) // never fails (hash.Hash)
	}
	a := assets{prefix: assetsPrefix + hex.EncodeToString(sum.Sum(nil))[:12] + "/"}
	files := gzhttp.GzipHandler(http.StripPrefix(a.prefix, http.FileServerFS(root)))
	a.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, ok := strings.CutPrefix(r.URL.Path, a.prefix); ok && slices.Contains(names, name) {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			files.ServeHTTP(w, r)
			return
		}
		http.NotFound(w, r)
	})
	return a
}
