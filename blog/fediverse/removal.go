package fediverse

import (
	"context"
	"errors"
	"strconv"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// A moderator's removal is, in communities (FEP-1b12, as Lemmy has it), a Delete by somebody who did not write the
// thing: with a summary that says why, announced by the Group. It is undone by an Undo with the whole Delete in it.

// TellRemoval tells the communities that follow a publication that a reply was taken out of its thread, or is there
// again. It is the work of the job blog.RemovalChanged; what was changed again since is told by its own job.
func (b *Bridge) TellRemoval(ctx context.Context, job blog.RemovalChanged) error {
	b.telling.Lock()
	defer b.telling.Unlock()
	defer b.courier.rouse()
	in, err := b.community(ctx, blog.Target{ArticleID: job.ArticleID})
	if err != nil || in.ID == 0 {
		return err
	}
	c, err := b.store.CommentByURI(ctx, job.Comment)
	if err != nil && !errors.Is(err, blog.ErrNotFound) {
		return err
	}
	if shown := err == nil && c.State == blog.CommentShown; shown == job.Removed {
		return nil
	}
	if !job.Removed {
		return b.undoRemoval(ctx, in, job.Comment)
	}
	by, err := b.store.PersonalBlog(ctx, job.AccountID)
	if err != nil {
		return err
	}
	group := b.blogs.URL(in.APID)
	removal := &vocab.Activity{
		Base: vocab.Base{
			ID:   b.activities.URL(federation.ActivityID(b.secret, "remove", job.Comment, strconv.FormatInt(job.At.UnixMilli(), 10))),
			Type: vocab.TypeDelete, To: []string{vocab.Public}, Cc: []string{group}, Audience: []string{group},
			Summary: "Removed by a moderator of this community.",
		},
		Actor: vocab.Ref(b.blogs.URL(by.APID)), Object: vocab.Items{vocab.Ref(job.Comment)},
	}
	return b.passModerationOn(ctx, in, by.ID, job.Comment, removal)
}

func (b *Bridge) undoRemoval(ctx context.Context, in blog.Blog, comment string) error {
	told, err := b.store.LastRemoval(ctx, comment)
	if errors.Is(err, blog.ErrNotFound) {
		return nil // it was never told
	}
	if err != nil {
		return err
	}
	removal, err := vocab.DecodeActivity(told.Body)
	if err != nil {
		return err
	}
	undo := &vocab.Activity{
		Base: vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "undo", told.APID)), Type: vocab.TypeUndo,
			To: removal.To, Cc: removal.Cc, Audience: removal.Audience},
		Actor: removal.Actor, Object: vocab.Items{vocab.Embed(removal)},
	}
	return b.passModerationOn(ctx, in, told.BlogID, comment, undo)
}

// passModerationOn has a publication announce what one of its moderators, whose personal blog that is, does in it.
func (b *Bridge) passModerationOn(ctx context.Context, in blog.Blog, moderator int64, about string, activity *vocab.Activity) error {
	out := blog.Outgoing{APID: activity.ID, BlogID: moderator, Object: about, Kind: activity.Type, Body: vocab.Encode(activity)}
	if err := b.service.Broadcast(ctx, out); err != nil { // to nobody: the Group passes it on
		return err
	}
	return b.passOn(ctx, in, activity, about)
}

// onRemoval takes note of what a community elsewhere says about an answer of ours; ours is false when it speaks of
// something else. The Group itself is believed: it decides what stands in it. That our people deleted something
// themselves, which it passes on like everything, is no news.
func (b *Bridge) onRemoval(ctx context.Context, in federation.Inbound) (ours bool, err error) {
	inner, ok := embedded(in.Activity)
	if !ok {
		return false, nil
	}
	undone := inner.Type == vocab.TypeUndo
	if undone {
		if inner, ok = embedded(inner); !ok {
			return false, nil
		}
	}
	answer, ok := b.answers.ID(inner.Object.First().ID)
	if !ok || inner.Type != vocab.TypeDelete {
		return false, nil
	}
	if _, byUs := b.blogs.ID(inner.Actor.ID); byUs {
		return true, nil
	}
	return true, b.service.AnswerRemoved(ctx, blog.Removal{
		Activity: in.Activity.ID, Community: in.Actor, Answer: answer, Reason: content.PlainText(inner.Excerpt()), Undone: undone,
	})
}

// embedded is the activity that another one has whole in it.
func embedded(activity *vocab.Activity) (*vocab.Activity, bool) {
	item := activity.Object.First()
	if !item.Embedded() {
		return nil, false
	}
	inner, err := item.Activity()
	return inner, err == nil
}
