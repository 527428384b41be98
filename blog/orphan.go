package blog

import "context"

// Orphan is the job that looks for what a reply answers when that is not known here: a server that
// speaks later than another, or one that never spoke to us. Its work is wired in cmd.
type Orphan struct {
	URI string `json:"uri"` // the reply's id
}

// Kind implements Job.
func (Orphan) Kind() string { return "orphan" }

// Options implements the options of a Job: a queue of its own, since other servers decide how long it takes.
func (o Orphan) Options() JobOptions {
	return JobOptions{UniqueKey: o.URI, Queue: "parents", MaxAttempts: 8}
}

// SeekParent has the parents of a reply looked for.
func (s *Service) SeekParent(ctx context.Context, uri string) error {
	return s.cfg.Write(ctx, func(tx Tx) error { return tx.Enqueue(Orphan{URI: uri}) })
}
