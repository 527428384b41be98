package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"pamphlet/blog"
	"pamphlet/blog/store"
)

const (
	// timeout is how long a job may run; its context ends then. Longer work is cut into jobs.
	timeout = 30 * time.Second
	// rescueAfter is when PostgreSQL's other processes take over what a dead one was working on.
	rescueAfter = 60 * time.Second
	// look is how often the queue is looked at where no notification came through.
	look = 800 * time.Millisecond
	// cooldown is the least time between two fetches of one queue.
	cooldown = 25 * time.Millisecond
	// keep is how long finished jobs stay, for whoever wonders what happened.
	keep = time.Hour
	// stopLimit is the longest Stop takes, the drain included.
	stopLimit = 10 * time.Second
)

// Config says how a Runner works; the zero value will do.
type Config struct {
	Log *slog.Logger // nil is slog.Default()
	// Workers is how many jobs of each queue run at once; 0 is 10.
	Workers int
	// Drain is how long Stop lets running jobs finish before it cancels them; 0 is 8 s. More than
	// that is cut off by Stop's own limit of 10 s.
	Drain time.Duration
}

// Runner works the jobs of one store. Register and Every come first, then Start, then Stop; a
// stopped Runner is not started again.
type Runner struct {
	store    *store.Store
	cfg      Config
	workers  *river.Workers
	kinds    map[string]bool
	queues   map[string]river.QueueConfig
	periodic []blog.Job
	schedule []*river.PeriodicJob
	err      error // what went wrong while registering
	client   client
	release  func() error // gives the jobs back to the next process
}

// client is a river.Client of either engine.
type client interface {
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
}

// New makes a runner for the jobs of a store.
func New(s *store.Store, cfg Config) *Runner {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	if cfg.Workers <= 0 {
		cfg.Workers = 10
	}
	if cfg.Drain <= 0 {
		cfg.Drain = 8 * time.Second
	}
	r := &Runner{store: s, cfg: cfg, workers: river.NewWorkers(), kinds: map[string]bool{}, queues: map[string]river.QueueConfig{}}
	r.addQueue(river.QueueDefault)
	return r
}

func (r *Runner) addQueue(name string) {
	r.queues[name] = river.QueueConfig{MaxWorkers: r.cfg.Workers}
}

// Start begins to work. On SQLite it is refused while another process works the same database.
// When ctx ends the runner begins to stop, as with Stop, which still has to be called.
func (r *Runner) Start(ctx context.Context) error {
	for _, job := range r.periodic {
		if !r.kinds[job.Kind()] {
			r.err = errors.Join(r.err, fmt.Errorf("nobody works the periodic job %s: register it", job.Kind()))
		}
	}
	if r.err != nil {
		return r.err
	}
	release, err := r.store.AdoptJobs(ctx)
	if err != nil {
		return err
	}
	r.release = sync.OnceValue(release) // Stop may be called twice
	if err := r.start(ctx); err != nil {
		return errors.Join(fmt.Errorf("starting the job runner: %w", err), r.release())
	}
	return nil
}

func (r *Runner) start(ctx context.Context) (err error) {
	if pool := r.store.Postgres(); pool != nil {
		r.client, err = newClient(riverpgxv5.New(pool), r.config())
	} else {
		r.client, err = newClient(riversqlite.New(r.store.SQLite()), r.config())
	}
	if err != nil {
		return err
	}
	return r.client.Start(ctx)
}

func newClient[TTx any](driver riverdriver.Driver[TTx], config *river.Config) (client, error) {
	return river.NewClient(driver, config)
}

func (r *Runner) config() *river.Config {
	c := store.QueueConfig(r.cfg.Log)
	c.CompletedJobRetentionPeriod = keep
	c.Logger = slog.New(uninterrupted{c.Logger.Handler()})
	c.ErrorHandler = failures{r.cfg.Log}
	c.FetchCooldown = cooldown
	c.FetchOnlyKnownKinds = true
	c.FetchPollInterval = look
	c.JobTimeout = timeout
	c.PeriodicJobs = r.schedule
	c.Queues = r.queues
	c.RescueStuckJobsAfter = rescueAfter
	c.RetryPolicy = backoff{}
	c.SoftStopTimeout = r.cfg.Drain
	c.Workers = r.workers
	return c
}

// Stop takes no more jobs, lets the running ones finish, and returns when they have: after 10 s or
// with the end of ctx at the latest, then with an error. Whatever is left runs after the next
// start. A Runner that never started has nothing to stop.
func (r *Runner) Stop(ctx context.Context) error {
	if r.client == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, stopLimit)
	defer cancel()
	if err := r.client.Stop(ctx); err != nil {
		return fmt.Errorf("waiting for running jobs: %w", err)
	}
	if err := r.release(); err != nil {
		return fmt.Errorf("giving the jobs back: %w", err)
	}
	return nil
}
