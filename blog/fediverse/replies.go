package fediverse

import (
	"context"

	"pamphlet/blog"
	"pamphlet/federation/vocab"
)

// inlineReplies is how many replies an article brings along. Mastodon takes five.
const inlineReplies = 5

// firstReplies is the collection of an article's replies with the ids of the first ones inside:
// Mastodon takes those at once, and GoToSocial looks for a thread only where it finds them. The whole
// list, which is ordered, is at the collection's id (see replies).
func (b *Bridge) firstReplies(ctx context.Context, a blog.Article, id string) (vocab.Item, error) {
	ids, total, err := b.store.FirstReplies(ctx, a.ID, inlineReplies)
	if err != nil {
		return vocab.Item{}, err
	}
	first := &vocab.Collection{Base: vocab.Base{Type: vocab.TypeCollectionPage}, PartOf: id, Items: vocab.Refs(ids...)}
	if total > len(ids) {
		first.Next = vocab.Ref(id + "?page=1")
	}
	return vocab.Embed(&vocab.Collection{
		Base: vocab.Base{ID: id, Type: vocab.TypeCollection}, TotalItems: &total, First: vocab.Embed(first),
	}), nil
}
