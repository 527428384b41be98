package fediverse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// maxParents is how far up a reply is followed towards an article of ours.
const maxParents = 20

// concernsUs reports whether a reply to something unknown may belong to a thread here: it came to or
// names one of our people. Whatever else the people we follow write to each other is not fetched.
func (b *Bridge) concernsUs(in federation.Inbound, object *vocab.Object) bool {
	return in.Inbox != "" || slices.ContainsFunc(slices.Concat(object.To, object.Cc, object.Mentions()), func(id string) bool {
		_, ours := b.blogs.ID(id)
		return ours
	})
}

// Adopt finds the place of a reply whose parent was not known: upwards from one to the next, each asked
// at its own server, until something stands here. It is the work of the job blog.Orphan.
func (b *Bridge) Adopt(ctx context.Context, job blog.Orphan) error {
	chain, to, climbing := b.climb(ctx, job.URI)
	if len(chain) == 0 {
		return climbing
	}
	if to.ArticleID == 0 {
		// It belongs to no thread here, or nobody can tell just now; but it may name one of our people.
		actor, err := b.known(ctx, chain[0].Author())
		if err != nil {
			return forGood(err)
		}
		return errors.Join(b.mention(ctx, "", chain[0], actor), climbing)
	}
	for _, object := range slices.Backward(chain) {
		placed, err := b.place(ctx, object, to)
		if err != nil || !placed {
			return err
		}
		if to, err = b.targetOf(ctx, object.ID); errors.Is(err, blog.ErrNotFound) {
			return nil // deleted in the meantime
		} else if err != nil {
			return err
		}
	}
	return nil
}

// place puts a fetched reply into its thread; placed is false when it is not wanted there, and with it
// all that stands below.
func (b *Bridge) place(ctx context.Context, object *vocab.Object, to blog.Target) (placed bool, err error) {
	actor, err := b.known(ctx, object.Author())
	if err != nil {
		return false, forGood(err)
	}
	comment := commentOf(object)
	if comment.HTML == "" {
		return false, nil
	}
	comment.Actor = actor
	err = b.service.ReceiveComment(ctx, blog.Received{To: to, Comment: comment})
	if code := blog.CodeOf(err); code == blog.Forbidden || code == blog.Invalid {
		return false, nil
	}
	return err == nil, err
}

// climb collects the objects from uri up to the first that answers something here, which to is. Without
// an end here to is zero; when not everybody may read the first there is nothing at all.
func (b *Bridge) climb(ctx context.Context, uri string) (chain []*vocab.Object, to blog.Target, err error) {
	for range maxParents {
		object, err := b.ask(ctx, uri)
		if err != nil {
			return chain, to, forGood(err)
		}
		if !vocab.IsPublic(slices.Concat(object.To, object.Cc)) {
			return chain, to, nil
		}
		chain = append(chain, object)
		to, err = b.targetOf(ctx, object.InReplyTo)
		if !errors.Is(err, blog.ErrNotFound) {
			return chain, to, err
		}
		uri = object.InReplyTo
		circle := slices.ContainsFunc(chain, func(o *vocab.Object) bool { return o.ID == uri })
		if _, ours := b.answers.ID(uri); ours || circle || uri == "" {
			return chain, blog.Target{}, nil
		}
	}
	return chain, blog.Target{}, nil
}

// ask fetches one object, briefly, and not too often from one host.
func (b *Bridge) ask(ctx context.Context, uri string) (*vocab.Object, error) {
	if !b.limits.mayAsk(hostOf(uri), b.now()) {
		return nil, fmt.Errorf("%w: %s", errAskedEnough, hostOf(uri))
	}
	ctx, cancel := context.WithTimeout(ctx, askWait)
	defer cancel()
	return b.fed.Fetch(ctx, uri)
}

const askWait = 8 * time.Second

var errAskedEnough = errors.New("this host was asked enough for now")

// forGood is nil for what will not be better another time: deleted, private, or no document at all.
func forGood(err error) error {
	var status *transport.StatusError
	switch {
	case errors.As(err, &status) && status.Status >= 400 && status.Status < 500 && status.Status != http.StatusTooManyRequests:
		return nil
	case errors.Is(err, federation.ErrNotActivity), errors.Is(err, federation.ErrOrigin),
		errors.Is(err, vocab.ErrMalformed), errors.Is(err, vocab.ErrLimit),
		errors.Is(err, transport.ErrRefusedAddress), errors.Is(err, transport.ErrRedirect),
		errors.Is(err, transport.ErrTooLarge), errors.Is(err, transport.ErrEncoding):
		return nil
	}
	return err
}

// onMove follows an actor to their new account, if that says it is theirs (FEP-7628).
func (b *Bridge) onMove(ctx context.Context, in federation.Inbound) error {
	if moved := in.Activity.Object.First().ID; moved != in.Actor {
		return blog.Errorf(blog.Forbidden, "Only who moves can say so.")
	}
	if in.Activity.Target.ID == "" {
		return blog.Errorf(blog.Invalid, "A Move needs a target: the new account.")
	}
	doc, err := b.fed.FetchActor(ctx, in.Activity.Target.ID)
	if err != nil {
		return unreadable(err)
	}
	if !slices.Contains(doc.AlsoKnownAs, in.Actor) {
		return blog.Errorf(blog.Forbidden, "%s does not say that it is also known as %s.", doc.ID, in.Actor)
	}
	return b.service.ActorMoved(ctx, in.Actor, actorOf(doc, b.now()), in.Activity.ID)
}
