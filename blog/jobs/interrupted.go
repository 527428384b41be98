package jobs

import (
	"context"
	"log/slog"
)

// beginFailed is what River says when it cannot enqueue periodic jobs.
const beginFailed = "maintenance.PeriodicJobEnqueuer: Error starting transaction"

// uninterrupted leaves out of River's log that Stop interrupted it while it was about to enqueue periodic
// jobs: nothing is lost, since they are enqueued at every start. The same with another cause is an error.
type uninterrupted struct{ slog.Handler }

// Handle implements slog.Handler.
func (h uninterrupted) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == beginFailed && causeOf(r) == context.Canceled.Error() {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

// causeOf is the text of a record's error.
func causeOf(r slog.Record) (cause string) {
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "error" {
			cause = a.Value.String()
		}
		return cause == ""
	})
	return cause
}

// WithAttrs implements slog.Handler.
func (h uninterrupted) WithAttrs(attrs []slog.Attr) slog.Handler {
	return uninterrupted{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements slog.Handler.
func (h uninterrupted) WithGroup(name string) slog.Handler {
	return uninterrupted{h.Handler.WithGroup(name)}
}
