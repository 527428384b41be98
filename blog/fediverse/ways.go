package fediverse

import (
	"context"
	"strings"
	"time"

	"github.com/maypok86/otter/v2"

	"pamphlet/blog"
	"pamphlet/federation"
)

// Ways lead a reader to the pages of their own server where they follow a blog here, or answer an article.
type Ways struct{ intents federation.Intents }

// Host is their server's.
func (w Ways) Host() string { return w.intents.Host }

// Follow is the page where they follow a blog, by its id and its handle.
func (w Ways) Follow(id, handle string) string {
	return w.intents.Follow(id, strings.TrimPrefix(handle, "@"))
}

// Reply is the page where they answer an article, by its id.
func (w Ways) Reply(id string) string { return w.intents.Reply(id) }

const (
	maxWays  = 2000 // servers remembered
	waysLast = time.Hour
	askTime  = 6 * time.Second
	maxAsks  = 8 // at once, for whoever reads
)

// ways remembers what servers answered, and bounds what strangers can make us ask.
type ways struct {
	known *otter.Cache[string, federation.Intents]
	asks  chan struct{}
}

func newWays() ways {
	return ways{
		known: otter.Must(&otter.Options[string, federation.Intents]{
			MaximumSize: maxWays, ExpiryCalculator: otter.ExpiryWriting[string, federation.Intents](waysLast),
		}),
		asks: make(chan struct{}, maxAsks),
	}
}

// Ways asks the server of an account, as in "@you@your.server". The error says in words what to do.
func (b *Bridge) Ways(ctx context.Context, account string) (Ways, error) {
	_, host, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(account), "@"), "@")
	if host == "" {
		return Ways{}, blog.FieldError("account", "Write your own handle, as in @you@your.server.")
	}
	if found, ok := b.ways.known.GetIfPresent(strings.ToLower(host)); ok {
		return Ways{found}, nil
	}
	select {
	case b.ways.asks <- struct{}{}:
		defer func() { <-b.ways.asks }()
	default:
		return Ways{}, blog.Errorf(blog.Unavailable, "Many people ask this at the moment. Try again in a minute, or search for the address on your own server.")
	}
	asking, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	found, err := b.fed.Intents(asking, account)
	if err != nil {
		return Ways{}, blog.FieldError("account", "%s did not answer for this handle. Check the spelling, or search for the address below on your own server.", host)
	}
	b.ways.known.Set(found.Host, found)
	return Ways{found}, nil
}
