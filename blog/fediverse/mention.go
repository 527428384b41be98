package fediverse

import (
	"context"
	"errors"
	"slices"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/federation/vocab"
)

// meant are the blogs of this site that a post elsewhere names, or whose person it answers.
func (b *Bridge) meant(ctx context.Context, object *vocab.Object) ([]int64, error) {
	var found []int64
	if apID, ok := b.answers.ID(object.InReplyTo); ok {
		a, err := b.store.AnswerByAPID(ctx, apID)
		if err != nil && !errors.Is(err, blog.ErrNotFound) {
			return nil, err
		}
		if err == nil {
			return []int64{a.BlogID}, nil
		}
	}
	for _, actor := range object.Mentions() {
		apID, ours := b.blogs.ID(actor)
		if !ours {
			continue
		}
		of, err := b.store.BlogByAPID(ctx, apID)
		if code := blog.CodeOf(err); code == blog.NotFound || code == blog.Gone {
			continue
		}
		if err != nil {
			return nil, err
		}
		found = append(found, of.ID)
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// mention keeps the beginning of a public post for those it means.
func (b *Bridge) mention(ctx context.Context, activity string, object *vocab.Object, actor blog.Actor) error {
	blogs, err := b.meant(ctx, object)
	if err != nil || len(blogs) == 0 {
		return err
	}
	mentions := make([]blog.Mention, len(blogs))
	for i, id := range blogs {
		mentions[i] = blog.Mention{URI: object.ID, BlogID: id, Actor: actor, Words: wordsOf(object)}
	}
	return b.service.ReceiveMention(ctx, activity, mentions...)
}

// wordsOf is what a post says, in plain text; of one behind a warning only that.
func wordsOf(object *vocab.Object) string {
	c := commentOf(object)
	if c.Warning != "" {
		return c.Warning
	}
	if title := content.PlainText(object.Title()); title != "" {
		return title
	}
	return content.PlainText(c.HTML)
}
