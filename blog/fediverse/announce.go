package fediverse

import (
	"context"
	"errors"
	"strconv"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// Announce tells followers what happened to an article. It is the work of the job
// blog.ArticleChanged, and may run any number of times and out of order: the same change gives the
// same ids, and an Update never overtakes its Create.
func (b *Bridge) Announce(ctx context.Context, job blog.ArticleChanged) error {
	defer b.courier.rouse()
	if job.Change == blog.WasWithdrawn {
		return b.announceDelete(ctx, job)
	}
	a, err := b.store.VisibleByID(ctx, job.ArticleID)
	if errors.Is(err, blog.ErrNotFound) || (err == nil && a.APID != job.APID) {
		return nil // withdrawn in the meantime; its own job says so
	}
	if err != nil {
		return err
	}
	if quiet, err := b.store.Quiet(ctx, a.APID); err != nil || quiet || a.Visibility != blog.Public {
		return err
	}
	return b.announce(ctx, a, job.Change)
}

func (b *Bridge) announce(ctx context.Context, a blog.Article, change blog.Change) error {
	by, err := b.byline(ctx, a)
	if err != nil {
		return err
	}
	create, err := b.create(ctx, a)
	if err != nil {
		return err
	}
	// Always, since the job of the publication may come after that of an edit; done once, it does nothing.
	if err := b.broadcast(ctx, create, a, by); err != nil {
		return err
	}
	if err := b.passOn(ctx, by.in, create, create.Object.First().ID); err != nil {
		return err
	}
	if err := b.announceToGroup(ctx, a, by); err != nil {
		return err
	}
	if change != blog.WasUpdated {
		return nil
	}
	doc, err := b.articleDocument(ctx, a)
	if err != nil {
		return err
	}
	return b.announceUpdate(ctx, a, by, doc)
}

func (b *Bridge) announceUpdate(ctx context.Context, a blog.Article, by byline, doc *vocab.Object) error {
	update := b.activityBy(by, vocab.TypeUpdate, "update", a.APID, strconv.FormatInt(a.Published.RevisionID, 10))
	update.Object, update.Published = vocab.Items{vocab.Embed(doc)}, a.EditedAt
	if err := b.broadcast(ctx, update, a, by); err != nil {
		return err
	}
	return b.passOn(ctx, by.in, update, doc.ID)
}

// announceDelete asks everybody to delete their copy. The article may be gone from the database by
// now; who it belonged to is known from its Create.
func (b *Bridge) announceDelete(ctx context.Context, job blog.ArticleChanged) error {
	create, err := b.store.ActivityByAPID(ctx, b.activities.URL(federation.ActivityID(b.secret, "create", job.APID)))
	if errors.Is(err, blog.ErrNotFound) {
		return nil // nobody was told of it
	}
	if err != nil {
		return err
	}
	told, err := vocab.DecodeActivity(create.Body)
	if err != nil {
		return err
	}
	id := b.articles.URL(job.APID)
	activity := &vocab.Activity{
		Base:   vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "delete", job.APID)), Type: vocab.TypeDelete, To: told.To, Cc: told.Cc, Audience: told.Audience, Published: b.now().UTC()},
		Actor:  told.Actor,
		Object: vocab.Items{vocab.Embed(vocab.Gone(id, vocab.TypeArticle, b.now().UTC()))},
	}
	err = b.service.Broadcast(ctx, blog.Outgoing{
		APID: activity.ID, BlogID: create.BlogID, ArticleID: job.ArticleID, Object: id, Kind: activity.Type,
		Body: vocab.Encode(activity),
	}, create.Audiences...)
	if err != nil || len(create.Audiences) < 2 {
		return err
	}
	in, err := b.store.Blog(ctx, create.Audiences[1]) // see broadcast; it may be deleted by now
	if err != nil {
		return err
	}
	return b.passOn(ctx, in, activity, id)
}

// announceToGroup lets a publication pass a new article on to its own followers, by its id.
func (b *Bridge) announceToGroup(ctx context.Context, a blog.Article, by byline) error {
	if by.group == "" {
		return nil
	}
	id := b.articles.URL(a.APID)
	activity := &vocab.Activity{
		Base: vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "announce", a.APID)), Type: vocab.TypeAnnounce,
			To: []string{vocab.Public}, Cc: []string{by.group + "/followers", by.author}, Published: a.PublishedAt},
		Actor:  vocab.Ref(by.group),
		Object: vocab.Items{vocab.Ref(id)},
	}
	return b.service.Broadcast(ctx, blog.Outgoing{
		APID: activity.ID, BlogID: by.in.ID, ArticleID: a.ID, Object: id, Kind: activity.Type, Body: vocab.Encode(activity),
	}, by.in.ID)
}

// activityBy begins an activity of the article's author, for the public.
func (b *Bridge) activityBy(by byline, kind string, cause ...string) *vocab.Activity {
	activity := &vocab.Activity{
		Base:  vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, cause...)), Type: kind, To: []string{vocab.Public}, Cc: by.cc()},
		Actor: vocab.Ref(by.author),
	}
	if by.group != "" {
		activity.Audience = []string{by.group}
	}
	return activity
}

// broadcast sends the author's activity to the followers of the author and of the publication.
func (b *Bridge) broadcast(ctx context.Context, activity *vocab.Activity, a blog.Article, by byline) error {
	audiences := []int64{by.person.ID}
	if by.group != "" {
		audiences = append(audiences, by.in.ID)
	}
	return b.service.Broadcast(ctx, blog.Outgoing{
		APID: activity.ID, BlogID: by.person.ID, ArticleID: a.ID, Object: b.articles.URL(a.APID), Kind: activity.Type,
		Body: vocab.Encode(activity),
	}, audiences...)
}

// AnnounceProfile tells the followers of a blog that its actor changed.
func (b *Bridge) AnnounceProfile(ctx context.Context, job blog.ProfileChanged) error {
	defer b.courier.rouse()
	of, err := b.store.Blog(ctx, job.BlogID)
	if err != nil || !of.DeletedAt.IsZero() {
		return err
	}
	actor, err := b.actor(ctx, of)
	if err != nil {
		return err
	}
	activity := &vocab.Activity{
		Base:   vocab.Base{ID: b.profileUpdate(of, job.Change), Type: vocab.TypeUpdate, To: []string{vocab.Public}, Cc: []string{actor.Followers}},
		Actor:  vocab.Ref(actor.ID),
		Object: vocab.Items{vocab.Embed(actor)},
	}
	return b.service.Broadcast(ctx, blog.Outgoing{
		APID: activity.ID, BlogID: of.ID, Object: actor.ID, Kind: activity.Type, Body: vocab.Encode(activity),
	}, of.ID)
}

// profileUpdate is the id of the Update that tells of a blog.ProfileChanged.
func (b *Bridge) profileUpdate(of blog.Blog, change int64) string {
	return b.activities.URL(federation.ActivityID(b.secret, "profile", of.APID, strconv.FormatInt(change, 10)))
}
