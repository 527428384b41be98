package themes_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"pamphlet/themes"
)

// TestLook writes every page with its assets, as a site to be served from a
// folder. Set PAMPHLET_LOOK to a folder to keep it and look at it in a browser.
func TestLook(t *testing.T) {
	folder := os.Getenv("PAMPHLET_LOOK")
	if folder == "" {
		folder = t.TempDir()
	}
	write := func(name string, content []byte) {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var written []string
	eachTheme(t, func(t *testing.T, theme *themes.Theme) {
		for name, p := range pages() {
			name = theme.Manifest().Name + "-" + name + ".html"
			write(name, []byte(render(t, theme, p.Type, p.View)))
			written = append(written, name)
		}
		for _, name := range theme.AssetNames() {
			asset, _ := theme.Asset(name)
			write(theme.AssetURL(name), asset.Bytes)
		}
	})
	for name, drawing := range art() {
		write(name, drawing)
	}
	for _, name := range written {
		checkLinkedFiles(t, folder, name)
	}
}

var linked = regexp.MustCompile(`(?:src|href)="(/(?:assets|media)/[^"]+)"`)

// checkLinkedFiles finds every asset and picture a page asks for.
func checkLinkedFiles(t *testing.T, folder, page string) {
	t.Helper()
	html, err := os.ReadFile(filepath.Join(folder, page))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range linked.FindAllStringSubmatch(string(html), -1) {
		if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(m[1]))); err != nil {
			t.Errorf("%s asks for %s: %v", page, m[1], err)
		}
	}
}
