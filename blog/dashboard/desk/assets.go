package desk

import (
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"
)

//go:embed assets
var assetFiles embed.FS

// editorScript is the name of the bundle.
const editorScript = "editor.js"

// assetsPrefix begins the address of the desk's own files; a hash of their content follows.
const assetsPrefix = "/desk/assets/"

// assets serves style sheet and scripts.
type assets struct {
	http.Handler
	prefix string
	editor bool // has the editor
}

// layers are folders over one another.
type layers []fs.FS

// Open implements fs.FS.
func (l layers) Open(name string) (file fs.File, err error) {
	for _, layer := range l {
		if file, err = layer.Open(name); !errors.Is(err, fs.ErrNotExist) {
			return file, err
		}
	}
	return nil, err
}

func loadAssets(editor fs.FS) assets {
	own, err := fs.Sub(assetFiles, "assets")
	if err != nil {
		panic(err) // the files are part of the program
	}
	root, names := layers{own, editor}, []string{}
	for _, layer := range root {
		found, err := fs.Glob(layer, "*.*")
		if err != nil {
			panic(err) // the pattern is right
		}
		names = append(names, found...)
	}
	sum := sha256.New()
	for _, name := range names {
		content, err := fs.ReadFile(root, name)
		if err != nil {
			panic(err)
		}
		_, _ = sum.Write(content) // never fails (hash.Hash)
	}
	a := assets{prefix: assetsPrefix + hex.EncodeToString(sum.Sum(nil))[:12] + "/", editor: slices.Contains(names, editorScript)}
	// As small as gzip can: a browser asks for each once, and what zstd makes in less time is a fifth larger.
	pack, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestCompression), gzhttp.EnableZstd(false))
	if err != nil {
		panic(err) // the options are right
	}
	files := pack(http.StripPrefix(a.prefix, http.FileServerFS(root)))
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
