package main

import (
	"bytes"
	_ "embed" // the page of faults and the script that reloads
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"pamphlet/blog/page"
	"pamphlet/blog/web"
	"pamphlet/content/media/blob"
	"pamphlet/themes"
)

// workbench shows a site in a theme that is being written. It is for its author's machine alone: its pages have a
// script, which reloads them.
type workbench struct {
	house    *house
	folder   string
	chosen   map[string]string // of the theme's settings
	versions *page.Versions
	out      io.Writer

	mu  sync.Mutex
	now made
}

// made is a theme made from its files as they were at one time.
type made struct {
	stamp  string
	door   http.Handler // nil where the theme cannot be worn at all
	faults []themes.Fault
}

const (
	reloadScript = "/.theme/reload.js"
	changesPath  = "/.theme/changes"

	lookEvery = 250 * time.Millisecond // for changed files
)

//go:embed reload.js
var reload []byte

//go:embed faults.html
var faultsPage string

var faultsTemplate = template.Must(template.New("faults").Parse(faultsPage))

// ServeHTTP implements http.Handler.
func (b *workbench) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	switch r.URL.Path {
	case reloadScript:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(reload)
		return
	case changesPath:
		b.tellChanges(w, r)
		return
	}
	is, err := b.refresh()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if is.door == nil {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = w.Write(bytes.Replace(b.tell(is.faults...), []byte("</head>"), []byte(is.reload()+"</head>"), 1))
		return
	}
	r.Header.Del("Accept-Encoding")
	r.Header.Del("If-None-Match")
	is.door.ServeHTTP(&reloading{ResponseWriter: w, element: is.reload()}, r)
}

// refresh gives the theme as its files are now.
func (b *workbench) refresh() (made, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	stamp, err := stampOf(b.folder)
	if err != nil || stamp == b.now.stamp {
		return b.now, err
	}
	folder := os.DirFS(b.folder)
	b.now = made{stamp: stamp, faults: page.CheckTheme(folder)}
	b.print(b.now.faults)
	theme, err := themes.Bundled().Load(folder, "theme@"+stamp)
	if err != nil {
		if len(b.now.faults) == 0 {
			return b.now, err
		}
		return b.now, nil
	}
	h := b.house
	pages := page.New(page.Config{Store: h.store, Themes: themes.Bundled(), BaseURL: h.base, Preview: h.service.Preview, Wear: theme, Chosen: b.allowed(theme.Manifest()), Broken: b.broken})
	b.now.door = web.New(web.Config{Pages: pages, Cache: page.NewCache(b.versions, pageMemory, time.Now), Media: blob.Handler(h.files, h.service.CurrentFile), Log: h.log})
	return b.now, nil
}

// allowed is what was chosen of a theme's settings and can be. What cannot is told in the terminal.
func (b *workbench) allowed(m themes.Manifest) map[string]string {
	chosen := maps.Clone(b.chosen)
	for _, setting := range m.Settings {
		if value, ok := chosen[setting.Name]; ok && !setting.Allows(value) {
			fmt.Fprintf(b.out, "--set %s: %q is not one of its choices\n", setting.Name, value)
			delete(chosen, setting.Name)
		}
	}
	for name := range chosen {
		if !slices.ContainsFunc(m.Settings, func(s themes.Setting) bool { return s.Name == name }) {
			fmt.Fprintf(b.out, "--set %s: the theme has no such setting\n", name)
		}
	}
	return chosen
}

// broken stands in place of a page that the theme cannot make; the others can be looked at.
func (b *workbench) broken(fault themes.Fault) []byte {
	b.print([]themes.Fault{fault})
	return b.tell(fault)
}

// print says in the terminal what is wrong, too.
func (b *workbench) print(faults []themes.Fault) {
	for _, fault := range faults {
		fmt.Fprintln(b.out, fault)
	}
}

// tell is a page with what is wrong, and the lines where it is.
func (b *workbench) tell(faults ...themes.Fault) []byte {
	var shown []shownFault
	for _, fault := range faults {
		shown = append(shown, shownFault{fault, b.excerpt(fault)})
	}
	var out bytes.Buffer
	if err := faultsTemplate.Execute(&out, struct {
		Folder string
		Faults []shownFault
	}{b.folder, shown}); err != nil {
		return []byte(err.Error())
	}
	return out.Bytes()
}

// shownFault is a fault with the lines around it.
type shownFault struct {
	themes.Fault
	Lines []sourceLine
}

type sourceLine struct {
	Number int
	Text   string
	Wrong  bool
}

// around is how many lines are shown before and after one that is wrong.
const around = 2

func (b *workbench) excerpt(fault themes.Fault) []sourceLine {
	if fault.File == "" || fault.Line == 0 {
		return nil
	}
	source, err := fs.ReadFile(os.DirFS(b.folder), fault.File)
	if err != nil {
		return nil // it may be a file of Folio
	}
	var lines []sourceLine
	for i, text := range strings.Split(string(source), "\n") {
		if number := i + 1; number >= fault.Line-around && number <= fault.Line+around {
			lines = append(lines, sourceLine{number, text, number == fault.Line})
		}
	}
	return lines
}

// reload is the element that asks for the page again when the files are no longer as they were.
func (m made) reload() string {
	return `<script src="` + reloadScript + `" data-since="` + m.stamp + `" defer></script>`
}

// stampOf changes when a file of the folder does.
func stampOf(folder string) (string, error) {
	var newest time.Time
	files, size := 0, int64(0)
	err := fs.WalkDir(os.DirFS(folder), ".", func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if files++; info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		size += info.Size()
		return nil
	})
	return fmt.Sprintf("%x-%x-%x", newest.UnixNano(), files, size), err
}

// tellChanges is a stream of events (HTML, server-sent events): one whenever the files are others.
func (b *workbench) tellChanges(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	before := r.URL.Query().Get("since")
	for {
		if _, err := fmt.Fprint(w, ": here\n\n"); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(lookEvery):
		}
		// A file that is being written is there only half the time: an error means "not yet".
		if now, err := stampOf(b.folder); err == nil && now != before {
			before = now
			if _, err := fmt.Fprint(w, "data: changed\n\n"); err != nil {
				return
			}
		}
	}
}

// reloading puts the script into pages, and allows it.
type reloading struct {
	http.ResponseWriter
	element string
	page    bool
}

// WriteHeader implements http.ResponseWriter.
func (w *reloading) WriteHeader(status int) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
	if w.page = strings.HasPrefix(h.Get("Content-Type"), "text/html"); w.page {
		h.Del("Content-Length")
		h.Set("Content-Security-Policy", h.Get("Content-Security-Policy")+"; script-src 'self'")
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *reloading) Write(body []byte) (int, error) {
	if !w.page {
		return w.ResponseWriter.Write(body)
	}
	_, err := w.ResponseWriter.Write(bytes.Replace(body, []byte("</head>"), []byte(w.element+"</head>"), 1))
	return len(body), err
}
