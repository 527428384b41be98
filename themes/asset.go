package themes

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
)

// AssetPrefix begins the path of every asset; web serves what lies below it.
const AssetPrefix = "/assets/"

// styleName is the sheet joined from what a theme.toml lists in style.
const styleName = "style.css"

// Asset is a file of a theme. Its URL contains its Hash, so it can be cached
// for ever.
type Asset struct {
	Bytes     []byte
	MediaType string
	Hash      string // 16 hexadecimal digits of SHA-256
}

// mediaTypes are the files a theme may have. There are no scripts among them.
var mediaTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".woff2": "font/woff2",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".jpg":   "image/jpeg",
	".webp":  "image/webp",
	".avif":  "image/avif",
	".gif":   "image/gif",
	".ico":   "image/vnd.microsoft.icon",
	".txt":   "text/plain; charset=utf-8",
}

func newAsset(name string, bytes []byte) Asset {
	sum := sha256.Sum256(bytes)
	return Asset{Bytes: bytes, MediaType: mediaTypes[path.Ext(name)], Hash: hex.EncodeToString(sum[:8])}
}

// addAssets fills in the theme's files, its fonts, and the joined style sheet.
func (t *Theme) addAssets(s *source, fonts fontFiles) {
	t.assets = make(map[string]Asset, len(s.assets)+len(fonts)+2)
	for name, bytes := range s.assets {
		if path.Ext(name) != ".css" {
			t.assets[name] = newAsset(name, bytes)
		}
	}
	for _, face := range facesOf(s.manifest.families()) {
		if bytes, ok := fonts[face.file]; ok {
			t.assets["fonts/"+face.file] = newAsset(face.file, bytes)
		}
	}
	for name, bytes := range s.assets { // after what they name
		if path.Ext(name) == ".css" {
			t.assets[name] = newAsset(name, t.addressed(name, bytes))
		}
	}
	t.assets[fontsName] = newAsset(fontsName, []byte(t.fontSheet(s.manifest.Fonts)))
	var sheet strings.Builder
	for _, name := range s.manifest.Style {
		sheet.Write(t.assets[name].Bytes)
	}
	t.assets[styleName] = newAsset(styleName, []byte(compact(sheet.String())))
}

// Asset finds a file by its name, such as "style.css" or "fonts/x.woff2".
func (t *Theme) Asset(name string) (Asset, bool) {
	asset, ok := t.assets[name]
	return asset, ok
}

// AssetURL is the path under which an asset is served, with its hash in it:
// /assets/KEY/HASH/NAME. It is empty for a name the theme does not have.
func (t *Theme) AssetURL(name string) string {
	asset, ok := t.assets[name]
	if !ok {
		return ""
	}
	return AssetPrefix + t.key + "/" + asset.Hash + "/" + name
}

// AssetNames lists all assets, in alphabetical order.
func (t *Theme) AssetNames() []string {
	var names []string
	for name := range t.assets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
