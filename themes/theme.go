package themes

import (
	"slices"
	"sync"
)

// Theme is ready to render. It is safe for concurrent use.
type Theme struct {
	manifest Manifest
	limits   Limits
	assets   map[string]Asset
	preloads []Preload
	pages    map[string]*page
	views    sync.Map // of reflect.Type: views found to be only data
}

// Manifest tells the theme's name, settings and licence.
func (t *Theme) Manifest() Manifest {
	return t.manifest
}

// Pages lists the page types this theme renders, in alphabetical order.
func (t *Theme) Pages() []string {
	var names []string
	for name := range t.pages {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// setting gives what a blog's owner chose, or the default.
func (t *Theme) setting(name, chosen string) (any, bool) {
	for _, s := range t.manifest.Settings {
		if s.Name == name {
			return s.value(chosen), true
		}
	}
	return nil, false
}
