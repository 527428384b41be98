package fediverse

import (
	"context"
	"errors"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// stamp is the approval of a quote, which every server that shows the quote asks for. It holds as long as readers see
// what is quoted.
func (b *Bridge) stamp(ctx context.Context, asked federation.Asked) (vocab.Value, error) {
	q, err := b.store.QuotationByStamp(ctx, asked.ID)
	if err != nil {
		return nil, notHere(err)
	}
	if q.State == blog.QuoteWithdrawn {
		return nil, &federation.Gone{FormerType: vocab.TypeQuoteAuthorization}
	}
	thing, err := b.quotable(ctx, q.Object)
	if err == nil && thing.hidden {
		err = blog.ErrNotFound
	}
	if err != nil {
		return nil, notHere(err)
	}
	return b.authorization(q, thing.person), nil
}

func (b *Bridge) authorization(q blog.Quotation, by blog.Blog) *vocab.Object {
	return &vocab.Object{
		Base:              vocab.Base{ID: b.stamps.URL(q.Stamp), Type: vocab.TypeQuoteAuthorization, AttributedTo: vocab.Items{vocab.Ref(b.blogs.URL(by.APID))}},
		InteractingObject: q.URI, InteractionTarget: q.Object,
	}
}

// TellStampWithdrawn tells who quoted that the approval is no more. It is the work of the job blog.QuoteWithdrawn and
// may run any number of times.
func (b *Bridge) TellStampWithdrawn(ctx context.Context, job blog.StampWithdrawn) error {
	defer b.courier.rouse()
	q, err := b.store.Quotation(ctx, job.URI)
	if errors.Is(err, blog.ErrNotFound) {
		return nil // its writer deleted everything
	}
	if err != nil {
		return err
	}
	by, err := b.store.Blog(ctx, q.BlogID)
	if err != nil {
		return err
	}
	doc := b.authorization(q, by)
	gone := &vocab.Activity{
		Base:  vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, "unstamp", q.Stamp)), Type: vocab.TypeDelete, To: []string{q.Actor.URI}},
		Actor: vocab.Ref(b.blogs.URL(by.APID)), Object: vocab.Items{vocab.Embed(doc)},
	}
	return b.service.Send(ctx, blog.Outgoing{APID: gone.ID, BlogID: by.ID, Object: doc.ID, Kind: gone.Type, Body: vocab.Encode(gone)}, q.Actor)
}
