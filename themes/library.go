package themes

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"pamphlet/content/words"
)

// BaseName is the theme that fills in every file another theme leaves out.
const BaseName = "folio"

// bundled holds the themes that come with the program, and what the build
// copied for them. Without a build, dist holds no fonts and pages fall back to
// the reader's own.
//
//go:embed all:folio all:gazette all:margin all:slip all:dist
var bundled embed.FS

// Library holds themes by name.
type Library struct {
	themes map[string]*Theme
	base   *source
	fonts  fontFiles
	err    error // why there is no theme at all
}

// Bundled returns the themes that come with the program, made once. If they do
// not load, which only a wrong build can cause, every call of Theme says why.
func Bundled() *Library { return theBundled() }

var theBundled = sync.OnceValue(func() *Library {
	library, err := open(bundled)
	if err != nil {
		return &Library{err: err}
	}
	return library
})

// open reads a folder of themes with "dist" beside them.
func open(root fs.FS) (*Library, error) {
	fonts, err := readFonts(root)
	if err != nil {
		return nil, err
	}
	library := &Library{themes: map[string]*Theme{}, fonts: fonts}
	if library.base, err = openOne(root, BaseName); err != nil {
		return nil, err
	}
	found, err := fs.Glob(root, "*/theme.toml")
	if err != nil {
		return nil, fmt.Errorf("listing themes: %w", err)
	}
	for _, file := range found {
		name := path.Dir(file)
		own, err := openOne(root, name)
		if err != nil {
			return nil, err
		}
		if library.themes[name], err = library.build(own, name, trusted); err != nil {
			return nil, err
		}
	}
	return library, nil
}

// openOne reads one of the folders.
func openOne(root fs.FS, name string) (*source, error) {
	folder, err := fs.Sub(root, name)
	if err != nil {
		return nil, fmt.Errorf("opening the theme %s: %w", name, err)
	}
	own, faults := read(folder)
	if len(faults) > 0 {
		return nil, fmt.Errorf("reading the theme %s: %w", name, join(faults))
	}
	return own, nil
}

// Theme finds a theme by its name.
func (l *Library) Theme(name string) (*Theme, error) {
	if l.err != nil {
		return nil, l.err
	}
	theme, ok := l.themes[name]
	if !ok {
		return nil, fmt.Errorf("there is no theme called %q; choose one of %v", name, l.Names())
	}
	return theme, nil
}

// Names lists the themes, in alphabetical order.
func (l *Library) Names() []string {
	return slices.Sorted(maps.Keys(l.themes))
}

// Load reads somebody's own theme over the base theme. The error lists the
// faults that keep it from being worn; Check finds more. The theme is not added to the library; its
// assets have key in their addresses, which no bundled theme has as its name.
func (l *Library) Load(folder fs.FS, key string) (*Theme, error) {
	if l.err != nil {
		return nil, l.err
	}
	own, faults := read(folder)
	if len(faults) > 0 {
		return nil, join(faults)
	}
	return l.build(own, key, untrusted)
}

// build compiles what was read into a theme.
func (l *Library) build(own *source, key string, limits Limits) (*Theme, error) {
	merged := own.over(l.base)
	theme := &Theme{manifest: merged.manifest, key: key, limits: limits, shot: own.shot, languages: speaking(merged.languages)}
	theme.addAssets(merged, l.fonts)
	pages, faults := compile(merged, theme)
	if len(faults) > 0 {
		return nil, fmt.Errorf("theme %q: %w", own.manifest.Name, join(faults))
	}
	theme.pages = pages
	return theme, nil
}

// Check reports everything wrong with a theme, first by file and then by line.
// Samples are views of page types by their names; each is rendered, since only
// then it is known whether a template reads what there is. An empty answer
// means that Load will take it.
func Check(folder fs.FS, samples map[string][]any) []Fault {
	library := Bundled()
	if library.err != nil {
		return []Fault{{Problem: words.Say(library.err.Error()), Remedy: words.Say("Build the program again.")}}
	}
	own, faults := read(folder)
	if own == nil {
		return sorted(faults)
	}
	merged := own.over(library.base)
	theme := &Theme{manifest: merged.manifest, key: own.manifest.Name, limits: checked, languages: speaking(merged.languages)}
	theme.addAssets(merged, library.fonts)
	pages, more := compile(merged, theme)
	if faults = append(faults, more...); len(more) > 0 {
		return sorted(faults)
	}
	theme.pages = pages
	faults = append(faults, own.sheetFaults(theme)...)
	for name, text := range own.templates {
		faults = append(faults, forbidden("templates/"+name, text, mistakesInTemplates)...)
	}
	if !pages["article"].showsMain() {
		faults = append(faults, Fault{"templates/layout.html", 0, words.Say("the layout shows no page"), words.Say("Write %s where its text belongs.", `{{template "main" .}}`)})
	}
	for _, p := range pages {
		faults = append(faults, p.misnamed(theme, merged.templates)...)
	}
	for name := range pages {
		kind, _, _ := strings.Cut(name, "-")
		if kind == "page" {
			kind = "article"
		}
		for _, view := range samples[kind] {
			err := theme.Render(context.Background(), io.Discard, name, view)
			if err != nil {
				faults = append(faults, FaultOf(name, err))
			}
			if errors.Is(err, ErrBudget) {
				break // the others would cost as much
			}
		}
	}
	return sorted(faults)
}

// mayBeMissing is a field of something that is not there, such as a picture's address.
var mayBeMissing = regexp.MustCompile(`<(\$?(?:\.\w+)+)\.\w+>: nil pointer evaluating`)

// FaultOf is what went wrong when a page was rendered, and where.
func FaultOf(page string, err error) Fault {
	cause := err
	for inner := errors.Unwrap(cause); inner != nil; inner = errors.Unwrap(cause) {
		cause = inner
		if parseError.MatchString(cause.Error()) {
			break
		}
	}
	if !parseError.MatchString(cause.Error()) {
		cause = err
	}
	fault := faultFrom("templates/"+page+".html", cause)
	missing := mayBeMissing.FindStringSubmatch(fault.Problem.English)
	switch {
	case missing != nil:
		fault.Problem = words.Say("%s is not on every page", missing[1])
		fault.Remedy = words.Say("Write %s around it.", "{{with "+missing[1]+"}} … {{end}}")
	case errors.Is(err, ErrBudget):
		fault.Remedy = words.Say("Let the page do less; what it may cost is in the contract.")
	case strings.Contains(fault.Problem.English, "can't evaluate field"):
		fault.Remedy = words.Say("Read only what the page has; its fields are in the contract.")
	}
	return fault
}
