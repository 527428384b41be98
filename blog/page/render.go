package page

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"

	"pamphlet/themes"
)

// render lets a theme write one page: the first of names that it has, which for one page alone is its kind and its
// slug or name. What somebody's own theme cannot make, readers get in Folio.
func (p *Pages) render(ctx context.Context, status int, d dress, view any, names ...string) (*Page, error) {
	d = p.worn(d)
	theme, err := p.theme(ctx, d.theme)
	if err != nil {
		return nil, err
	}
	page, err := draw(ctx, theme, status, d, view, names)
	if err == nil || ctx.Err() != nil || theme.Key() == themes.BaseName {
		return page, err
	}
	fault, tooMuch := themes.FaultOf(theme.Page(names...), err), errors.Is(err, themes.ErrBudget)
	switch {
	case p.tried != nil:
		return nil, fault
	case p.broken != nil:
		return newPage(http.StatusInternalServerError, "text/html; charset=utf-8", p.broken(fault)), nil
	}
	slog.WarnContext(ctx, "a theme cannot make a page; Folio takes its place", "theme", d.theme, "page", names[0], "error", err)
	p.failed.note(d.theme, fault)
	if theme, err = p.themes.Theme(themes.BaseName); err != nil {
		return nil, err
	}
	if page, err = draw(ctx, theme, status, d, view, names); err == nil {
		page.Passing = tooMuch
	}
	return page, err
}

func draw(ctx context.Context, theme *themes.Theme, status int, d dress, view any, names []string) (*Page, error) {
	var out bytes.Buffer
	if err := theme.Render(ctx, &out, theme.Page(names...), view); err != nil {
		return nil, err
	}
	page := newPage(status, "text/html; charset=utf-8", out.Bytes())
	hashes := ""
	for _, h := range theme.StyleHashes(d.chosen) {
		hashes += " " + h
	}
	page.Header.Set("Content-Security-Policy", fmt.Sprintf(contentSecurityPolicy, hashes))
	page.Header.Set("Vary", "Accept") // another server gets the object at the same address
	page.Header.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	return page, nil
}

// failures are what themes could not make since the program began, for their owners.
type failures struct {
	mu sync.Mutex
	of map[string][]themes.Fault // by what blogs say they wear
}

// maxFailures is how many different ones are kept of one theme: whoever mends a theme begins with the first.
const maxFailures = 5

func (f *failures) note(key string, fault themes.Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of == nil || len(f.of) >= maxBrought && f.of[key] == nil {
		f.of = map[string][]themes.Fault{}
	}
	for _, known := range f.of[key] {
		if known.Error() == fault.Error() {
			return
		}
	}
	if len(f.of[key]) < maxFailures {
		f.of[key] = append(f.of[key], fault)
	}
}

func (f *failures) ofTheme(key string) []themes.Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]themes.Fault(nil), f.of[key]...)
}
