package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// TestWebSub: a feed reader's server finds the hub in the feed, subscribes, and has an article and its edit without
// ever asking again.
func TestWebSub(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		i.publish("ann", "a.md", "# The lamp\n\nA light for ships.")
		var mu sync.Mutex
		var told []string
		confirmed := 0
		reader := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			if r.Method == http.MethodGet {
				confirmed++
				_, _ = io.WriteString(w, r.URL.Query().Get("hub.challenge"))
				return
			}
			body, _ := io.ReadAll(r.Body)
			told = append(told, r.Header.Get("Content-Type")+" "+string(body))
		}))
		t.Cleanup(reader.Close)

		feed := i.get(i.base+"/@ann/feed.rss", "")
		links := strings.Join(feed.header.Values("Link"), ", ")
		hub := regexp.MustCompile(`<([^>]*)>; rel="hub"`).FindStringSubmatch(links)
		self := regexp.MustCompile(`<([^>]*)>; rel="self"`).FindStringSubmatch(links)
		if hub == nil || self == nil || !bytes.Contains(feed.body, []byte(`<atom:link href="`+hub[1]+`" rel="hub"`)) {
			t.Fatalf("no hub in %q or\n%s", links, feed.body)
		}
		res, err := http.PostForm(hub[1], url.Values{"hub.mode": {"subscribe"}, "hub.topic": {self[1]}, "hub.callback": {reader.URL + "/"}})
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusAccepted {
			t.Fatalf("the hub answered %d", res.StatusCode)
		}
		eventually(t, "the hub asks the subscriber", func() error {
			mu.Lock()
			defer mu.Unlock()
			if confirmed == 0 {
				return errWords([]byte("not yet"))
			}
			return nil
		})
		for n, text := range []string{"# The keeper\n\nHe sleeps.", "# The keeper\n\nHe wakes."} {
			i.publish("ann", "b.md", text)
			eventually(t, fmt.Sprintf("change %d arrives", n+1), func() error {
				mu.Lock()
				defer mu.Unlock()
				_, words, _ := strings.Cut(text, "\n\n")
				if len(told) == 0 || !strings.HasPrefix(told[len(told)-1], "application/rss+xml; charset=utf-8 <?xml") || !strings.Contains(told[len(told)-1], words) {
					return fmt.Errorf("told %d times: %.2000s", len(told), told)
				}
				return nil
			})
		}
	})
}
