package fediverse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/federation"
	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
)

// The breaker of one host: after five failures in a row it rests for half an hour, then twice as long each time.
const (
	breakerFailures = 5
	breakerRest     = 30 * time.Minute
	breakerMax      = 24 * time.Hour
)

// deliver tries one delivery and records what came of it. answered is false when the host gets nothing more this time.
func (c *courier) deliver(ctx context.Context, host string, d store.Due, health store.Host) (answered bool, err error) {
	keys, err := c.bridge.keysOf(ctx, d.Activity.BlogID)
	if err != nil {
		return false, err
	}
	software, err := c.bridge.learn(ctx, host)
	if err != nil {
		return false, err
	}
	if slices.Contains(d.Activity.NotFor, software) {
		return health.Failures == 0, c.store.DropDelivery(ctx, d.ID)
	}
	body, err := bodyFor(d.Activity, software)
	if err != nil {
		return false, err
	}
	if body, err = keys.prove(body, d.Activity.CreatedAt); err != nil {
		return false, err
	}
	// A request that is on its way is finished also while the program stops: broken off, nobody would
	// know whether it arrived, and it would be sent again.
	ctx = context.WithoutCancel(ctx)
	result := c.post(ctx, d, body, keys)
	settled := c.judge(d, result, health)
	settled.Host = host
	if settled.Removed {
		if err := c.bridge.inboxGone(ctx, d.Inbox); err != nil {
			return false, err
		}
	}
	// What else waited for an inbox that is gone is gone with it: the courier has to look again.
	return settled.Retry.IsZero() && !settled.Removed, c.store.Settle(ctx, settled)
}

// post sends an activity. The Update that tells of new keys, and what was made before, is signed by the former key
// first: those who know us have that one, and GoToSocial takes a new one from nothing else. Nobody else takes it, and
// gets it signed by the new one.
func (c *courier) post(ctx context.Context, d store.Due, body []byte, keys blogKeys) federation.Result {
	delivery := federation.Delivery{Inbox: d.Inbox, Body: body, Digest: signature.Digest(body), Key: keys.signs}
	if keys.former.Private == nil || d.Activity.APID != keys.told && d.Activity.CreatedAt.After(keys.at) {
		return c.bridge.fed.Deliver(ctx, delivery)
	}
	delivery.Key = keys.former
	result := c.bridge.fed.Deliver(ctx, delivery)
	switch result.Status {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
		delivery.Key = keys.signs
		return c.bridge.fed.Deliver(ctx, delivery)
	}
	return result
}

// judge decides what an answer means for the delivery and for its host.
func (c *courier) judge(d store.Due, r federation.Result, health store.Host) store.Settled {
	now := c.now()
	s := store.Settled{Due: d, Answer: answerWords(r), Now: now}
	switch r.Outcome {
	case federation.Delivered:
		s.State = blog.Arrived
	case federation.Refused:
		s.State = blog.RefusedReceipt
	case federation.Removed:
		s.State, s.Removed = blog.RefusedReceipt, true
	case federation.Retry:
		tries := d.Attempts + 1
		most := federation.MaxTries
		if r.Status == http.StatusUnauthorized {
			most = federation.MaxTriesUnauthorized
		}
		if tries >= most {
			s.State = blog.Away
			s.Retry = now.Add(c.rest(health.Failures + 1)) // it did not answer this time either
			break
		}
		s.State = blog.Waiting
		s.Next = now.Add(max(federation.Backoff(tries, c.random), r.After))
		if r.Status != http.StatusUnauthorized {
			s.Retry = now.Add(max(c.rest(health.Failures+1), r.After))
		}
	}
	return s
}

// rest is how long a host is left alone after that many failures in a row.
func (c *courier) rest(failures int) time.Duration {
	if failures < breakerFailures {
		return federation.Backoff(1, c.random)
	}
	return min(breakerRest<<min(failures-breakerFailures, 10), breakerMax)
}

func answerWords(r federation.Result) string {
	if r.Status == 0 {
		return r.Words
	}
	return fmt.Sprintf("%d %s", r.Status, r.Words)
}

// inboxGone acts on an inbox that answers 410: a personal one takes its follower along; behind a
// shared one each actor is asked whether they are still there.
func (b *Bridge) inboxGone(ctx context.Context, inbox string) error {
	actors, err := b.store.ActorsBehind(ctx, inbox, maxAsked)
	if err != nil {
		return err
	}
	for _, actor := range actors {
		if actor.SharedInbox == inbox && !b.isGone(ctx, actor.URI) {
			continue
		}
		if err := b.service.ActorGone(ctx, actor.URI); err != nil {
			return err
		}
	}
	return nil
}

// maxAsked is how many actors behind one shared inbox are asked at a time.
const maxAsked = 50

// isGone asks an actor's own server whether the account was deleted. Only 410 says so; anything
// else may be over tomorrow.
func (b *Bridge) isGone(ctx context.Context, actor string) bool {
	_, err := b.fed.FetchActor(ctx, actor)
	var status *transport.StatusError
	return errors.As(err, &status) && status.Status == http.StatusGone
}
