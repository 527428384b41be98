package main

import (
	"context"
	"errors"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/fediverse"
	"pamphlet/blog/jobs"
	"pamphlet/blog/page"
)

// jobWorkers is how many jobs run at once.
const jobWorkers = 4

// How long things are remembered that only guard against repeats or save a question.
const (
	rememberSeen   = 40 * 24 * time.Hour
	rememberActors = 30 * 24 * time.Hour
)

// forget is the hourly job that drops what is over: sessions, marks of old activities, people who
// only passed by, copies of pictures that nothing shows any more.
type forget struct{}

// Kind implements blog.Job.
func (forget) Kind() string { return "forget" }

// compareFeeds is the hourly job that tells subscribers of feeds what no article's change told them, as another name of
// a blog.
type compareFeeds struct{}

// Kind implements blog.Job.
func (compareFeeds) Kind() string { return "compare_feeds" }

// jobs starts the background work. The work itself lives in the room it belongs to.
func (h *house) jobs(ctx context.Context, d doors, bridge *fediverse.Bridge, copier *blog.Copier) (*jobs.Runner, error) {
	runner := jobs.New(h.store, jobs.Config{Log: h.log, Workers: jobWorkers})
	jobs.Register(runner, h.forget)
	jobs.Register(runner, bridge.AnnounceProfile)
	jobs.Register(runner, bridge.TellFeatured)
	jobs.Register(runner, bridge.TellRemoval)
	jobs.Register(runner, bridge.Adopt)
	jobs.Register(runner, bridge.TellAnswer)
	jobs.Register(runner, bridge.PassOn)
	jobs.Register(runner, bridge.EndPublication)
	jobs.Register(runner, bridge.TellInteraction)
	jobs.Register(runner, bridge.TellStampWithdrawn)
	jobs.Register(runner, copier.Avatar)
	jobs.Register(runner, copier.Pictures)
	jobs.Register(runner, h.service.DropFiles)
	jobs.Register(runner, h.service.PublishDue)
	jobs.Register(runner, func(ctx context.Context, job blog.ArticleChanged) error {
		// Bytes first: every server that hears of an article asks for its page within the minute.
		// The picture they show beside the link takes longest to make, and is what they ask for last.
		if err := d.warm(ctx, h, job, page.PathsOf); err != nil {
			return err
		}
		return errors.Join(bridge.Announce(ctx, job), d.hub.Changed(ctx), d.warm(ctx, h, job, page.CardsOf))
	})
	jobs.Register(runner, d.hub.Verify)
	jobs.Register(runner, d.hub.Tell)
	jobs.Register(runner, func(ctx context.Context, _ compareFeeds) error { return d.hub.Changed(ctx) })
	runner.Every(time.Hour, forget{})
	runner.Every(time.Hour, compareFeeds{})
	return runner, runner.Start(ctx)
}

func (h *house) forget(ctx context.Context, _ forget) error {
	now := time.Now()
	if err := h.store.Sessions(time.Now).DropExpired(ctx); err != nil {
		return err
	}
	if err := h.store.DropExpiredSubscriptions(ctx, now); err != nil {
		return err
	}
	if err := h.store.ForgetSeen(ctx, now.Add(-rememberSeen)); err != nil {
		return err
	}
	if err := h.store.DropIdleActors(ctx, now.Add(-rememberActors)); err != nil {
		return err
	}
	return h.service.DropCopies(ctx)
}
