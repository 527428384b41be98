package fediverse

import (
	"context"
	"strconv"
	"time"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// outboxPage is how many activities one page of an outbox has.
const outboxPage = 20

// outbox lists the Creates of a blog's articles, the newest first.
func (b *Bridge) outbox(ctx context.Context, apID, cursor string) (federation.Slice, error) {
	of, err := b.store.BlogByAPID(ctx, apID)
	if err != nil {
		return federation.Slice{}, notHere(err)
	}
	total, err := b.store.CountInBlog(ctx, of.ID)
	if err != nil || cursor == "" {
		return federation.Slice{Total: total, First: "1"}, err
	}
	number, err := strconv.Atoi(cursor)
	if err != nil || number < 1 || number > total/outboxPage+1 {
		return federation.Slice{}, federation.ErrNotFound
	}
	articles, err := b.store.ListedInBlog(ctx, of.ID, outboxPage, (number-1)*outboxPage)
	if err != nil {
		return federation.Slice{}, err
	}
	slice := federation.Slice{Total: total}
	for _, a := range articles {
		create, err := b.create(ctx, a)
		if err != nil {
			return federation.Slice{}, err
		}
		slice.Items = append(slice.Items, vocab.Embed(create))
	}
	if number > 1 {
		slice.Prev = strconv.Itoa(number - 1)
	}
	if number*outboxPage < total {
		slice.Next = strconv.Itoa(number + 1)
	}
	return slice, nil
}

// create is the Create of an article as it would be sent now.
func (b *Bridge) create(ctx context.Context, a blog.Article) (*vocab.Activity, error) {
	by, err := b.byline(ctx, a)
	if err != nil {
		return nil, err
	}
	doc, err := b.articleDocument(ctx, a)
	if err != nil {
		return nil, err
	}
	create := b.activityBy(by, vocab.TypeCreate, "create", a.APID)
	create.Object, create.Published = vocab.Items{vocab.Embed(doc)}, a.PublishedAt
	return create, nil
}

// followers tells how many there are, and nothing of who they are.
func (b *Bridge) followers(ctx context.Context, apID, cursor string) (federation.Slice, error) {
	of, err := b.store.BlogByAPID(ctx, apID)
	if err == nil && cursor != "" {
		err = blog.ErrNotFound // there are no pages
	}
	if err != nil {
		return federation.Slice{}, notHere(err)
	}
	total, _, err := b.store.FollowerCount(ctx, of.ID)
	return federation.Slice{Total: total}, err
}

// following tells how many accepted to be followed, and nothing of who they are.
func (b *Bridge) following(ctx context.Context, apID, cursor string) (federation.Slice, error) {
	of, err := b.store.BlogByAPID(ctx, apID)
	if err == nil && cursor != "" {
		err = blog.ErrNotFound // there are no pages
	}
	if err != nil {
		return federation.Slice{}, notHere(err)
	}
	total, err := b.store.FollowingCount(ctx, of.ID)
	return federation.Slice{Total: total}, err
}

// reactions tells how many likes or boosts an article has, and nothing of who they are from.
func (b *Bridge) reactions(kind blog.ReactionKind) federation.CollectionDispatcher {
	return func(ctx context.Context, apID, _ string) (federation.Slice, error) {
		a, err := b.visible(ctx, apID)
		if err != nil {
			return federation.Slice{}, err
		}
		counts, err := b.store.ReactionCounts(ctx, a.ID)
		return federation.Slice{Total: counts[0][kind]}, err
	}
}

// visible is the published article with this opaque id.
func (b *Bridge) visible(ctx context.Context, apID string) (blog.Article, error) {
	a, gone, err := b.store.VisibleByAPID(ctx, apID)
	if gone {
		return blog.Article{}, &federation.Gone{FormerType: vocab.TypeArticle}
	}
	return a, notHere(err)
}

// activity is one of ours as it was sent in its general form, with its proof.
func (b *Bridge) activity(ctx context.Context, asked federation.Asked) (vocab.Value, error) {
	sent, err := b.store.ActivityByAPID(ctx, b.activities.URL(asked.ID))
	if err != nil {
		return nil, notHere(err)
	}
	keys, err := b.keysOf(ctx, sent.BlogID)
	if err != nil {
		return nil, notHere(err)
	}
	body, err := keys.prove(sent.Body, sent.CreatedAt)
	if err != nil {
		return nil, err
	}
	return vocab.DecodeActivity(body)
}

// nodeInfo counts public things only.
func (b *Bridge) nodeInfo(ctx context.Context) (federation.NodeInfo, error) {
	users, err := b.store.AccountCount(ctx)
	if err != nil {
		return federation.NodeInfo{}, err
	}
	posts, err := b.store.CountOnSite(ctx)
	if err != nil {
		return federation.NodeInfo{}, err
	}
	comments, err := b.store.CountAnswers(ctx)
	if err != nil {
		return federation.NodeInfo{}, err
	}
	month, err := b.store.AuthorsSince(ctx, b.now().Add(-30*24*time.Hour))
	if err != nil {
		return federation.NodeInfo{}, err
	}
	half, err := b.store.AuthorsSince(ctx, b.now().Add(-180*24*time.Hour))
	if err != nil {
		return federation.NodeInfo{}, err
	}
	title, err := b.store.Setting(ctx, blog.SettingSiteTitle)
	if title == "" {
		title = b.fed.Host()
	}
	return federation.NodeInfo{Software: "pamphlet", Version: b.version, Users: users, Posts: posts, Comments: comments,
		ActiveMonth: month, ActiveHalfYear: half, Metadata: map[string]any{"nodeName": title}}, err
}
