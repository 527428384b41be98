package page

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"
)

// Key names one representation of one address: what may differ between two readers, and nothing else.
// Unknown query parameters share the entry; language comes from the article, never from the reader.
type Key struct {
	Path string
	Page int // the number of the page of a list, from 1
}

// String is unique to the key.
func (k Key) String() string { return strconv.Itoa(k.Page) + " " + k.Path }

// Cache keeps finished pages, at most a given weight of them, as long as nothing they were made from changes.
type Cache struct {
	pages    *otter.Cache[Key, *Page]
	versions *Versions
	flight   singleflight.Group
	now      func() time.Time
}

// NewCache keeps up to maxBytes of pages.
func NewCache(versions *Versions, maxBytes uint64, now func() time.Time) *Cache {
	return &Cache{
		pages: otter.Must(&otter.Options[Key, *Page]{
			MaximumWeight: maxBytes,
			Weigher:       func(_ Key, p *Page) uint32 { return p.weight() },
		}),
		versions: versions,
		now:      now,
	}
}

// Get is the page kept under key, if it is still true.
func (c *Cache) Get(key Key) (*Page, bool) {
	p, ok := c.pages.GetIfPresent(key)
	if !ok || !c.versions.current(p, c.now()) || p.Passing && c.now().Sub(p.Made) >= passingTime {
		return nil, false
	}
	return p, true
}

// passingTime is how long a Passing page is kept. It bounds what a theme that costs too much costs.
const passingTime = 10 * time.Second

// Do answers from the cache or makes the page, once for however many ask at the same time.
// Only 200 is kept: an error page must not outlive its error.
func (c *Cache) Do(ctx context.Context, key Key, build func(context.Context) (*Page, error)) (*Page, error) {
	if p, ok := c.Get(key); ok {
		return p, nil
	}
	asked := c.versions.Seq()
	made, err := c.once(ctx, key, build)
	if err == nil && made.outdated(asked, c) {
		// We joined a rendering that began before the last change: a reader who comes after an
		// edit must see the edit, and after a publication the article.
		if p, ok := c.Get(key); ok {
			return p, nil
		}
		made, err = c.once(ctx, key, build)
	}
	if err != nil {
		return nil, err
	}
	return made.page, made.err
}

// rendering is what became of building a page once.
type rendering struct {
	page *Page
	err  error
	seq  int64 // the last change known before it began
}

// outdated reports whether a change that was known at seq may be missing. Errors and redirects do
// not say what they were made from.
func (m rendering) outdated(seq int64, c *Cache) bool {
	return m.seq < seq && (m.err != nil || m.page.Status != http.StatusOK || !c.versions.current(m.page, c.now()))
}

// once builds the page, or waits for whoever is building it; its error is only ever that of ctx.
func (c *Cache) once(ctx context.Context, key Key, build func(context.Context) (*Page, error)) (rendering, error) {
	result := c.flight.DoChan(key.String(), func() (any, error) {
		// Not the first reader's context: the others still wait when that one leaves.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), renderTime)
		defer cancel()
		m := rendering{seq: c.versions.Seq()}
		if m.page, m.err = attempt(ctx, build); m.err != nil {
			return m, nil
		}
		m.page.Seq, m.page.Made = m.seq, c.now()
		if m.page.Status == http.StatusOK {
			c.pages.Set(key, m.page)
		}
		return m, nil
	})
	select {
	case r := <-result:
		return r.Val.(rendering), nil
	case <-ctx.Done():
		return rendering{}, ctx.Err()
	}
}

// attempt turns a panic into an error: it happens on a goroutine of its own, where nobody else could
// keep it from ending the program.
func attempt(ctx context.Context, build func(context.Context) (*Page, error)) (p *Page, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("making a page broke: %v\n%s", fault, debug.Stack())
		}
	}()
	return build(ctx)
}

// renderTime bounds one rendering; the slowest honest page takes a fraction of it.
const renderTime = 10 * time.Second
