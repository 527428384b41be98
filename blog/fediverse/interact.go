package fediverse

import (
	"context"
	"fmt"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// TellInteraction tells other servers that one of our people follows, likes, boosts or blocks, or does
// so no more. It is the work of the job blog.Interacted and may run any number of times: what is taken
// back is always told first, so that an Undo never comes alone.
func (b *Bridge) TellInteraction(ctx context.Context, job blog.Interacted) error {
	defer b.courier.rouse()
	i := job.Interaction
	by, err := b.store.Blog(ctx, i.BlogID)
	if err != nil {
		return err
	}
	done := b.interaction(by, i)
	if err := b.tellInteraction(ctx, i, done, done.ID); err != nil || !job.TakenBack {
		return err
	}
	undo := &vocab.Activity{
		Base:   vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "undo", i.APID)), Type: vocab.TypeUndo, To: done.To, Cc: done.Cc},
		Actor:  done.Actor,
		Object: vocab.Items{vocab.Embed(done)}, // whole, as Pixelfed and Misskey want it
	}
	return b.tellInteraction(ctx, i, undo, done.ID)
}

// tellInteraction tells whom it concerns; a vote in a publication's thread concerns all who follow that.
func (b *Bridge) tellInteraction(ctx context.Context, i blog.Interaction, activity *vocab.Activity, order string) error {
	if err := b.tellOf(ctx, i, activity); err != nil || i.Kind != blog.ToLike {
		return err
	}
	return b.passVoteOn(ctx, activity, i.Object, order)
}

// interaction is the activity as other servers know it. Pixelfed wants what it is about as a plain id.
func (b *Bridge) interaction(by blog.Blog, i blog.Interaction) *vocab.Activity {
	actor := b.blogs.URL(by.APID)
	a := &vocab.Activity{
		Base:  vocab.Base{ID: b.activities.URL(i.APID), To: []string{i.Actor.URI}},
		Actor: vocab.Ref(actor), Object: vocab.Items{vocab.Ref(i.Object)},
	}
	switch i.Kind {
	case blog.ToFollow:
		a.Type = vocab.TypeFollow
	case blog.ToLike:
		a.Type = vocab.TypeLike
	case blog.ToBlock:
		a.Type = vocab.TypeBlock
	case blog.ToBoost:
		a.Type, a.Published = vocab.TypeAnnounce, i.CreatedAt
		a.To, a.Cc = []string{vocab.Public}, []string{actor + "/followers", i.Actor.URI}
	}
	return a
}

// tellOf sends it to whom it is about, and a boost to one's followers as well. Whatever one person does and
// takes back of one kind to one thing keeps its order.
func (b *Bridge) tellOf(ctx context.Context, i blog.Interaction, activity *vocab.Activity) error {
	order := fmt.Sprintf("%d %s %s", i.BlogID, i.Kind, i.Object)
	out := blog.Outgoing{APID: activity.ID, BlogID: i.BlogID, Object: order, Kind: activity.Type, Body: vocab.Encode(activity)}
	if i.Actor.BlogID == 0 {
		out.To = []blog.Destination{i.Actor.Personal()}
		if i.Kind == blog.ToBoost {
			out.To = []blog.Destination{i.Actor.Shared()} // the same as for followers there: once is enough
		}
	}
	if i.Kind == blog.ToBoost {
		return b.service.Broadcast(ctx, out, i.BlogID)
	}
	return b.service.Broadcast(ctx, out)
}

// onAccept and onReject take the answers to our own Follows, given whole or by id.
func (b *Bridge) onAccept(ctx context.Context, in federation.Inbound) error {
	return b.onFollowAnswered(ctx, in, true)
}

func (b *Bridge) onReject(ctx context.Context, in federation.Inbound) error {
	return b.onFollowAnswered(ctx, in, false)
}

func (b *Bridge) onFollowAnswered(ctx context.Context, in federation.Inbound, accepted bool) error {
	apID, ok := b.activities.ID(in.Activity.Object.First().ID)
	if !ok {
		return nil // about something that is not ours
	}
	return b.service.FollowAnswered(ctx, in.Actor, apID, accepted)
}
