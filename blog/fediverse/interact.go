package fediverse

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// TellInteraction tells other servers that one of our people follows, likes, boosts or blocks, or does
// so no more. It is the work of the job blog.Interacted and may run any number of times and out of order: what is taken
// back is always told first, so that an Undo never comes alone; and what was done anew since is never told before it.
func (b *Bridge) TellInteraction(ctx context.Context, job blog.Interacted) error {
	b.telling.Lock()
	defer b.telling.Unlock()
	defer b.courier.rouse()
	i := job.Interaction
	if over, err := b.isOvertaken(ctx, job); err != nil || over {
		return err
	}
	by, err := b.store.Blog(ctx, i.BlogID)
	if err != nil {
		return err
	}
	done := b.interaction(by, i)
	in, err := b.actorWithID(ctx, i.CommunityID)
	if err != nil {
		return err
	}
	if in != nil {
		done.Audience = []string{in.URI}
	}
	tell := func(activity *vocab.Activity) error { return b.tellInteraction(ctx, i, activity, in) }
	if err := tell(done); err != nil || !job.TakenBack {
		return err
	}
	undo := &vocab.Activity{
		Base:   vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "undo", i.APID)), Type: vocab.TypeUndo, To: done.To, Cc: done.Cc, Audience: done.Audience},
		Actor:  done.Actor,
		Object: vocab.Items{vocab.Embed(done)}, // whole, as Pixelfed and Misskey want it
	}
	return tell(undo)
}

// isOvertaken says whether there is nothing left to tell: of what was taken back since, the job of that tells; and an
// Undo of what was done anew would end that on servers that go by who and whom.
func (b *Bridge) isOvertaken(ctx context.Context, job blog.Interacted) (bool, error) {
	now, err := b.store.InteractionsWith(ctx, job.Interaction.BlogID, job.Interaction.Object)
	if err != nil {
		return false, err
	}
	at := slices.IndexFunc(now, func(i blog.Interaction) bool { return i.Kind == job.Interaction.Kind })
	if !job.TakenBack {
		return at < 0 || now[at].APID != job.Interaction.APID, nil
	}
	if at < 0 {
		return false, nil
	}
	_, err = b.store.ActivityByAPID(ctx, b.activities.URL(now[at].APID))
	if errors.Is(err, blog.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// tellInteraction tells whom it concerns; a vote in a publication's thread concerns all who follow that, and one in a
// community elsewhere that community, which passes it on.
func (b *Bridge) tellInteraction(ctx context.Context, i blog.Interaction, activity *vocab.Activity, in *blog.Actor) error {
	if err := b.tellOf(ctx, i, activity, in); err != nil || i.Kind != blog.ToLike {
		return err
	}
	return b.passVoteOn(ctx, activity, i.Object, b.activities.URL(i.APID))
}

// actorWithID is an actor we know by our own number; nil for 0, and for one who was forgotten.
func (b *Bridge) actorWithID(ctx context.Context, id int64) (*blog.Actor, error) {
	if id == 0 {
		return nil, nil //nolint:nilnil // nobody is an answer here
	}
	actor, err := b.store.Actor(ctx, id)
	if errors.Is(err, blog.ErrNotFound) {
		return nil, nil //nolint:nilnil // the same
	}
	return &actor, err
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
func (b *Bridge) tellOf(ctx context.Context, i blog.Interaction, activity *vocab.Activity, in *blog.Actor) error {
	order := fmt.Sprintf("%d %s %s", i.BlogID, i.Kind, i.Object)
	out := blog.Outgoing{APID: activity.ID, BlogID: i.BlogID, Object: order, Kind: activity.Type, Body: vocab.Encode(activity)}
	if i.Actor.BlogID == 0 {
		out.To = []blog.Destination{i.Actor.Personal()}
		if i.Kind == blog.ToBoost {
			out.To = []blog.Destination{i.Actor.Shared()} // the same as for followers there: once is enough
		}
	}
	if in != nil {
		out.To = append(out.To, in.Personal())
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
