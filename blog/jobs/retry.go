package jobs

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// backoff is when a failed job is tried again: after 1 s, 2 s, 4 s and so on up to a day, a fifth
// more or less so that what failed together does not come back together. 25 attempts take nine days.
type backoff struct{}

const longest = 24 * time.Hour

// NextRetry implements river.ClientRetryPolicy.
func (backoff) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().UTC().Add(pause(len(job.Errors), rand.Float64()))
}

// pause is the time to wait after a failure that had this many before it; luck is in [0, 1).
func pause(failures int, luck float64) time.Duration {
	base := longest
	if failures < 17 { // 2^17 s are more than a day
		base = min(time.Second<<failures, longest)
	}
	return time.Duration(float64(base) * (0.8 + 0.4*luck))
}

// failures logs each failed attempt once; River's own words about it are below its log's level.
type failures struct{ log *slog.Logger }

// HandleError implements river.ErrorHandler.
func (f failures) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	level, message := slog.LevelWarn, "a job failed and will be tried again"
	if job.Attempt >= job.MaxAttempts {
		level, message = slog.LevelError, "a job was given up"
	}
	f.log.Log(ctx, level, message, "kind", job.Kind, "job", job.ID,
		"attempt", job.Attempt, "of", job.MaxAttempts, "error", err)
	return nil
}

// HandlePanic implements river.ErrorHandler. Panics in work arrive as errors; for one in River
// itself River's own log line is enough.
func (failures) HandlePanic(context.Context, *rivertype.JobRow, any, string) *river.ErrorHandlerResult {
	return nil
}
