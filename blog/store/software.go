package store

import (
	"context"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Software is what a server said it runs.
type Software struct {
	Name    string // as in its NodeInfo, in lower case; "" when it did not say
	Version string
	AskedAt time.Time // zero when it was never asked
}

// SoftwareOf is what a host said it runs.
func (s *Store) SoftwareOf(ctx context.Context, host string) (Software, error) {
	row, err := s.queries().HostSoftware(ctx, host)
	if err = found(err); blog.CodeOf(err) == blog.NotFound {
		return Software{}, nil
	}
	return Software{Name: row.Software, Version: row.Version, AskedAt: fromMillis(row.AskedAt)}, err
}

// SetSoftware remembers what a host said.
func (s *Store) SetSoftware(ctx context.Context, host string, is Software) error {
	return s.Write(ctx, func(tx *Tx) error {
		return tx.q.SetHostSoftware(tx.ctx, sqlc.SetHostSoftwareParams{Host: host, Software: is.Name, Version: is.Version, AskedAt: millis(is.AskedAt)})
	})
}
