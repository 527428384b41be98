package blog

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"pamphlet/federation/transport"
)

// What looking at the links of one text may cost.
const (
	maxLinks  = 40
	linkTime  = 6 * time.Second // for each
	linksMost = 6               // at once
	linkBytes = 64 << 10        // a longer page is there, too
)

// DeadLinks are those among some addresses whose site says that there is nothing, or whose site is gone. One that does not
// answer at the moment, or lets no strangers in, is not dead.
func (c *Copier) DeadLinks(ctx context.Context, addresses []string) []string {
	var dead []string
	var mu sync.Mutex
	var all sync.WaitGroup
	places := make(chan struct{}, linksMost)
	for _, address := range addresses[:min(len(addresses), maxLinks)] {
		all.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			if c.isDead(ctx, address) {
				mu.Lock()
				defer mu.Unlock()
				dead = append(dead, address)
			}
		})
	}
	all.Wait()
	slices.SortFunc(dead, func(a, b string) int { return slices.Index(addresses, a) - slices.Index(addresses, b) })
	return dead
}

func (c *Copier) isDead(ctx context.Context, address string) bool {
	brief, cancel := context.WithTimeout(ctx, linkTime)
	defer cancel()
	_, err := c.out.Get(brief, address, transport.Request{Accept: "text/html, */*", MaxBytes: linkBytes})
	var status *transport.StatusError
	if errors.As(err, &status) {
		return status.Status == http.StatusNotFound || status.Status == http.StatusGone
	}
	var name *net.DNSError
	return errors.As(err, &name) && name.IsNotFound
}
