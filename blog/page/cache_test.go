package page

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
)

var (
	site    = blog.Scope{Kind: blog.SiteScope}
	oneBlog = blog.Scope{Kind: blog.BlogScope, ID: 3}
	article = blog.Scope{Kind: blog.ArticleScope, ID: 3}
	thread  = blog.Scope{Kind: blog.ThreadScope, ID: 3}
)

const mega = 1 << 20

// press makes pages that say which printing they are.
type press struct {
	printed atomic.Int64
	status  int
	scopes  []blog.Scope
}

func (p *press) print(context.Context) (*Page, error) {
	page := newPage(p.status, "text/plain", fmt.Appendf(nil, "printing %d", p.printed.Add(1)))
	page.Scopes = p.scopes
	return page, nil
}

func change(seq int64, scope blog.Scope) []store.Version {
	return []store.Version{{Scope: scope, Seq: seq}}
}

func do(t *testing.T, c *Cache, build func(context.Context) (*Page, error)) string {
	t.Helper()
	return string(must(c.Do(t.Context(), Key{Path: "/x", Page: 1}, build))(t).Body)
}

func TestCacheKeepsAPage(t *testing.T) {
	c, p := NewCache(NewVersions(), mega, time.Now), &press{status: http.StatusOK, scopes: []blog.Scope{site}}
	if _, ok := c.Get(Key{Path: "/x", Page: 1}); ok {
		t.Fatal("an empty cache has a page")
	}
	for range 3 {
		if got := do(t, c, p.print); got != "printing 1" {
			t.Errorf("got %q", got)
		}
	}
	for _, other := range []Key{{Path: "/x", Page: 2}, {Path: "/X", Page: 1}, {Path: "/x/", Page: 1}} {
		if _, ok := c.Get(other); ok {
			t.Errorf("%v is the page of another key", other)
		}
	}
	if (Key{Path: "1 /x", Page: 2}).String() == (Key{Path: "/x", Page: 21}).String() {
		t.Error("two keys have one string")
	}
}

func TestCacheKeepsOnlySuccess(t *testing.T) {
	for _, status := range []int{http.StatusMovedPermanently, http.StatusNotFound, http.StatusGone, http.StatusInternalServerError} {
		c, p := NewCache(NewVersions(), mega, time.Now), &press{status: status}
		do(t, c, p.print)
		if got := do(t, c, p.print); got != "printing 2" {
			t.Errorf("status %d was kept", status)
		}
	}
	c, failures := NewCache(NewVersions(), mega, time.Now), 0
	for range 2 {
		_, err := c.Do(t.Context(), Key{Path: "/x"}, func(context.Context) (*Page, error) {
			failures++
			return nil, blog.ErrNotFound
		})
		if !errors.Is(err, blog.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	}
	if failures != 2 {
		t.Error("an error was kept")
	}
}

func TestCacheSurvivesAPanic(t *testing.T) {
	c := NewCache(NewVersions(), mega, time.Now)
	_, err := c.Do(t.Context(), Key{Path: "/x"}, func(context.Context) (*Page, error) { panic("a broken theme") })
	if err == nil || !strings.Contains(err.Error(), "a broken theme") || blog.CodeOf(err) != "" {
		t.Errorf("got %v", err)
	}
}

func TestCacheSingleFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, p := NewCache(NewVersions(), mega, time.Now), &press{status: http.StatusOK}
		var readers sync.WaitGroup
		for range 200 {
			readers.Go(func() {
				page, err := c.Do(t.Context(), Key{Path: "/x"}, func(ctx context.Context) (*Page, error) {
					time.Sleep(time.Second)
					return p.print(ctx)
				})
				if err != nil || string(page.Body) != "printing 1" {
					t.Errorf("got %v, %v", page, err)
				}
			})
		}
		readers.Wait()
		if n := p.printed.Load(); n != 1 {
			t.Errorf("200 readers caused %d printings", n)
		}
	})
}

func TestCacheReaderWhoLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, p := NewCache(NewVersions(), mega, time.Now), &press{status: http.StatusOK}
		slowly := func(ctx context.Context) (*Page, error) {
			select {
			case <-time.After(time.Second):
				return p.print(ctx)
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		impatient, leave := context.WithCancel(t.Context())
		var readers sync.WaitGroup
		readers.Go(func() {
			if _, err := c.Do(impatient, Key{Path: "/x"}, slowly); !errors.Is(err, context.Canceled) {
				t.Errorf("who left got %v", err)
			}
		})
		synctest.Wait()
		readers.Go(func() {
			if page, err := c.Do(t.Context(), Key{Path: "/x"}, slowly); err != nil || string(page.Body) != "printing 1" {
				t.Errorf("who stayed got %v, %v", page, err)
			}
		})
		synctest.Wait()
		leave()
		readers.Wait()
		// Nobody waits longer than a rendering may take.
		_, err := c.Do(t.Context(), Key{Path: "/slow"}, func(ctx context.Context) (*Page, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a rendering without end: %v", err)
		}
	})
}

// Whoever asks after a change must see it, even where a rendering from before is still under way.
func TestCacheChangeDuringRendering(t *testing.T) {
	for name, first := range map[string]func() (*Page, error){
		"old page": func() (*Page, error) {
			p := newPage(http.StatusOK, "text/plain", []byte("old"))
			p.Scopes = []blog.Scope{site}
			return p, nil
		},
		"not there yet": func() (*Page, error) { return nil, blog.ErrNotFound },
		"elsewhere":     func() (*Page, error) { return Redirect("/y"), nil },
		"was there":     func() (*Page, error) { return nil, blog.Errorf(blog.Gone, "gone") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				versions := NewVersions()
				c, calls := NewCache(versions, mega, time.Now), atomic.Int64{}
				build := func(context.Context) (*Page, error) {
					if calls.Add(1) == 1 {
						time.Sleep(time.Second)
						return first()
					}
					p := newPage(http.StatusOK, "text/plain", []byte("new"))
					p.Scopes = []blog.Scope{site}
					return p, nil
				}
				var early sync.WaitGroup
				early.Go(func() { _, _ = c.Do(t.Context(), Key{Path: "/x", Page: 1}, build) })
				synctest.Wait()
				versions.Apply(change(1, site))
				if got := do(t, c, build); got != "new" {
					t.Errorf("the next reader got %q", got)
				}
				early.Wait()
				if got := do(t, c, build); got != "new" {
					t.Errorf("kept %q", got)
				}
				if n := calls.Load(); n != 2 {
					t.Errorf("%d renderings for one change", n)
				}
			})
		})
	}
}

func TestCacheScopes(t *testing.T) {
	all := []blog.Scope{site, oneBlog, article}
	for _, own := range all {
		versions := NewVersions()
		c, p, seq := NewCache(versions, mega, time.Now), &press{status: http.StatusOK, scopes: []blog.Scope{own}}, int64(0)
		do(t, c, p.print)
		others := []blog.Scope{{Kind: own.Kind, ID: own.ID + 1}, thread}
		for _, s := range all {
			if s != own {
				others = append(others, s)
			}
		}
		for _, other := range others {
			seq++
			versions.Apply(change(seq, other))
			if got := do(t, c, p.print); got != "printing 1" {
				t.Errorf("a page of %v was dropped by a change of %v", own, other)
			}
		}
		versions.Apply(change(seq+1, own))
		if got := do(t, c, p.print); got != "printing 2" {
			t.Errorf("a page of %v outlived a change of it: %q", own, got)
		}
		if got := do(t, c, p.print); got != "printing 2" {
			t.Errorf("a page of %v was dropped twice for one change", own)
		}
	}
}

func TestCacheThreadOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		versions := NewVersions()
		c, p := NewCache(versions, mega, time.Now), &press{status: http.StatusOK, scopes: []blog.Scope{article, thread}}
		do(t, c, p.print)
		for i := range 100 { // ten seconds of quarrel
			time.Sleep(100 * time.Millisecond)
			versions.Apply(change(int64(i+1), thread))
			do(t, c, p.print)
		}
		if n := p.printed.Load(); n < 10 || n > 11 {
			t.Errorf("ten seconds of comments caused %d printings", n)
		}
		versions.Apply(change(101, article))
		before := p.printed.Load()
		if do(t, c, p.print); p.printed.Load() != before+1 {
			t.Error("a change of the text waited for the thread")
		}
		versions.Apply(change(102, thread))
		time.Sleep(time.Second)
		if do(t, c, p.print); p.printed.Load() != before+2 {
			t.Error("the last comment never showed")
		}
	})
}

func TestCacheWeight(t *testing.T) {
	const most = 64 << 10
	c := NewCache(NewVersions(), most, time.Now)
	body := make([]byte, 4<<10)
	for i := range 200 {
		for j := range body {
			body[j] = byte(i*31 + j*j) // something that does not compress away
		}
		if _, err := c.Do(t.Context(), Key{Path: fmt.Sprint("/", i)}, func(context.Context) (*Page, error) {
			return newPage(http.StatusOK, "text/plain", append([]byte{}, body...)), nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	c.pages.CleanUp()
	var kept, weight uint32
	for i := range 200 {
		if p, ok := c.Get(Key{Path: fmt.Sprint("/", i)}); ok {
			kept++
			weight += p.weight()
		}
	}
	if weight > most || kept == 0 {
		t.Errorf("%d pages of %d bytes are kept; %d bytes are the most", kept, weight, most)
	}
}
