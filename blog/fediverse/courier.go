package fediverse

import (
	"context"
	"crypto/rand"
	"log/slog"
	mathrand "math/rand/v2"
	"sync"
	"time"

	"pamphlet/blog/store"
)

// Limits of the courier. What is in flight costs 30 KB each; a host that is down may hold a request
// for 20 s, so such hosts share a small pool of their own.
const (
	healthyHosts = 64
	failingHosts = 4
	lookAround   = time.Second // how soon deliveries made by other processes are seen
	leaseTime    = 30 * time.Second
	drainBatch   = 20
)

// courier delivers. It takes one host at a time, drains it in order, and minds that host's health.
type courier struct {
	bridge *Bridge
	store  *store.Store
	log    *slog.Logger
	now    func() time.Time
	random func() float64
	name   string // of this process, in leases

	wake    chan struct{}
	healthy chan struct{}
	failing chan struct{}

	mu   sync.Mutex
	busy map[string]bool
	all  sync.WaitGroup
}

func newCourier(b *Bridge) *courier {
	return &courier{
		bridge: b, store: b.store, log: b.log, now: b.now, random: mathrand.Float64, name: rand.Text(),
		wake: make(chan struct{}, 1), healthy: make(chan struct{}, healthyHosts), failing: make(chan struct{}, failingHosts),
		busy: map[string]bool{},
	}
}

// rouse makes the courier look for deliveries now.
func (c *courier) rouse() {
	select {
	case c.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// run delivers until ctx ends, then waits for the requests that are on their way.
func (c *courier) run(ctx context.Context) {
	if c.store.SQLite() != nil {
		// One server works an SQLite database: at its start every lease is that of a dead one.
		if err := c.store.ReleaseHost(ctx, "", c.name); err != nil && ctx.Err() == nil {
			c.log.Error("ending old leases failed", "error", err)
		}
	}
	ticker := time.NewTicker(lookAround)
	defer ticker.Stop()
	for {
		if err := c.dispatch(ctx); err != nil && ctx.Err() == nil {
			c.log.Error("looking for deliveries failed", "error", err)
		}
		select {
		case <-ctx.Done():
			c.all.Wait()
			return
		case <-c.wake:
		case <-ticker.C:
		}
	}
}

// dispatch sends a courier to each host that is due, as far as there are hands.
func (c *courier) dispatch(ctx context.Context) error {
	hosts, err := c.store.DueHosts(ctx, c.now(), healthyHosts+failingHosts+c.busyHosts())
	if err != nil {
		return err
	}
	for _, host := range hosts {
		health, err := c.store.HostHealth(ctx, host)
		if err != nil {
			return err
		}
		pool := c.healthy
		if health.Failures > 0 {
			pool = c.failing
		}
		c.send(ctx, host, health, pool)
	}
	return nil
}

// send drains a host in a goroutine, unless somebody is at it or all hands are full.
func (c *courier) send(ctx context.Context, host string, health store.Host, pool chan struct{}) {
	if !c.take(host) {
		return
	}
	select {
	case pool <- struct{}{}:
	default:
		c.giveBack(host)
		return
	}
	c.all.Go(func() {
		defer func() { <-pool; c.giveBack(host); c.rouse() }()
		if err := c.drain(ctx, host, health); err != nil && ctx.Err() == nil {
			c.log.Error("delivering failed", "host", host, "error", err)
		}
	})
}

func (c *courier) take(host string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy[host] {
		return false
	}
	c.busy[host] = true
	return true
}

func (c *courier) giveBack(host string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.busy, host)
}

func (c *courier) busyHosts() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.busy)
}

// drain delivers what waits for one host, in order, until nothing is due or the host fails.
func (c *courier) drain(ctx context.Context, host string, health store.Host) error {
	defer func() { _ = c.store.ReleaseHost(context.WithoutCancel(ctx), host, c.name) }() // it ends by itself in any case
	for {
		now := c.now()
		if ok, err := c.store.LeaseHost(ctx, host, c.name, now, now.Add(leaseTime)); err != nil || !ok {
			return err
		}
		due, err := c.store.DueDeliveries(ctx, host, now, drainBatch)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, d := range due {
			if ctx.Err() != nil {
				return nil
			}
			// One request may take 20 s; the lease must outlast it.
			if c.now().Sub(now) > leaseTime/4 {
				break
			}
			answered, err := c.deliver(ctx, host, d, health)
			if err != nil || !answered {
				return err
			}
			health = store.Host{}
		}
	}
}
