package fediverse

import (
	"context"
	"slices"
	"strconv"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// inlineReplies is how many replies an article brings along. Mastodon takes five.
const inlineReplies = 5

// firstReplies is the collection of an article's replies with the ids of the first ones inside:
// Mastodon takes those at once, and GoToSocial looks for a thread only where it finds them. The whole
// list, which is ordered, is at the collection's id (see replies).
func (b *Bridge) firstReplies(ctx context.Context, a blog.Article, id string) (vocab.Item, error) {
	ids, total, err := b.store.ShownReplies(ctx, a.ID, inlineReplies, 0)
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

// replies lists the ids of the comments readers see, from whichever server: so that others can show the
// whole thread.
func (b *Bridge) replies(ctx context.Context, apID, cursor string) (federation.Slice, error) {
	a, err := b.visible(ctx, apID)
	if err != nil {
		return federation.Slice{}, err
	}
	return b.thread(ctx, a, cursor)
}

// discussion is the context of everything said under an article (FEP-7888): the article, then what
// replies lists. Its owner is who may moderate it, so what they hide is not in it.
func (b *Bridge) discussion(ctx context.Context, apID, cursor string) (federation.Slice, error) {
	a, err := b.visible(ctx, apID)
	if err != nil {
		return federation.Slice{}, err
	}
	by, err := b.byline(ctx, a)
	if err != nil {
		return federation.Slice{}, err
	}
	slice, err := b.thread(ctx, a, cursor, b.articles.URL(a.APID))
	slice.Owner = by.author
	return slice, err
}

// contextOf is the id of an article's discussion: an id alone, since Lemmy refuses any post whose context is
// an object.
func (b *Bridge) contextOf(a blog.Article) vocab.Item {
	return vocab.Ref(b.articles.URL(a.APID, "context"))
}

// threadPage is how many ids one page of a thread has.
const threadPage = 100

// thread is one page of the ids of an article's shown comments, before all of which others may stand.
func (b *Bridge) thread(ctx context.Context, a blog.Article, cursor string, before ...string) (federation.Slice, error) {
	if cursor == "" {
		_, shown, err := b.store.ShownReplies(ctx, a.ID, 0, 0)
		return federation.Slice{Total: len(before) + shown, First: "1"}, err
	}
	number, err := strconv.Atoi(cursor)
	if err != nil || number < 1 || number > maxThreadPages {
		return federation.Slice{}, federation.ErrNotFound
	}
	ahead := before // of the comments on this page
	if number > 1 {
		ahead = nil
	}
	skip := max(0, (number-1)*threadPage-len(before))
	ids, shown, err := b.store.ShownReplies(ctx, a.ID, threadPage-len(ahead), skip)
	if err != nil {
		return federation.Slice{}, err
	}
	if number > 1 && len(ids) == 0 {
		return federation.Slice{}, federation.ErrNotFound
	}
	slice := federation.Slice{Total: len(before) + shown, Items: vocab.Refs(slices.Concat(ahead, ids)...)}
	if number > 1 {
		slice.Prev = strconv.Itoa(number - 1)
	}
	if skip+len(ids) < shown {
		slice.Next = strconv.Itoa(number + 1)
	}
	return slice, nil
}

// maxThreadPages keeps what is skipped a number the database knows; no thread is that long.
const maxThreadPages = 1 << 20
