package jobs

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"pamphlet/blog"
	"pamphlet/blog/store"
)

// periodicAttempts is how often a periodic job is tried when it does not say so itself: the next
// one is coming anyway, and must not wait behind the long pauses of a failing one.
const periodicAttempts = 3

// Register names the work for one kind of job. T is a struct, not a pointer. work may be called by
// several goroutines at once; its context ends after 30 s, or when a stop cannot wait any longer.
// Returning an error has the job tried again later. A kind registered twice fails Start.
func Register[T blog.Job](r *Runner, work func(ctx context.Context, job T) error) {
	var zero T
	if err := river.AddWorkerSafely(r.workers, &worker[T]{work: work}); err != nil {
		r.err = fmt.Errorf("registering the job %s: %w", zero.Kind(), err)
		return
	}
	r.kinds[zero.Kind()] = true
	if queue := store.InsertOptions(zero).Queue; queue != "" {
		r.addQueue(queue)
	}
}

// worker is one kind of work in River's form.
type worker[T blog.Job] struct {
	river.WorkerDefaults[T]
	work func(ctx context.Context, job T) error
}

// Work implements river.Worker. A panic becomes an error here, with its stack, so that it is
// logged like one: once.
func (w *worker[T]) Work(ctx context.Context, job *river.Job[T]) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return w.work(ctx, job.Args)
}

// Every has a job run when the runner starts and then again and again, once for all processes. A
// job is left out while its predecessor is unfinished.
func (r *Runner) Every(interval time.Duration, job blog.Job) {
	options := store.InsertOptions(job)
	if options.MaxAttempts == 0 {
		options.MaxAttempts = periodicAttempts
	}
	options.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
		rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}
	r.periodic = append(r.periodic, job)
	r.schedule = append(r.schedule, river.NewPeriodicJob(river.PeriodicInterval(interval),
		func() (river.JobArgs, *river.InsertOpts) { return job, options }, &river.PeriodicJobOpts{RunOnStart: true}))
}
