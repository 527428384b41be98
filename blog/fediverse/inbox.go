package fediverse

import (
	"context"
	"errors"
	"net/http"
	"time"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// listen says what others may do here. Whatever arrives was verified: the actor did it, and what is
// embedded is believed only where package federation says so.
func (b *Bridge) listen() {
	on := func(activityType string, act func(context.Context, federation.Inbound) error) {
		b.fed.On(activityType, func(ctx context.Context, in federation.Inbound) error {
			if err := b.limits.allow(in, b.now()); err != nil {
				return err
			}
			if err := b.heardFrom(ctx, hostOf(in.Actor)); err != nil {
				return err
			}
			return refusal(act(ctx, in))
		})
	}
	on(vocab.TypeFollow, b.onFollow)
	on(vocab.TypeCreate, b.onCreate)
	on(vocab.TypeUpdate, b.onUpdate)
	on(vocab.TypeDelete, b.onDelete)
	on(vocab.TypeLike, b.onReaction)
	on(vocab.TypeDislike, b.onReaction)
	on(vocab.TypeEmojiReact, b.onReaction)
	on(vocab.TypeAnnounce, b.onReaction)
	on(vocab.TypeUndo, b.onUndo)
	on(vocab.TypeBlock, b.onBlock)
	on(vocab.TypeAccept, b.onAccept)
	on(vocab.TypeReject, b.onReject)
	on(vocab.TypeMove, b.onMove)
	on(vocab.TypeQuoteRequest, b.onQuoteRequest)
}

// heardFrom has a host that rests asked again: who speaks can listen.
func (b *Bridge) heardFrom(ctx context.Context, host string) error {
	revived, err := b.store.Revive(ctx, host, b.now())
	if revived {
		b.courier.rouse()
	}
	return err
}

// refusal gives other servers the answers of the house.
func refusal(err error) error {
	switch blog.CodeOf(err) {
	case blog.Forbidden:
		return federation.Refuse(http.StatusForbidden, "%s", err.Error())
	case blog.NotFound, blog.Gone:
		return federation.Refuse(http.StatusNotFound, "%s", err.Error())
	case blog.Invalid, blog.Conflict:
		return federation.Refuse(http.StatusBadRequest, "%s", err.Error())
	case blog.Unavailable:
		return federation.Later(http.StatusServiceUnavailable, time.Minute, err.Error())
	}
	return err
}

// onFollow makes the actor a follower. The Accept embeds the whole Follow, which Pixelfed demands.
func (b *Bridge) onFollow(ctx context.Context, in federation.Inbound) error {
	of, err := b.target(ctx, in.Activity.Object.First().ID)
	if err != nil {
		return err
	}
	actor, err := b.sender(ctx, in)
	if err != nil {
		return err
	}
	id := b.blogs.URL(of.APID)
	accept := &vocab.Activity{
		Base:  vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "accept", in.Activity.ID)), Type: vocab.TypeAccept, To: []string{in.Actor}},
		Actor: vocab.Ref(id),
		Object: vocab.Items{vocab.Embed(&vocab.Activity{
			Base: vocab.Base{ID: in.Activity.ID, Type: vocab.TypeFollow}, Actor: vocab.Ref(in.Actor), Object: vocab.Items{vocab.Ref(id)},
		})},
	}
	defer b.courier.rouse()
	return b.service.AddFollower(ctx, blog.Followed{
		BlogID: of.ID, Actor: actor, Activity: in.Activity.ID,
		Accept: blog.Outgoing{APID: accept.ID, BlogID: of.ID, Object: in.Activity.ID, Kind: accept.Type, Body: vocab.Encode(accept)},
	})
}

// onUndo takes back a Follow or a reaction, given whole or by its id, or a QuoteRequest given whole.
func (b *Bridge) onUndo(ctx context.Context, in federation.Inbound) error {
	undone := in.Activity.Object.First()
	if undone.ID == "" {
		return blog.Errorf(blog.Invalid, "What is undone here has no id.")
	}
	if hostOf(undone.ID) != hostOf(in.Actor) {
		return blog.Errorf(blog.Forbidden, "Only who did something can undo it.")
	}
	if !undone.Embedded() {
		if err := b.service.RemoveFollowerBy(ctx, in.Actor, undone.ID); !errors.Is(err, blog.ErrNotFound) {
			return err
		}
		return b.service.Unreact(ctx, blog.Undone{ActorURI: in.Actor, Activity: undone.ID})
	}
	activity, err := undone.Activity()
	if err != nil {
		return blog.Errorf(blog.Invalid, "What is undone here cannot be read.")
	}
	if activity.Actor.ID != "" && activity.Actor.ID != in.Actor {
		return blog.Errorf(blog.Forbidden, "Only who did something can undo it.")
	}
	if activity.Type == vocab.TypeQuoteRequest {
		return b.service.Unquote(ctx, in.Actor, activity.Instrument.First().ID, in.Activity.ID)
	}
	if activity.Type != vocab.TypeFollow {
		return b.undoReaction(ctx, in, activity)
	}
	of, err := b.target(ctx, activity.Object.First().ID)
	if err != nil {
		return err
	}
	return b.service.RemoveFollower(ctx, of.ID, in.Actor, undone.ID)
}

func (b *Bridge) undoReaction(ctx context.Context, in federation.Inbound, undone *vocab.Activity) (err error) {
	u := blog.Undone{ActorURI: in.Actor, Activity: undone.ID}
	if u.Announce, err = b.announceOfUndo(ctx, in, undone); err != nil {
		return err
	}
	if kind, ok := reactionKind(undone.Type); ok {
		to, err := b.targetOf(ctx, undone.Object.First().ID)
		if err == nil {
			u.Kind, u.To = kind, to
		} else if !errors.Is(err, blog.ErrNotFound) {
			return err
		}
	}
	return b.service.Unreact(ctx, u)
}

// onBlock ends what went both ways: who blocks a blog wants neither its articles nor its attention.
func (b *Bridge) onBlock(ctx context.Context, in federation.Inbound) error {
	of, err := b.target(ctx, in.Activity.Object.First().ID)
	if err != nil {
		return err
	}
	return b.service.BlockedBy(ctx, of.ID, in.Actor)
}

// onDelete takes away what its writer deleted: a comment, or the whole account.
func (b *Bridge) onDelete(ctx context.Context, in federation.Inbound) error {
	switch object := in.Activity.Object.First().ID; object {
	case "":
		return blog.Errorf(blog.Invalid, "What is deleted here has no id.")
	case in.Actor:
		return b.service.ActorGone(ctx, in.Actor)
	default:
		if hostOf(object) != hostOf(in.Actor) {
			return blog.Errorf(blog.Forbidden, "Only who wrote something can delete it.")
		}
		announce, err := b.announceOf(ctx, in, object, object)
		if err != nil {
			return err
		}
		return b.service.RemoveComment(ctx, blog.Removed{Activity: in.Activity.ID, ActorURI: in.Actor, URI: object, Announce: announce})
	}
}

// onUpdate takes note of an actor's new profile, or of what a writer made of their comment.
func (b *Bridge) onUpdate(ctx context.Context, in federation.Inbound) error {
	object := in.Activity.Object.First()
	if object.ID != in.Actor {
		return b.onEdit(ctx, in)
	}
	// Asked for anew: the embedded document was not checked for its inbox and keys.
	doc, err := b.fed.FetchActor(ctx, in.Actor)
	if err != nil {
		return unreadable(err)
	}
	return b.service.ActorChanged(ctx, actorOf(doc, b.now()), in.Activity.ID)
}

// target is the blog an id of ours belongs to.
func (b *Bridge) target(ctx context.Context, id string) (blog.Blog, error) {
	apID, ok := b.blogs.ID(id)
	if !ok {
		return blog.Blog{}, blog.Errorf(blog.NotFound, "There is nobody here with this id.")
	}
	return b.store.BlogByAPID(ctx, apID)
}

// sender is the actor of a verified activity, as met at the door.
func (b *Bridge) sender(ctx context.Context, in federation.Inbound) (blog.Actor, error) {
	if in.Sender != nil {
		return actorOf(in.Sender, b.now()), nil
	}
	actor, err := b.store.ActorByURI(ctx, in.Actor)
	if !errors.Is(err, blog.ErrNotFound) {
		return actor, err
	}
	doc, err := b.fed.FetchActor(ctx, in.Actor)
	if err != nil {
		return blog.Actor{}, unreadable(err)
	}
	return actorOf(doc, b.now()), nil
}
