package fediverse

import (
	"context"
	"errors"
	"slices"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// A publication passes on what happens in its threads (FEP-1b12): it announces the whole activity, byte for byte as its
// actor sent it, to everybody who follows it, so that all communities that do have the same thread. Software for
// microblogs would take that for a boost of something it cannot show, or refuse it; it gets the articles' ids only.

// microblogs is that software, as NodeInfo names it.
func microblogs() []string {
	return slices.Concat(misskeyForm().software, akkomaForm().software,
		[]string{"mastodon", "hometown", "gotosocial", "pixelfed", "ghost", "wordpress", "writefreely"})
}

// maxPassedOn is the largest activity of others that is passed on, in bytes: a reply as long as we show has room.
const maxPassedOn = 256 << 10

// announcement is a publication's Announce of an activity. about is the thing whose deliveries keep their order.
func (b *Bridge) announcement(in blog.Blog, activity vocab.Item, about string) blog.Outgoing {
	group := b.blogs.URL(in.APID)
	announce := &vocab.Activity{
		Base: vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "pass on", activity.ID)), Type: vocab.TypeAnnounce,
			To: []string{vocab.Public}, Cc: []string{group + "/followers"}},
		Actor: vocab.Ref(group), Object: vocab.Items{activity},
	}
	return blog.Outgoing{APID: announce.ID, BlogID: in.ID, Object: about, Kind: announce.Type, Body: vocab.Encode(announce),
		Audiences: []int64{in.ID}, NotFor: microblogs()}
}

// passOn has a publication announce an activity of our own people. Personal blogs pass nothing on.
func (b *Bridge) passOn(ctx context.Context, in blog.Blog, activity *vocab.Activity, about string) error {
	if in.Kind != blog.Publication {
		return nil
	}
	proved, err := b.proved(ctx, activity)
	if err != nil {
		return err
	}
	out := b.announcement(in, vocab.Item{ID: activity.ID, Type: activity.Type, Raw: proved}, about)
	return b.service.Broadcast(ctx, out, out.Audiences...)
}

// proved is an activity of ours that was sent before, with its proof: the very bytes that others got.
func (b *Bridge) proved(ctx context.Context, activity *vocab.Activity) ([]byte, error) {
	sent, err := b.store.ActivityByAPID(ctx, activity.ID)
	if err != nil {
		return nil, err
	}
	keys, err := b.keysOf(ctx, sent.BlogID)
	if err != nil {
		return nil, err
	}
	return keys.prove(sent.Body, sent.CreatedAt)
}

// passVoteOn has the publication in whose thread a thing stands announce what one of our people thinks of it.
func (b *Bridge) passVoteOn(ctx context.Context, vote *vocab.Activity, thing, about string) error {
	to, err := b.targetOf(ctx, thing)
	if errors.Is(err, blog.ErrNotFound) {
		return nil // it stands elsewhere
	}
	if err != nil {
		return err
	}
	in, err := b.community(ctx, to)
	if err != nil {
		return err
	}
	return b.passOn(ctx, in, vote, about)
}

// community is the publication that passes on what happens in a thread; the zero Blog where none does. Followers know
// nothing of an unlisted article, nor of its thread.
func (b *Bridge) community(ctx context.Context, to blog.Target) (blog.Blog, error) {
	a, err := b.store.VisibleByID(ctx, to.ArticleID)
	if errors.Is(err, blog.ErrNotFound) || (err == nil && a.Visibility != blog.Public) {
		return blog.Blog{}, nil
	}
	if err != nil {
		return blog.Blog{}, err
	}
	of, err := b.store.Blog(ctx, a.BlogID)
	if err != nil || of.Kind != blog.Publication {
		return blog.Blog{}, err
	}
	return of, nil
}

// announceTo is the Announce of what arrived for a thread of a publication; zero where nothing is passed on.
func (b *Bridge) announceTo(ctx context.Context, in federation.Inbound, to blog.Target, about string) (blog.Outgoing, error) {
	of, err := b.community(ctx, to)
	if err != nil || of.ID == 0 || len(in.Body) > maxPassedOn {
		return blog.Outgoing{}, err
	}
	return b.announcement(of, vocab.Item{ID: in.Activity.ID, Type: in.Activity.Type, Raw: in.Body}, about), nil
}

// announceOf is announceTo for the thread in which a thing stands, known by its id.
func (b *Bridge) announceOf(ctx context.Context, in federation.Inbound, thing, about string) (blog.Outgoing, error) {
	to, err := b.targetOf(ctx, thing)
	if errors.Is(err, blog.ErrNotFound) {
		return blog.Outgoing{}, nil
	}
	if err != nil {
		return blog.Outgoing{}, err
	}
	return b.announceTo(ctx, in, to, about)
}

// announceOfUndo is for a vote that is taken back. It has to be here whole, as communities send it: its id alone does
// not say whose vote it was, since votes against something are not kept.
func (b *Bridge) announceOfUndo(ctx context.Context, in federation.Inbound, undone *vocab.Activity) (blog.Outgoing, error) {
	if !isVote(undone.Type) || undone.Actor.ID != in.Actor || hostOf(undone.ID) != hostOf(in.Actor) {
		return blog.Outgoing{}, nil
	}
	return b.announceOf(ctx, in, undone.Object.First().ID, undone.ID)
}

func isVote(activityType string) bool {
	return activityType == vocab.TypeLike || activityType == vocab.TypeDislike
}

// PassOn sends what publications keep of one thing to pass on. It is the work of the job blog.PassOn; what was sent is
// not sent again.
func (b *Bridge) PassOn(ctx context.Context, job blog.PassOn) error {
	defer b.courier.rouse()
	kept, err := b.store.UnsentAnnounces(ctx, job.Object)
	if err != nil {
		return err
	}
	for _, out := range kept {
		if err := b.service.Broadcast(ctx, out, out.Audiences...); err != nil {
			return err
		}
	}
	return nil
}
