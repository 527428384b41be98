package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"syscall"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/fediverse"
	"pamphlet/blog/jobs"
	"pamphlet/blog/page"
	"pamphlet/federation/transport"
)

type serveCommand struct {
	Listen string `help:"Address and port to listen on." env:"PAMPHLET_LISTEN" default:"127.0.0.1:8080" placeholder:"ADDRESS"`
}

const (
	drainTime   = 10 * time.Second // what a stopping server gives requests and jobs to finish
	pageMemory  = 64 << 20         // bytes of finished pages kept
	pollVersion = 500 * time.Millisecond
)

func (c *serveCommand) Run(ctx context.Context, cli *commandLine, io streams) error {
	return with(ctx, cli, io, func(h *house) error {
		if err := h.service.ClaimBaseURL(ctx, h.base.String()); err != nil {
			return err
		}
		listener, err := listen(c.Listen)
		if err != nil {
			return err
		}
		return h.serve(ctx, cli, listener)
	})
}

// listen opens the port, or says in plain words why not.
func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is already in use by another program. Stop that one, or choose another port with --listen", address)
	case err != nil:
		return nil, fmt.Errorf("listening on %s: %w", address, err)
	}
	return listener, nil
}

// running is a house at work.
type running struct {
	handler http.Handler
	bridge  *fediverse.Bridge
	runner  *jobs.Runner
	setup   string // see setupLink
}

// start opens the doors and begins with the jobs.
func (h *house) start(ctx context.Context, cli *commandLine) (running, error) {
	proxies, err := cli.proxies()
	if err != nil {
		return running{}, err
	}
	versions := page.NewVersions()
	h.store.OnTouch(versions.Apply)
	if err := h.poll(ctx, versions); err != nil {
		return running{}, err
	}
	setup, err := h.setupLink(ctx)
	if err != nil {
		return running{}, err
	}
	out := transport.New(transport.Config{
		UserAgent: "Pamphlet/" + version + " (+" + h.base.String() + ")", AllowPrivateNetwork: cli.AllowPrivateNetwork,
	})
	bridge, err := h.bridge(ctx, cli, out)
	if err != nil {
		return running{}, err
	}
	copier := blog.NewCopier(h.service, out, h.log)
	doors := h.doors(doorConfig{versions: versions, out: out, bridge: bridge, copier: copier, proxies: proxies, setup: setup})
	runner, err := h.jobs(ctx, doors, bridge, copier)
	return running{doors.handler, bridge, runner, setup}, err
}

// makeSearchable lets readers find what was published before there was a search.
func (h *house) makeSearchable(ctx context.Context) {
	const atOnce = 50 // articles in a transaction: writers wait meanwhile
	for n := atOnce; n == atOnce && ctx.Err() == nil; {
		var err error
		if n, err = h.store.MakeSearchable(ctx, atOnce); err != nil && ctx.Err() == nil {
			h.log.Error("articles cannot be made searchable", "error", err)
		}
	}
}

// serve answers and delivers until ctx ends, then lets what is under way finish.
func (h *house) serve(ctx context.Context, cli *commandLine, listener net.Listener) error {
	at, err := h.start(ctx, cli)
	if err != nil {
		return err
	}
	go h.makeSearchable(ctx)
	delivering, stopDelivering := context.WithCancel(context.WithoutCancel(ctx))
	delivered := make(chan struct{})
	defer stopDelivering()
	go func() { at.bridge.Deliver(delivering); close(delivered) }()
	server := &http.Server{
		Handler: at.handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: time.Minute,
		WriteTimeout: 2 * time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 64 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	h.log.Info("serving", "url", h.base.String(), "listen", listener.Addr().String())
	if at.setup != "" {
		h.log.Info("there is no account yet: create the owner", "link", h.base.String()+"/welcome?token="+at.setup)
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	h.log.Info("stopping")
	stop, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	err = errors.Join(server.Shutdown(stop), at.runner.Stop(stop))
	stopDelivering() // what is on its way is waited for; what waits is sent after the next start
	select {
	case <-delivered:
	case <-stop.Done():
	}
	return err
}

// bridge connects the site with other servers.
func (h *house) bridge(ctx context.Context, cli *commandLine, out *transport.Transport) (*fediverse.Bridge, error) {
	limits, err := cli.limits()
	if err != nil {
		return nil, err
	}
	return fediverse.New(ctx, fediverse.Config{
		Store: h.store, Service: h.service, Transport: out, BaseURL: h.base, Version: version, Log: h.log, Now: time.Now,
		Limits: limits, AuthorizedFetch: cli.AuthorizedFetch,
	})
}

// poll keeps versions up with other processes on the same database.
func (h *house) poll(ctx context.Context, versions *page.Versions) error {
	if err := versions.Poll(ctx, h.store); err != nil {
		return err
	}
	go func() {
		ticker := time.NewTicker(pollVersion)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			if err := versions.Poll(ctx, h.store); err != nil && ctx.Err() == nil {
				h.log.Warn("asking for changes failed", "error", err)
			}
		}
	}()
	return nil
}

// setupLink is the secret of the one-time link to the welcome page; empty once there is an account.
func (h *house) setupLink(ctx context.Context) (string, error) {
	count, err := h.store.AccountCount(ctx)
	if err != nil || count > 0 {
		return "", err
	}
	return rand.Text(), nil
}

// articleURL is an article's canonical address.
func (h *house) articleURL(b blog.Blog, a blog.Article) string {
	return h.base.String() + b.ArticlePath(a)
}
