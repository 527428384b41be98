package hub

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/federation/transport"
)

// Tell is the job that sends a feed to one subscriber.
type Tell struct {
	Subscription int64  `json:"subscription"`
	Digest       string `json:"digest"` // of the feed that made it necessary
}

// Kind implements blog.Job.
func (Tell) Kind() string { return "websub_tell" }

// Options implements blog.Job. One change is one job: with one job for each subscriber alone, a change that comes
// while the one before is told would be lost.
func (t Tell) Options() blog.JobOptions {
	return blog.JobOptions{Queue: queue, MaxAttempts: 12, UniqueKey: strconv.FormatInt(t.Subscription, 10) + " " + t.Digest}
}

// Changed has everybody told whose feed is another now than when they got it last.
func (h *Hub) Changed(ctx context.Context) error {
	topics, err := h.Store.SubscribedTopics(ctx, h.Now())
	if err != nil {
		return err
	}
	for _, topic := range topics {
		feed, err := h.read(ctx, topic)
		if isGone(err) {
			continue
		}
		if err != nil {
			return err
		}
		behind, err := h.Store.BehindSubscriptions(ctx, topic, feed.digest(), h.Now())
		if err != nil {
			return err
		}
		if err := h.enqueue(ctx, behind, feed.digest()); err != nil {
			return err
		}
	}
	return nil
}

func (h *Hub) enqueue(ctx context.Context, subscriptions []int64, digest string) error {
	if len(subscriptions) == 0 {
		return nil
	}
	return h.Store.Write(ctx, func(tx *store.Tx) error {
		for _, id := range subscriptions {
			if err := tx.Enqueue(Tell{Subscription: id, Digest: digest}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Tell sends what the feed is now.
func (h *Hub) Tell(ctx context.Context, t Tell) error {
	sub, err := h.Store.Subscription(ctx, t.Subscription)
	if blog.CodeOf(err) == blog.NotFound || err == nil && !sub.ExpiresAt.After(h.Now()) {
		return nil
	}
	if err != nil {
		return err
	}
	feed, err := h.read(ctx, sub.Topic)
	if isGone(err) {
		return nil
	}
	if err != nil || feed.digest() == sub.Sent {
		return err
	}
	answer, err := h.Transport.Post(ctx, sub.Callback, transport.Payload{Body: feed.Body, ContentType: feed.MediaType, Header: h.header(sub, feed)})
	switch {
	case err != nil:
		return err
	case answer.Status == http.StatusGone: // section 6.1: the subscription is over
		return h.Store.DeleteSubscription(ctx, sub.Topic, sub.Callback)
	case answer.Status < 200 || answer.Status > 299:
		return fmt.Errorf("telling %s: it answered %d", sub.Callback, answer.Status)
	}
	return h.Store.MarkSent(ctx, sub.ID, feed.digest())
}

// isGone is for a feed that is not there: its subscriptions end with their leases, or it comes back before.
func isGone(err error) bool {
	code := blog.CodeOf(err)
	return code == blog.NotFound || code == blog.Gone || code == blog.Invalid
}

// header says which feed it is and, where there is a secret, proves that it is from us (section 7).
func (h *Hub) header(sub store.Subscription, feed Feed) http.Header {
	self := sub.Topic
	if u, err := url.Parse(self); err == nil {
		self = u.String() // escaped, though the subscriber may have written it as people do
	}
	header := http.Header{"Link": {fmt.Sprintf(`<%s%s>; rel="hub"`, h.base, h.Path), fmt.Sprintf(`<%s>; rel="self"`, self)}}
	if sub.Secret != "" {
		mac := hmac.New(sha256.New, []byte(sub.Secret))
		mac.Write(feed.Body)
		header.Set("X-Hub-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	}
	return header
}
