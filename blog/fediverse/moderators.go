package fediverse

import (
	"context"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// moderators lists who may moderate a publication: its owners and editors. A person's blog has none.
func (b *Bridge) moderators(ctx context.Context, apID, cursor string) (federation.Slice, error) {
	of, err := b.store.BlogByAPID(ctx, apID)
	if err == nil && (of.Kind != blog.Publication || cursor != "") {
		err = blog.ErrNotFound
	}
	if err != nil {
		return federation.Slice{}, notHere(err)
	}
	members, err := b.store.Members(ctx, of.ID)
	if err != nil {
		return federation.Slice{}, err
	}
	slice := federation.Slice{Items: vocab.Items{}}
	for _, m := range members {
		if !m.Role.Can(blog.Moderate) {
			continue
		}
		person, err := b.store.PersonalBlog(ctx, m.AccountID)
		if err != nil {
			return federation.Slice{}, err
		}
		slice.Items = append(slice.Items, vocab.Ref(b.blogs.URL(person.APID)))
	}
	slice.Total = len(slice.Items)
	return slice, nil
}
