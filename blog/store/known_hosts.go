package store

import "context"

// InboxesToAsk are one inbox each of the hosts that most followers live on: whom to ask when somebody
// wants to know whether other servers can be reached.
func (s *Store) InboxesToAsk(ctx context.Context, max int) ([]string, error) {
	return s.queries().InboxesToAsk(ctx, int64(max))
}
