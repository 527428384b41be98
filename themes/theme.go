package themes

import (
	"slices"
	"sync"

	"pamphlet/content/words"
)

// Theme is ready to render. It is safe for concurrent use.
type Theme struct {
	manifest Manifest
	key      string // in the addresses of its assets
	limits   Limits
	assets   map[string]Asset
	pages    map[string]*page
	shot     []byte
	// languages have the theme's own texts beside those of the interface, by tag.
	languages map[string]*words.Language
	views     sync.Map // of reflect.Type: views found to be only data
}

// Manifest tells the theme's name, settings and licence.
func (t *Theme) Manifest() Manifest {
	return t.manifest
}

// Screenshot is a picture of what the theme looks like, as PNG; nil for none.
func (t *Theme) Screenshot() []byte { return t.shot }

// Key names the theme in the addresses of its assets: a bundled one's name.
func (t *Theme) Key() string { return t.key }

// Pages lists the page types this theme renders, in alphabetical order.
func (t *Theme) Pages() []string {
	var names []string
	for name := range t.pages {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Page is the first of the names that this theme has a page for; the last where it has none of them.
func (t *Theme) Page(names ...string) string {
	for _, name := range names {
		if t.pages[name] != nil {
			return name
		}
	}
	return names[len(names)-1]
}

// setting gives what a blog's owner chose, or the default.
func (t *Theme) setting(name string, chosen map[string]string) (any, bool) {
	for _, s := range t.manifest.Settings {
		if s.Name == name {
			value, ok := chosen[name]
			if !ok {
				value = s.Default // an empty one may have been chosen
			}
			return s.value(value), true
		}
	}
	return nil, false
}
