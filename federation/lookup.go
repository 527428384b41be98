package federation

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// ErrHandle means that a handle does not lead to an actor that answers to it.
var ErrHandle = errors.New("the handle leads nowhere")

// handle is name@host.
type handle struct{ name, host string }

func (h handle) String() string { return h.name + "@" + h.host }

func parseHandle(text string) (handle, error) {
	name, host, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(text), "@"), "@")
	if !ok || name == "" || host == "" || strings.ContainsAny(name+host, "/?#@ \t") {
		return handle{}, fmt.Errorf("%w: write it as @name@host", ErrHandle)
	}
	return handle{name, strings.ToLower(host)}, nil
}

// LookupHandle finds the actor of a handle as in "@alice@example.org". The handle's host may be another one than the
// actor's, but then both must say so: otherwise anybody could hand out handles of anybody. Errors: ErrHandle, and those
// of FetchActor.
func (c *Context) LookupHandle(ctx context.Context, text string) (*vocab.Actor, error) {
	asked, err := parseHandle(text)
	if err != nil {
		return nil, err
	}
	named, self, err := c.finger(ctx, asked)
	if err != nil {
		return nil, err
	}
	if named.host != asked.host {
		// A subject elsewhere is a redirect, of which there may be one.
		again, selfThere, err := c.finger(ctx, named)
		if err != nil {
			return nil, err
		}
		if again.host != named.host || selfThere != self {
			return nil, fmt.Errorf("%w: %s and %s disagree about it", ErrHandle, asked.host, named.host)
		}
	}
	actor, err := c.FetchActor(ctx, self)
	if err != nil {
		return nil, err
	}
	if err := c.answersTo(ctx, actor, named); err != nil {
		return nil, err
	}
	return actor, nil
}

// answersTo makes sure that the actor's own host gives it that handle.
func (c *Context) answersTo(ctx context.Context, actor *vocab.Actor, named handle) error {
	if transport.SameOrigin(actor.ID, "https://"+named.host) || transport.SameOrigin(actor.ID, "http://"+named.host) {
		return nil // the host that was asked is the actor's own
	}
	back, self, err := c.finger(ctx, handle{actor.PreferredUsername, hostOf(actor.ID)})
	if err != nil {
		return err
	}
	if self != actor.ID || back.host != named.host || !strings.EqualFold(back.name, named.name) {
		return fmt.Errorf("%w: %s does not answer to %s", ErrHandle, actor.ID, named)
	}
	return nil
}

// webFingerURL is where to ask for an account.
func webFingerURL(scheme string, h handle) string {
	return scheme + "://" + h.host + webFingerPath + "?resource=" + url.QueryEscape("acct:"+h.String())
}

// ask gets the WebFinger answer about a handle from its host.
func (c *Context) ask(ctx context.Context, h handle) (answer jrd, err error) {
	err = c.readJSON(ctx, webFingerURL("https", h), jrdType+", application/json", &answer)
	var status *transport.StatusError
	if err != nil && !errors.As(err, &status) && c.base.Scheme == "http" {
		// A site that is itself on plain http is a test, and so are its neighbours.
		err = c.readJSON(ctx, webFingerURL("http", h), jrdType+", application/json", &answer)
	}
	return answer, err
}

// finger asks the handle's host, and gives the handle and actor it names.
func (c *Context) finger(ctx context.Context, h handle) (handle, string, error) {
	answer, err := c.ask(ctx, h)
	if err != nil {
		return handle{}, "", err
	}
	named, err := parseHandle(strings.TrimPrefix(answer.Subject, "acct:"))
	if err != nil || !strings.HasPrefix(answer.Subject, "acct:") {
		return handle{}, "", fmt.Errorf("%w: %s answers without a subject", ErrHandle, h.host)
	}
	for _, link := range answer.Links {
		if link.Rel == relSelf && transport.IsActivityJSON(link.Type) && link.Href != "" {
			return named, link.Href, nil
		}
	}
	return handle{}, "", fmt.Errorf("%w: %s names no actor for it", ErrHandle, h.host)
}
