package fediverse

import (
	"context"
	"errors"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/content/words"
	"pamphlet/federation"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// Found is what stands at an address: an account, or a thing and who made it.
type Found struct {
	Actor blog.Actor
	Bio   string // what the actor says of themself; sanitised HTML, only when the actor itself was asked for
	Thing *Thing // nil when the address is an actor's
}

// Thing is an article, note, video or other object, ready to be shown to one of our people.
type Thing struct {
	ID           string
	Type         string // as in ActivityStreams: Article, Note, Video, Page ...
	Title        string // plain text; often empty
	Warning      string // plain text; often empty
	HTML         string // sanitised
	Language     string // BCP 47; empty if unknown
	URL          string // for people
	Published    time.Time
	Public       bool        // everybody may read it; what is not is not for boosting
	Community    blog.Actor  // in which it stands; zero for none
	Conversation string      // for answers
	Context      string      // the same
	In           blog.Target // its place in a thread here, if it has one
}

// Object is the id that interactions are about.
func (f Found) Object() string {
	if f.Thing != nil {
		return f.Thing.ID
	}
	return f.Actor.URI
}

// Wish is what somebody wants to do about it.
func (f Found) Wish(kind blog.InteractionKind) blog.Wish {
	w := blog.Wish{Kind: kind, Object: f.Object(), Actor: f.Actor}
	switch {
	case kind == blog.ToFollow || kind == blog.ToBlock:
		w.Object = f.Actor.URI
	case f.Thing != nil:
		w.To, w.Community = f.Thing.In, f.Thing.Community
	}
	return w
}

// Answered is what an answer to it says about it; nothing of an account.
func (f Found) Answered() blog.Answered {
	if f.Thing == nil {
		return blog.Answered{}
	}
	return blog.Answered{Target: f.Thing.In, Object: f.Thing.ID, Actor: f.Actor,
		Community: f.Thing.Community, Conversation: f.Thing.Conversation, Context: f.Thing.Context}
}

// Find goes to an address, a handle or a URL, and says what stands there. Errors are *blog.Error in
// words for the person who asked.
func (b *Bridge) Find(ctx context.Context, address string) (Found, error) {
	address = strings.TrimSpace(address)
	if address == "" {
		return Found{}, blog.FieldError("address", "Write the address of an account, as in @name@example.org, or paste the link to a post.")
	}
	found, err := b.find(ctx, address)
	return found, notFound(address, err)
}

func (b *Bridge) find(ctx context.Context, address string) (Found, error) {
	if found, ours, err := b.findHere(ctx, address); ours || err != nil {
		return found, err
	}
	if !strings.Contains(address, "://") {
		doc, err := b.fed.LookupHandle(ctx, address)
		if err != nil {
			return Found{}, err
		}
		return b.account(ctx, doc)
	}
	item, err := b.fed.FetchItem(ctx, address)
	if err != nil {
		return Found{}, err
	}
	if item.Kind() == vocab.KindActivity { // the address of a Create or Announce means what it is about
		activity, err := item.Activity()
		if err != nil {
			return Found{}, err
		}
		if item, err = b.fed.FetchItem(ctx, activity.Object.First().ID); err != nil {
			return Found{}, err
		}
	}
	if item.Kind() == vocab.KindActor {
		doc, err := federation.ReadActor(item)
		if err != nil {
			return Found{}, err
		}
		return b.account(ctx, doc)
	}
	object, err := federation.ReadObject(item)
	if err != nil {
		return Found{}, err
	}
	return b.thing(ctx, object)
}

// account is an actor who was asked for; from now on they are known here.
func (b *Bridge) account(ctx context.Context, doc *vocab.Actor) (Found, error) {
	found := Found{Actor: actorOf(doc, b.now()), Bio: content.Comment(doc.Excerpt())}
	return found, b.service.Meet(ctx, found.Actor)
}

func (b *Bridge) thing(ctx context.Context, object *vocab.Object) (Found, error) {
	author, err := b.known(ctx, object.Author())
	if err != nil {
		return Found{}, err
	}
	c := commentOf(object)
	t := &Thing{
		ID: object.ID, Type: object.Type, Title: content.PlainText(object.Title()), Warning: content.PlainText(object.Excerpt()), HTML: bodyOf(object), Language: c.Language,
		URL: c.URL, Published: c.PublishedAt, Public: vocab.IsPublic(append(object.To, object.Cc...)),
		Conversation: object.Conversation, Context: object.Context.ID,
	}
	if t.In, err = b.targetOf(ctx, object.ID); err != nil && !errors.Is(err, blog.ErrNotFound) {
		return Found{}, err
	}
	t.Community, err = b.communityOf(ctx, object)
	return Found{Actor: author, Thing: t}, err
}

// communityOf is the Group to whose followers a thing belongs (FEP-1b12); zero where it names none that can be asked.
func (b *Bridge) communityOf(ctx context.Context, object *vocab.Object) (blog.Actor, error) {
	if len(object.Audience) == 0 {
		return blog.Actor{}, nil
	}
	if _, ours := b.blogs.ID(object.Audience[0]); ours {
		return blog.Actor{}, nil // its threads are here, and have their own rules
	}
	group, err := b.known(ctx, object.Audience[0])
	if ctx.Err() != nil {
		return blog.Actor{}, ctx.Err()
	}
	if err != nil || group.Kind != vocab.TypeGroup {
		return blog.Actor{}, nil //nolint:nilerr // what it stands in does not matter to who reads it
	}
	return group, nil
}

// knownFor is how long what we know of an actor is good enough to write to them.
const knownFor = 24 * time.Hour

// known is an actor as kept here, or asked for anew.
func (b *Bridge) known(ctx context.Context, uri string) (blog.Actor, error) {
	actor, err := b.store.ActorByURI(ctx, uri)
	if err == nil && (actor.BlogID != 0 || b.now().Sub(actor.FetchedAt) < knownFor) {
		return actor, nil
	}
	if err != nil && !errors.Is(err, blog.ErrNotFound) {
		return blog.Actor{}, err
	}
	doc, err := b.fed.FetchActor(ctx, uri)
	if err != nil {
		return blog.Actor{}, err
	}
	actor = actorOf(doc, b.now())
	return actor, b.service.Meet(ctx, actor)
}

// notFound says in plain words why nothing was found.
func notFound(address string, err error) error {
	if err == nil || errors.As(err, new(*blog.Error)) {
		return err
	}
	var status *transport.StatusError
	why := words.Phrase("Its server could not be reached, or its answer could not be read. Try again later.")
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &status) && (status.Status == 404 || status.Status == 410):
		why = "Its server says that there is nothing, or nothing any more."
	case errors.As(err, &status) && (status.Status == 401 || status.Status == 403):
		why = "Its server does not show it to us."
	case errors.Is(err, federation.ErrHandle):
		why = "Is the address complete? An account is written @name@example.org."
	case errors.Is(err, federation.ErrNotActivity):
		why = "The page is there, but it is not of the Fediverse. Paste the link to a post or an account."
	case errors.Is(err, federation.ErrOrigin):
		why = "Its server speaks for another one there, which is not to be trusted."
	}
	return blog.FieldError("address", "Nothing found at %s. %s", address, why)
}
