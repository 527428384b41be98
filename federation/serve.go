package federation

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// Asked is what somebody wants to see.
type Asked struct {
	ID string // the last segment of the id
	// Host is who signs the request, by their own words: nothing was proved. It is good enough for choosing a form of
	// the same public thing, and for nothing else. "" when the request is not signed.
	Host string
}

// ActorDispatcher gives the actor with that id. Errors: ErrNotFound, *Gone, any *Refusal.
type ActorDispatcher func(ctx context.Context, id string) (*vocab.Actor, error)

// ObjectDispatcher gives the object or activity that is asked for. Errors: ErrNotFound, *Gone, any *Refusal.
type ObjectDispatcher func(ctx context.Context, asked Asked) (vocab.Value, error)

// CollectionDispatcher gives one page of a collection of the thing with that id. The cursor is one that the dispatcher
// itself made up; for "" it gives the collection as a whole. Errors: ErrNotFound (also for a cursor it does not know),
// *Gone, any *Refusal.
type CollectionDispatcher func(ctx context.Context, id, cursor string) (Slice, error)

// Slice is a collection or a page of it.
type Slice struct {
	Total int         // how many there are in all
	Items vocab.Items // of the page; of the whole collection only when it is small and has no pages
	First string      // cursor of the first page; "" on pages, and for collections that keep their items to themselves
	Next  string      // cursor of the next page; "" at the end
	Prev  string      // cursor of the page before; "" at the beginning
	Owner string      // id of who decides what is in it; "" where the thing itself tells
}

// Actors serves the actors of a route. Browsers are sent to the actor's page.
func (f *Federation) Actors(route Route, give ActorDispatcher) {
	f.thing(route, true, func(ctx context.Context, asked Asked) (vocab.Value, error) {
		actor, err := give(ctx, asked.ID)
		if err != nil {
			return nil, err
		}
		return actor, nil
	})
}

// Objects serves the objects or activities of a route. Browsers are sent to the object's page. The answer may depend on
// who asks, so it varies by Signature too.
func (f *Federation) Objects(route Route, give ObjectDispatcher) {
	f.thing(route, false, give)
}

// InstanceActor serves the one actor that signs our GETs; it has the shared inbox's door as its own.
func (f *Federation) InstanceActor(path string, give func(context.Context) (*vocab.Actor, error)) {
	f.instance = f.URL(path)
	f.handle("GET "+path, func(w http.ResponseWriter, r *http.Request) error {
		actor, err := give(r.Context())
		if err != nil {
			return err
		}
		w.Header().Set("Vary", "Accept")
		writeDocument(w, http.StatusOK, actor)
		return nil
	})
	f.SharedInbox(path + "/inbox")
}

// AskedBy is the host that signs a request, by its own words; see Asked.Host.
func (f *Federation) AskedBy(r *http.Request) string {
	claim, err := f.policy.Parse(r)
	if err != nil {
		return ""
	}
	return hostOf(claim.KeyID)
}

// thing serves what has an id of the route. What is open has a part for everybody, see show.
func (f *Federation) thing(route Route, open bool, give ObjectDispatcher) {
	vary := "Accept, Signature"
	if open {
		vary = "Accept"
	}
	f.handle("GET "+route.prefix+"{id}", func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Vary", vary)
		asked := Asked{ID: r.PathValue("id"), Host: f.AskedBy(r)}
		wanted := Accepts(r, Document)
		if wanted == Document && !open {
			if err := f.admit(w, r); err != nil {
				return err // before anything is told, even that there is nothing
			}
		}
		value, err := give(r.Context(), asked)
		var gone *Gone
		if errors.As(err, &gone) && wanted == Document {
			writeDocument(w, http.StatusGone, vocab.Gone(route.URL(asked.ID), gone.FormerType, gone.Deleted))
			return nil
		}
		if err != nil {
			return err
		}
		if page := value.Common().Page(); wanted == HTML && page != value.Common().ID && transport.SameOrigin(page, f.base.String()) {
			http.Redirect(w, r, page, http.StatusFound)
			return nil
		}
		return f.show(w, r, value)
	})
}

// Collection serves a collection of each thing of the route, at URL(id, name).
func (f *Federation) Collection(route Route, name string, give CollectionDispatcher) {
	f.handle("GET "+route.prefix+"{id}/"+name, func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Vary", "Accept")
		if err := f.admit(w, r); err != nil {
			return err
		}
		id, cursor := r.PathValue("id"), r.URL.Query().Get("page")
		slice, err := give(r.Context(), id, cursor)
		if err != nil {
			return err
		}
		writeDocument(w, http.StatusOK, slice.collection(route.URL(id, name), cursor))
		return nil
	})
}

func (s Slice) collection(id, cursor string) *vocab.Collection {
	page := func(cursor string) vocab.Item {
		if cursor == "" {
			return vocab.Item{}
		}
		return vocab.Ref(id + "?page=" + url.QueryEscape(cursor))
	}
	c := &vocab.Collection{TotalItems: new(s.Total), Items: s.Items}
	if cursor == "" {
		c.ID, c.Type, c.First = id, vocab.TypeOrderedCollection, page(s.First)
		if s.Owner != "" {
			c.AttributedTo = vocab.Items{vocab.Ref(s.Owner)}
		}
		return c
	}
	c.ID, c.Type, c.PartOf = page(cursor).ID, vocab.TypeOrderedCollectionPage, id
	c.Next, c.Prev = page(s.Next), page(s.Prev)
	if c.Items == nil {
		c.Items = vocab.Items{} // an empty page has an empty list
	}
	return c
}

// hostOf is the authority of an address.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
