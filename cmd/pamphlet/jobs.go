package main

import (
	"context"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/jobs"
)

// jobWorkers is how many jobs run at once.
const jobWorkers = 4

// dropSessions is the hourly job that forgets sessions that are over.
type dropSessions struct{}

// Kind implements blog.Job.
func (dropSessions) Kind() string { return "drop_sessions" }

// jobs starts the background work. The work itself lives in the room it belongs to.
func (h *house) jobs(ctx context.Context, warm func(context.Context, blog.ArticleChanged) error) (*jobs.Runner, error) {
	runner := jobs.New(h.store, jobs.Config{Log: h.log, Workers: jobWorkers})
	sessions := h.store.Sessions(time.Now)
	jobs.Register(runner, func(ctx context.Context, _ dropSessions) error { return sessions.DropExpired(ctx) })
	jobs.Register(runner, warm)
	runner.Every(time.Hour, dropSessions{})
	return runner, runner.Start(ctx)
}
