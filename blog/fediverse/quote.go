package fediverse

import (
	"context"
	"errors"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// anybody is the policy of everything of ours: who asks to quote it is told yes at once (FEP-044f). It says nothing of
// replies, likes and boosts: to name them would promise an answer to each.
func anybody() map[string]vocab.Policy {
	return map[string]vocab.Policy{"canQuote": {Automatic: []string{vocab.Public}}}
}

// quotable is something of ours that others may quote.
type quotable struct {
	id     string
	person blog.Blog // who wrote it
	target blog.Target
	hidden bool // readers do not see it
}

// quotable finds what an id or page of ours stands for; ErrNotFound also for what was withdrawn or deleted.
func (b *Bridge) quotable(ctx context.Context, id string) (quotable, error) {
	if apID, ok := b.answers.ID(id); ok {
		return b.quotableAnswer(ctx, id, apID)
	}
	to, err := b.targetOf(ctx, id)
	if err == nil && to.CommentID != 0 {
		err = blog.ErrNotFound // somebody else's words
	}
	if err != nil {
		return quotable{}, err
	}
	a, err := b.store.VisibleByID(ctx, to.ArticleID)
	if err != nil {
		return quotable{}, err
	}
	current := b.articles.URL(a.APID)
	if _, isID := b.articles.ID(id); isID && id != current {
		return quotable{}, blog.ErrNotFound // of a publication that ended
	}
	person, err := b.store.PersonalBlog(ctx, a.AuthorID)
	return quotable{id: current, person: person, target: to}, err
}

func (b *Bridge) quotableAnswer(ctx context.Context, id, apID string) (quotable, error) {
	a, err := b.store.AnswerByAPID(ctx, apID)
	if err == nil && !a.DeletedAt.IsZero() {
		err = blog.ErrNotFound
	}
	if err != nil {
		return quotable{}, err
	}
	c, err := b.conversation(ctx, a)
	if err != nil {
		return quotable{}, err
	}
	thing := quotable{id: id, person: c.person}
	if a.ArticleID != 0 {
		thing.hidden = c.comment == nil || c.comment.State != blog.CommentShown
	}
	if c.comment != nil {
		thing.target = blog.Target{ArticleID: a.ArticleID, CommentID: c.comment.ID}
	}
	return thing, nil
}

// onQuoteRequest answers who wants to quote something of ours: Mastodon, Pixelfed and WordPress show a quote only
// when they were allowed to. What is not here is not answered.
func (b *Bridge) onQuoteRequest(ctx context.Context, in federation.Inbound) error {
	thing, err := b.quotable(ctx, in.Activity.Object.First().ID)
	if errors.Is(err, blog.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	post, err := b.fed.Resolve(ctx, in.Activity.Instrument.First(), in.Actor)
	if err != nil {
		return unreadable(err)
	}
	if post.Author() != in.Actor {
		return blog.Errorf(blog.Forbidden, "Only who wrote a post can ask that it may quote.")
	}
	if means, err := b.means(ctx, post, thing); err != nil {
		return err
	} else if !means {
		return blog.Errorf(blog.Invalid, "This post quotes something else than what was asked for.")
	}
	actor, err := b.sender(ctx, in)
	if err != nil {
		return err
	}
	stamp := federation.ActivityID(b.secret, "stamp", post.ID, thing.id)
	defer b.courier.rouse()
	return b.service.AnswerQuote(ctx, blog.QuoteAsked{
		Activity: in.Activity.ID, Quotation: quotation(thing, post, actor, stamp), Hidden: thing.hidden,
		Accept: b.quoteAnswer(in, thing, post, vocab.TypeAccept, b.stamps.URL(stamp)),
		Reject: b.quoteAnswer(in, thing, post, vocab.TypeReject),
	})
}

// means is false for a post that says itself that it quotes something else.
func (b *Bridge) means(ctx context.Context, post *vocab.Object, thing quotable) (bool, error) {
	said := post.Quoted()
	if said == "" || said == thing.id {
		return true, nil
	}
	other, err := b.quotable(ctx, said) // it may be the address of the page
	if errors.Is(err, blog.ErrNotFound) {
		return false, nil
	}
	return other.id == thing.id, err
}

// quotation is what we keep of a post that quotes us.
func quotation(thing quotable, post *vocab.Object, by blog.Actor, stamp string) blog.Quotation {
	q := blog.Quotation{URI: post.ID, Actor: by, BlogID: thing.person.ID, Of: thing.target, Object: thing.id, Stamp: stamp, State: blog.QuoteShown}
	if !vocab.IsPublic(append(post.To[:len(post.To):len(post.To)], post.Cc...)) {
		q.State = blog.QuoteQuiet
	}
	return q
}

// quoteAnswer answers a request with its own id and words: Mastodon knows it again by the id only, and Pixelfed compares
// the instrument letter by letter.
func (b *Bridge) quoteAnswer(in federation.Inbound, thing quotable, post *vocab.Object, kind string, result ...string) blog.Outgoing {
	author := b.blogs.URL(thing.person.APID)
	answer := &vocab.Activity{
		Base:  vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "quote", kind, in.Activity.ID)), Type: kind, To: []string{in.Actor}},
		Actor: vocab.Ref(author), Result: vocab.Refs(result...),
		Object: vocab.Items{vocab.Embed(&vocab.Activity{
			Base: vocab.Base{ID: in.Activity.ID, Type: vocab.TypeQuoteRequest}, Actor: vocab.Ref(in.Actor),
			Object: vocab.Items{vocab.Ref(in.Activity.Object.First().ID)}, Instrument: vocab.Items{vocab.Ref(post.ID)},
		})},
	}
	return blog.Outgoing{APID: answer.ID, BlogID: thing.person.ID, Object: in.Activity.ID, Kind: kind, Body: vocab.Encode(answer)}
}

// quoted counts a public post that quotes something of ours, whether it asked or not.
func (b *Bridge) quoted(ctx context.Context, in federation.Inbound, post *vocab.Object) error {
	if post.Quoted() == "" {
		return nil
	}
	thing, err := b.quotable(ctx, post.Quoted())
	if errors.Is(err, blog.ErrNotFound) || thing.hidden {
		return nil
	}
	if err != nil {
		return err
	}
	actor, err := b.sender(ctx, in)
	if err != nil {
		return err
	}
	return b.service.ReceiveQuote(ctx, quotation(thing, post, actor, ""))
}
