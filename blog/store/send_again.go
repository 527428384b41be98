package store

import (
	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Unreached implements blog.Tx.
func (tx *Tx) Unreached(articleID int64) ([]string, error) { return tx.q.Unreached(tx.ctx, articleID) }

// SendAgain implements blog.Tx. The deliveries are made in the order of their activities, which is that of before; a server
// that rests after failures is tried at once, since a person asked for it.
func (tx *Tx) SendAgain(articleID int64, host string) (sent bool, err error) {
	rows, err := tx.q.Sendable(tx.ctx, articleID)
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		out, err := outgoing(row)
		if err != nil {
			return false, err
		}
		for _, audience := range out.Audiences {
			to, err := tx.deliverTo(out, audience, host)
			if err != nil {
				return false, err
			}
			sent = sent || to
		}
	}
	if !sent {
		return false, nil
	}
	return true, tx.q.EndRest(tx.ctx, host)
}

// deliverTo makes the deliveries of an activity to those inboxes at a host that are in an audience.
func (tx *Tx) deliverTo(out blog.Outgoing, audience int64, host string) (any bool, err error) {
	inboxes, err := tx.q.InboxesAt(tx.ctx, sqlc.InboxesAtParams{BlogID: audience, Host: host})
	if err != nil {
		return false, err
	}
	for _, inbox := range inboxes {
		if err := tx.InsertDelivery(out, host, inbox); err != nil {
			return false, err
		}
	}
	return len(inboxes) > 0, nil
}
