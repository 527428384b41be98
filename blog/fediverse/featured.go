package fediverse

import (
	"context"
	"errors"
	"strconv"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// featured lists the ids of the articles a blog shows first. Mastodon puts those of a person on the profile (it wants
// ids, and articles by the actor itself), Lemmy keeps those of a community on top.
func (b *Bridge) featured(ctx context.Context, apID, cursor string) (federation.Slice, error) {
	of, err := b.store.BlogByAPID(ctx, apID)
	if err == nil && cursor != "" {
		err = blog.ErrNotFound // there are no pages
	}
	if err != nil {
		return federation.Slice{}, notHere(err)
	}
	articles, err := b.store.FeaturedIn(ctx, of.ID)
	slice := federation.Slice{Items: vocab.Items{}, Total: len(articles)}
	for _, a := range articles {
		slice.Items = append(slice.Items, vocab.Ref(b.articles.URL(a.APID)))
	}
	return slice, err
}

// TellFeatured tells followers that a blog shows an article first, or does so no more. It is the work of the job
// blog.FeatureChanged; a change that was changed again since is told by its own job.
func (b *Bridge) TellFeatured(ctx context.Context, job blog.FeatureChanged) error {
	b.telling.Lock()
	defer b.telling.Unlock()
	defer b.courier.rouse()
	a, err := b.store.VisibleByID(ctx, job.ArticleID)
	if errors.Is(err, blog.ErrNotFound) || (err == nil && (a.APID != job.APID || a.Visibility != blog.Public)) {
		return nil // others delete it, or know nothing of it
	}
	if err != nil {
		return err
	}
	at, err := b.store.FeaturedAt(ctx, a.ID)
	if err != nil && !errors.Is(err, blog.ErrNotFound) {
		return err
	}
	if featured := err == nil; featured != job.Featured || (featured && !at.Equal(job.At)) {
		return nil
	}
	in, err := b.store.Blog(ctx, a.BlogID)
	if err != nil {
		return err
	}
	by, err := b.store.PersonalBlog(ctx, job.AccountID)
	if err != nil {
		return err
	}
	return b.tellFeatured(ctx, in, by, job)
}

// tellFeatured: a person tells their own followers; in a publication the moderator who chose tells the communities,
// through the Group (FEP-1b12).
func (b *Bridge) tellFeatured(ctx context.Context, in, by blog.Blog, job blog.FeatureChanged) error {
	kind, actor, owner := vocab.TypeRemove, b.blogs.URL(by.APID), b.blogs.URL(in.APID)
	if job.Featured {
		kind = vocab.TypeAdd
	}
	article := b.articles.URL(job.APID)
	activity := &vocab.Activity{
		Base: vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, kind, job.APID, strconv.FormatInt(job.At.UnixMilli(), 10))), Type: kind,
			To: []string{vocab.Public}, Cc: []string{owner + "/followers"}},
		Actor: vocab.Ref(actor), Object: vocab.Items{vocab.Ref(article)}, Target: vocab.Ref(owner + "/featured"),
	}
	if in.Kind == blog.Publication {
		activity.Cc, activity.Audience = []string{owner, owner + "/followers"}, []string{owner}
		return b.passModerationOn(ctx, in, by.ID, article, activity)
	}
	return b.service.Broadcast(ctx, blog.Outgoing{
		APID: activity.ID, BlogID: by.ID, Object: article, Kind: kind, Body: vocab.Encode(activity),
	}, in.ID)
}
