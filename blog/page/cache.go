package page

import (
	"context"
	"net/http"
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
	if !ok || !c.versions.current(p, c.now()) {
		return nil, false
	}
	return p, true
}

// Do answers from the cache or makes the page, once for however many ask at the same time.
// Only 200 is kept: an error page must not outlive its error.
func (c *Cache) Do(ctx context.Context, key Key, build func(context.Context) (*Page, error)) (*Page, error) {
	if p, ok := c.Get(key); ok {
		return p, nil
	}
	p, err := c.once(ctx, key, build)
	if err == nil && !c.versions.current(p, c.now()) {
		// We joined a rendering that began before the last change: a reader who comes after an
		// edit must see the edit.
		return c.once(ctx, key, build)
	}
	return p, err
}

func (c *Cache) once(ctx context.Context, key Key, build func(context.Context) (*Page, error)) (*Page, error) {
	result := c.flight.DoChan(key.String(), func() (any, error) {
		// Not the first reader's context: the others still wait when that one leaves.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), renderTime)
		defer cancel()
		seq := c.versions.Seq()
		p, err := build(ctx)
		if err != nil {
			return nil, err
		}
		p.Seq, p.Made = seq, c.now()
		if p.Status == http.StatusOK {
			c.pages.Set(key, p)
		}
		return p, nil
	})
	select {
	case r := <-result:
		if r.Err != nil {
			return nil, r.Err
		}
		return r.Val.(*Page), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// renderTime bounds one rendering; the slowest honest page takes a fraction of it.
const renderTime = 10 * time.Second
