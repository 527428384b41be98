package store

import (
	"context"
	"slices"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Due is one delivery whose time has come.
type Due struct {
	ID        int64
	Inbox     string
	Attempts  int
	CreatedAt time.Time
	Activity  blog.Outgoing
}

// DueHosts are hosts that have something to get and may be asked now.
func (s *Store) DueHosts(ctx context.Context, now time.Time, max int) ([]string, error) {
	return s.queries().DueHosts(ctx, sqlc.DueHostsParams{Now: millis(now), Max: int64(max)})
}

// DueDeliveries are deliveries to one host in order: of several about one object to one inbox only the first.
func (s *Store) DueDeliveries(ctx context.Context, host string, now time.Time, max int) ([]Due, error) {
	rows, err := s.queries().DueDeliveries(ctx, sqlc.DueDeliveriesParams{Host: host, Now: millis(now), Max: int64(max)})
	return each(rows, err, func(row sqlc.DueDeliveriesRow) (Due, error) {
		due := Due{
			ID: row.ID, Inbox: row.Inbox, Attempts: int(row.Attempts), CreatedAt: fromMillis(row.CreatedAt),
			Activity: blog.Outgoing{ID: row.ActivityID, APID: row.APID, BlogID: row.BlogID, ArticleID: row.ArticleID,
				Object: row.Object, Kind: row.Kind, Body: []byte(row.Body), CreatedAt: fromMillis(row.BegunAt)},
		}
		return due, decode("software", row.NotFor, &due.Activity.NotFor)
	})
}

// LeaseHost makes one process the only one that delivers to a host until a moment; it may be renewed.
func (s *Store) LeaseHost(ctx context.Context, host, by string, now, until time.Time) (ok bool, err error) {
	err = s.Write(ctx, func(tx *Tx) error {
		n, err := tx.q.LeaseHost(tx.ctx, sqlc.LeaseHostParams{Host: host, LeasedBy: by, LeasedUntil: millis(until), Now: millis(now)})
		ok = n > 0
		return err
	})
	return ok, err
}

// ReleaseHost ends a lease. With host "" it ends all of them: on SQLite there is one server, so at
// its start every lease is that of a dead one.
func (s *Store) ReleaseHost(ctx context.Context, host, by string) error {
	return s.Write(ctx, func(tx *Tx) error {
		return tx.q.ReleaseHost(tx.ctx, sqlc.ReleaseHostParams{Host: host, LeasedBy: by})
	})
}

// Host is what is known of a server's health.
type Host struct {
	Failures     int // in a row
	FailingSince time.Time
}

// HostHealth is how a host did lately; one never heard of is healthy.
func (s *Store) HostHealth(ctx context.Context, host string) (Host, error) {
	row, err := s.queries().HostHealth(ctx, host)
	if err = found(err); blog.CodeOf(err) == blog.NotFound {
		return Host{}, nil
	}
	return Host{Failures: int(row.Failures), FailingSince: fromMillis(row.FailingSince)}, err
}

// Revive ends the rest of a host that was heard from; it is false when the host does not rest. How often
// it failed is kept: if it fails again, it rests as long as before.
func (s *Store) Revive(ctx context.Context, host string, now time.Time) (bool, error) {
	n, err := s.queries().HostRests(ctx, sqlc.HostRestsParams{Host: host, RetryAt: millis(now)})
	if err != nil || n == 0 {
		return false, err
	}
	return true, s.Write(ctx, func(tx *Tx) error { return tx.q.EndRest(tx.ctx, host) })
}

// Settled is what a delivery came to.
type Settled struct {
	Due     Due
	Host    string
	State   blog.ReceiptState
	Answer  string    // status and words, for the writer
	Next    time.Time // when it is tried again; zero when it is not
	Retry   time.Time // before this nothing else is sent to the host; zero when it answered
	Removed bool      // the inbox is gone: whoever reads there follows no more
	Now     time.Time
}

// Settle records what a delivery came to, in one transaction.
func (s *Store) Settle(ctx context.Context, d Settled) error {
	return s.Write(ctx, func(tx *Tx) error {
		if err := tx.settleDelivery(d); err != nil {
			return err
		}
		if err := tx.settleHost(d); err != nil {
			return err
		}
		if d.Due.Activity.ArticleID == 0 {
			return nil
		}
		return tx.q.SaveReceipt(tx.ctx, sqlc.SaveReceiptParams{
			ArticleID: d.Due.Activity.ArticleID, Host: d.Host, State: string(d.State), Answer: d.Answer,
			NextAt: millis(d.Next), UpdatedAt: millis(d.Now),
		})
	})
}

// DropDelivery forgets a delivery that is not wanted where it goes.
func (s *Store) DropDelivery(ctx context.Context, id int64) error {
	return s.Write(ctx, func(tx *Tx) error { return tx.q.DeleteDelivery(tx.ctx, id) })
}

func (tx *Tx) settleDelivery(d Settled) error {
	switch {
	case d.Removed:
		return tx.q.DeleteDeliveriesTo(tx.ctx, d.Due.Inbox)
	case d.Next.IsZero():
		return tx.q.DeleteDelivery(tx.ctx, d.Due.ID)
	}
	return tx.q.PostponeDelivery(tx.ctx, sqlc.PostponeDeliveryParams{ID: d.Due.ID, DueAt: millis(d.Next)})
}

func (tx *Tx) settleHost(d Settled) error {
	if d.Retry.IsZero() {
		return tx.q.HostAnswered(tx.ctx, d.Host)
	}
	return tx.q.HostFailed(tx.ctx, sqlc.HostFailedParams{Host: d.Host, Now: millis(d.Now), RetryAt: millis(d.Retry)})
}

// Receipts are what became of an article at each host, trouble first.
func (s *Store) Receipts(ctx context.Context, articleID int64) ([]blog.Receipt, error) {
	rows, err := s.queries().Receipts(ctx, articleID)
	return each(rows, err, func(row sqlc.ReceiptsRow) (blog.Receipt, error) {
		return blog.Receipt{
			Host: row.Host, Software: row.Software, Version: row.Version, State: blog.ReceiptState(row.State), Answer: row.Answer,
			Next: fromMillis(max(row.NextAt, row.RetryAt)), UpdatedAt: fromMillis(row.UpdatedAt),
		}, nil
	})
}

// ActivityByAPID is an activity of ours by its complete id.
func (s *Store) ActivityByAPID(ctx context.Context, apID string) (blog.Outgoing, error) {
	row, err := s.queries().ActivityByAPID(ctx, apID)
	if err != nil {
		return blog.Outgoing{}, found(err)
	}
	return outgoing(row)
}

// UnsentAnnounces are what publications keep of one thing to pass on, in the order it came.
func (s *Store) UnsentAnnounces(ctx context.Context, object string) ([]blog.Outgoing, error) {
	rows, err := s.queries().UnsentAnnounces(ctx, object)
	return each(rows, err, outgoing)
}

// LastRemoval is the latest Delete of something by one of our people.
func (s *Store) LastRemoval(ctx context.Context, object string) (blog.Outgoing, error) {
	row, err := s.queries().LastRemoval(ctx, object)
	if err != nil {
		return blog.Outgoing{}, found(err)
	}
	return outgoing(row)
}

// Announced implements blog.Tx.
func (tx *Tx) Announced(blogID int64, object string) (bool, error) {
	n, err := tx.q.CountAnnounces(tx.ctx, sqlc.CountAnnouncesParams{BlogID: blogID, Object: object})
	return n > 0, err
}

func outgoing(row sqlc.Activity) (blog.Outgoing, error) {
	out := blog.Outgoing{ID: row.ID, APID: row.APID, BlogID: row.BlogID, ArticleID: row.ArticleID, Object: row.Object,
		Kind: row.Kind, Body: []byte(row.Body), CreatedAt: fromMillis(row.CreatedAt)}
	if err := decode("audiences", row.Audiences, &out.Audiences); err != nil {
		return blog.Outgoing{}, err
	}
	return out, decode("software", row.NotFor, &out.NotFor)
}

// InsertActivity implements blog.Tx.
func (tx *Tx) InsertActivity(out *blog.Outgoing) error {
	_, err := tx.insertActivity(out)
	return err
}

func (tx *Tx) insertActivity(out *blog.Outgoing) (sqlc.InsertActivityRow, error) {
	audiences, err := encode("audiences", out.Audiences)
	if err != nil {
		return sqlc.InsertActivityRow{}, err
	}
	notFor, err := encode("software", append([]string{}, out.NotFor...)) // [] for none
	if err != nil {
		return sqlc.InsertActivityRow{}, err
	}
	row, err := tx.q.InsertActivity(tx.ctx, sqlc.InsertActivityParams{
		APID: out.APID, BlogID: out.BlogID, ArticleID: out.ArticleID, Object: out.Object, Kind: out.Kind,
		Body: string(out.Body), Audiences: audiences, NotFor: notFor, CreatedAt: millis(tx.now()),
	})
	out.ID = row.ID
	return row, err
}

// FanOut implements blog.Tx.
func (tx *Tx) FanOut(out *blog.Outgoing, max int) (more bool, err error) {
	row, err := tx.insertActivity(out)
	done, after := int(row.Fanned), row.FannedAfter
	if err != nil || done > len(out.Audiences) {
		return false, err
	}
	if done == len(out.Audiences) { // the last step is those who are named
		for _, to := range out.To {
			if err := tx.deliverOnce(*out, done, to.Host, to.Inbox); err != nil {
				return false, err
			}
		}
		return false, tx.q.SetFanned(tx.ctx, sqlc.SetFannedParams{ID: out.ID, Fanned: int64(done + 1)})
	}
	inboxes, err := tx.q.Audience(tx.ctx, sqlc.AudienceParams{BlogID: out.Audiences[done], After: after, Max: int64(max)})
	if err != nil {
		return false, err
	}
	for _, inbox := range inboxes {
		after = inbox.Inbox
		if slices.Contains(out.NotFor, inbox.Software) {
			continue
		}
		if err := tx.deliverOnce(*out, done, inbox.Host, inbox.Inbox); err != nil {
			return false, err
		}
	}
	if len(inboxes) < max {
		done, after = done+1, ""
	}
	err = tx.q.SetFanned(tx.ctx, sqlc.SetFannedParams{ID: out.ID, Fanned: int64(done), FannedAfter: after})
	return true, err
}

// deliverOnce leaves out an inbox that is in an audience before this one: it may have got its delivery, of
// which nothing is left then.
func (tx *Tx) deliverOnce(out blog.Outgoing, done int, host, inbox string) error {
	for _, id := range out.Audiences[:done] {
		in, err := tx.q.InAudience(tx.ctx, sqlc.InAudienceParams{BlogID: id, Inbox: inbox})
		if err != nil || in > 0 {
			return err
		}
	}
	return tx.InsertDelivery(out, host, inbox)
}

// InsertDelivery implements blog.Tx. An Update that still waits for its first try is pointless once a newer one follows.
func (tx *Tx) InsertDelivery(out blog.Outgoing, host, inbox string) error {
	if out.Kind == "Update" {
		err := tx.q.SupersedeUpdates(tx.ctx, sqlc.SupersedeUpdatesParams{Inbox: inbox, Object: out.Object, ActivityID: out.ID})
		if err != nil {
			return err
		}
	}
	now := millis(tx.now())
	if err := tx.q.InsertDelivery(tx.ctx, sqlc.InsertDeliveryParams{
		ActivityID: out.ID, Host: host, Inbox: inbox, Object: out.Object, DueAt: now, CreatedAt: now,
	}); err != nil {
		return err
	}
	if out.ArticleID == 0 {
		return nil
	}
	return tx.q.AwaitReceipt(tx.ctx, sqlc.AwaitReceiptParams{ArticleID: out.ArticleID, Host: host, UpdatedAt: now})
}
