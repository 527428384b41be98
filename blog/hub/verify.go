package hub

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/federation/transport"
)

// The modes of WebSub.
const (
	subscribe   = "subscribe"
	unsubscribe = "unsubscribe"
)

// Verify is the job that asks a callback whether it wants what was asked for in its name (WebSub section 5.3).
type Verify struct {
	Mode         string `json:"mode"`
	Topic        string `json:"topic"`
	Callback     string `json:"callback"`
	Secret       string `json:"secret,omitempty"`
	LeaseSeconds int    `json:"lease"`
}

// Kind implements blog.Job.
func (Verify) Kind() string { return "websub_verify" }

// Options implements blog.Job: asking again and again would be no help to who is not there now.
func (Verify) Options() blog.JobOptions { return blog.JobOptions{Queue: queue, MaxAttempts: 2} }

// queue keeps slow subscribers from holding up other work.
const queue = "websub"

// Verify asks, and begins or ends the subscription.
func (h *Hub) Verify(ctx context.Context, v Verify) error {
	agreed, err := h.agreed(ctx, v)
	if err != nil {
		return err
	}
	if !agreed {
		h.Log.Info("a subscription was not confirmed", "mode", v.Mode, "topic", v.Topic, "callback", v.Callback)
		return nil
	}
	if v.Mode == unsubscribe {
		return h.Store.DeleteSubscription(ctx, v.Topic, v.Callback)
	}
	feed, err := h.read(ctx, v.Topic)
	if isGone(err) {
		return h.deny(ctx, v)
	}
	if err != nil {
		return err
	}
	host, err := callbackHost(v.Callback)
	if err != nil {
		return nil //nolint:nilerr // as in ask
	}
	now := h.Now()
	return h.Store.PutSubscription(ctx, store.Subscription{
		Topic: v.Topic, Callback: v.Callback, Host: host, Secret: v.Secret, Sent: feed.digest(),
		CreatedAt: now, ExpiresAt: now.Add(time.Duration(v.LeaseSeconds) * time.Second),
	})
}

// agreed reports whether the callback echoes the challenge. The error is of the way there, which may be better later.
func (h *Hub) agreed(ctx context.Context, v Verify) (bool, error) {
	challenge := rand.Text()
	query := url.Values{"hub.mode": {v.Mode}, "hub.topic": {v.Topic}, "hub.challenge": {challenge}}
	if v.Mode == subscribe {
		query.Set("hub.lease_seconds", strconv.Itoa(v.LeaseSeconds))
	}
	answer, err := h.ask(ctx, v.Callback, query)
	return err == nil && answer == challenge, err
}

// deny tells the callback that there will be no subscription (section 5.2).
func (h *Hub) deny(ctx context.Context, v Verify) error {
	_, err := h.ask(ctx, v.Callback, url.Values{"hub.mode": {"denied"}, "hub.topic": {v.Topic}, "hub.reason": {"There is no such feed on this site."}})
	return err
}

// ask is what a callback says to a query; nothing where it refuses to answer, or may not be asked.
func (h *Hub) ask(ctx context.Context, callback string, query url.Values) (string, error) {
	at, err := url.Parse(callback)
	if err != nil {
		return "", nil //nolint:nilerr // it was checked before; what is in the queue may be older than the rules
	}
	if at.RawQuery != "" {
		at.RawQuery += "&" // what the subscriber put there stays as it is (section 5.3.1)
	}
	at.RawQuery += query.Encode()
	answer, err := h.Transport.Get(ctx, at.String(), transport.Request{MaxBytes: maxBody, SameOriginOnly: true})
	var refused *transport.StatusError
	switch {
	case errors.As(err, &refused), errors.Is(err, transport.ErrRefusedAddress), errors.Is(err, transport.ErrRedirect), errors.Is(err, transport.ErrTooLarge):
		return "", nil
	case err != nil:
		return "", err
	}
	return strings.TrimSpace(string(answer.Body)), nil
}
