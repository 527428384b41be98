package fediverse

import (
	"context"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// EndPublication tells everybody that a publication was deleted: first of each article it ever announced, then of
// itself, signed with its key, which stays. It is the work of the job blog.PublicationEnded.
func (b *Bridge) EndPublication(ctx context.Context, job blog.PublicationEnded) error {
	defer b.courier.rouse()
	of, err := b.store.Blog(ctx, job.BlogID)
	if err != nil {
		return err
	}
	articles, err := b.store.AnnouncedArticles(ctx, of.ID)
	if err != nil {
		return err
	}
	for id, article := range articles {
		apID, ours := b.articles.ID(id)
		if !ours {
			continue
		}
		// Their own jobs say so, too, in no order; done once, it does nothing.
		if err := b.announceDelete(ctx, blog.ArticleChanged{ArticleID: article, APID: apID, Change: blog.WasWithdrawn}); err != nil {
			return err
		}
	}
	group := b.blogs.URL(of.APID)
	activity := &vocab.Activity{
		Base: vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "delete", of.APID)), Type: vocab.TypeDelete,
			To: []string{vocab.Public}, Cc: []string{group + "/followers"}, Published: of.DeletedAt},
		Actor:  vocab.Ref(group),
		Object: vocab.Items{vocab.Ref(group)}, // as servers send it for an actor: Pixelfed and Misskey compare it with the actor
	}
	return b.service.Broadcast(ctx, blog.Outgoing{
		APID: activity.ID, BlogID: of.ID, Object: group, Kind: activity.Type, Body: vocab.Encode(activity),
	}, of.ID)
}
