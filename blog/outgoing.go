package blog

import (
	"context"
	"time"
)

// Outgoing is an activity of ours, finished and ready to be signed and sent.
type Outgoing struct {
	ID        int64
	APID      string        // complete id
	BlogID    int64         // who signs; 0 for the site itself
	ArticleID int64         // 0 when it is about none
	Object    string        // what it is about; deliveries about one object to one inbox keep their order
	Kind      string        // Create, Update, Delete ...
	Body      []byte        // what is sent in its general form; the integrity proof is added on the way out
	Audiences []int64       // the blogs whose followers get it
	To        []Destination // who else gets it, once the audiences have
	NotFor    []string      // software that does not get it, named as in NodeInfo
	CreatedAt time.Time
}

// fanOutChunk is how many deliveries one transaction makes (measured: 3 ms).
const fanOutChunk = 1000

// Broadcast sends an activity to everybody who follows one of the blogs, and to out.To: one delivery
// for each inbox, however many audiences it is in. Repeated, it goes on where it stopped; once done, it
// changes nothing.
func (s *Service) Broadcast(ctx context.Context, out Outgoing, audiences ...int64) error {
	out.Audiences = audiences
	for more := true; more; {
		err := s.cfg.Write(ctx, func(tx Tx) (err error) {
			more, err = tx.FanOut(&out, fanOutChunk)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Send sends an activity to one actor.
func (s *Service) Send(ctx context.Context, out Outgoing, to Actor) error {
	return s.cfg.Write(ctx, func(tx Tx) error { return send(tx, out, to) })
}

func send(tx Tx, out Outgoing, to Actor) error {
	if err := tx.InsertActivity(&out); err != nil {
		return err
	}
	return tx.InsertDelivery(out, to.Host, to.Inbox)
}
