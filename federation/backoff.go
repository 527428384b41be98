package federation

import "time"

// schedule is how long to wait after the first, second ... failed try; the last entry repeats.
var schedule = [...]time.Duration{
	time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

// How often to try: with the schedule, the last one comes 118 hours after the first, give or take the jitter. A 401 is
// worth a few tries only, since it seldom means that our key has not arrived yet.
const (
	MaxTries             = 12
	MaxTriesUnauthorized = 4
)

// Backoff is how long to wait after that many failed tries, from 1 on. random gives numbers from 0 to 1, as
// rand.Float64 does; it spreads the wait by a fifth to either side, so that hosts that failed together do not come back
// together.
func Backoff(tries int, random func() float64) time.Duration {
	wait := schedule[min(max(tries, 1), len(schedule))-1]
	return time.Duration(float64(wait) * (0.8 + 0.4*random()))
}
