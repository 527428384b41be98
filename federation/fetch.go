package federation

import (
	"context"
	"fmt"

	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// FetchItem gets whatever has that id, or, when address is a page that stands for something else, that something at
// its own id: look at the ID of what you get. It is authentic: it came from the origin that its id names. Errors:
// ErrOrigin, ErrNotActivity, those of packages transport (a *transport.StatusError with 404 or 410 means that it is
// not there) and vocab.
func (c *Context) FetchItem(ctx context.Context, address string) (vocab.Item, error) {
	whole := transport.Request{MaxBytes: vocab.MaxBytes}
	item, final, err := c.document(ctx, address, whole, nil)
	if err != nil {
		return vocab.Item{}, err
	}
	if item.ID != address {
		// A page and its object, a redirect, or a lie: only the address it claims can tell.
		address = item.ID
		if item, final, err = c.document(ctx, address, whole, nil); err != nil {
			return vocab.Item{}, err
		}
	}
	if item.ID != address || !transport.SameOrigin(final, item.ID) {
		return vocab.Item{}, fmt.Errorf("%w: %.200s came from %.200s", ErrOrigin, item.ID, final)
	}
	return item, nil
}

// document gets one document and where it came from; see get.
func (c *Context) document(ctx context.Context, address string, request transport.Request, spend func() error) (vocab.Item, string, error) {
	res, err := c.get(ctx, address, request, spend)
	if err != nil {
		return vocab.Item{}, "", err
	}
	item, err := readDocument(res)
	return item, res.FinalURL, err
}

// readDocument refuses everything that was not served as an ActivityPub document: a file somebody uploaded may well
// contain one (CVE-2024-25623, CVE-2024-25636).
func readDocument(res *transport.Response) (vocab.Item, error) {
	if contentType := res.Header.Get("Content-Type"); !transport.IsActivityJSON(contentType) {
		return vocab.Item{}, fmt.Errorf("%w: %.200s is %.80q", ErrNotActivity, res.FinalURL, contentType)
	}
	item, err := vocab.Decode(res.Body)
	if err == nil && item.ID == "" {
		err = fmt.Errorf("%w: %.200s has no id", ErrNotActivity, res.FinalURL)
	}
	return item, err
}

// Fetch gets an object as FetchItem does, and makes sure that its authors are of its origin.
func (c *Context) Fetch(ctx context.Context, address string) (*vocab.Object, error) {
	item, err := c.FetchItem(ctx, address)
	if err != nil {
		return nil, err
	}
	return ReadObject(item)
}

// FetchActor gets an actor as FetchItem does, and makes sure that all it names as its own is of its origin, see ReadActor.
func (c *Context) FetchActor(ctx context.Context, address string) (*vocab.Actor, error) {
	item, err := c.FetchItem(ctx, address)
	if err != nil {
		return nil, err
	}
	return ReadActor(item)
}

// Resolve gives the object that an activity of actor speaks of. What is embedded counts only if it is of the actor's
// origin, else it is fetched at its id: nobody can put words into the mouth of another server. The author may still
// be another actor of that origin: compare before changing anything.
func (c *Context) Resolve(ctx context.Context, item vocab.Item, actor string) (*vocab.Object, error) {
	if item.ID == "" {
		return nil, fmt.Errorf("%w: the object has no id", ErrNotActivity)
	}
	if !item.Embedded() || !transport.SameOrigin(item.ID, actor) {
		return c.Fetch(ctx, item.ID)
	}
	return ReadObject(item)
}

// ReadObject reads an object that FetchItem gave; its authors must be of its origin.
func ReadObject(item vocab.Item) (*vocab.Object, error) {
	if kind := item.Kind(); kind != vocab.KindObject {
		return nil, fmt.Errorf("%w: %.200s is a %.40s", ErrNotActivity, item.ID, item.Type)
	}
	object, err := item.Object()
	if err != nil {
		return nil, err
	}
	for _, author := range object.AttributedTo {
		if !transport.SameOrigin(author.ID, object.ID) {
			return nil, fmt.Errorf("%w: %.200s is attributed to %.200s", ErrOrigin, object.ID, author.ID)
		}
	}
	return object, nil
}

// ReadActor reads an actor that FetchItem gave. Its inboxes, outbox, followers and keys must be of its own origin.
func ReadActor(item vocab.Item) (*vocab.Actor, error) {
	if item.Kind() != vocab.KindActor {
		return nil, fmt.Errorf("%w: %.200s is a %.40s, not an actor", ErrNotActivity, item.ID, item.Type)
	}
	actor, err := item.Actor()
	if err != nil {
		return nil, err
	}
	if err := checkActor(actor); err != nil {
		return nil, err
	}
	return actor, nil
}

// checkActor makes sure that an actor has an inbox and that inboxes, outbox, followers and keys are of its own origin:
// deliveries must not be pointed at a third party (CVE-2024-52590), and nobody may borrow followers or keys.
func checkActor(actor *vocab.Actor) error {
	if actor.ID == "" || actor.Inbox == "" {
		return fmt.Errorf("%w: an actor needs an id and an inbox", ErrNotActivity)
	}
	own := []string{actor.Inbox, actor.SharedInbox, actor.Outbox, actor.Followers}
	for _, key := range actor.PublicKey {
		own = append(own, key.ID)
	}
	for _, address := range own {
		if address != "" && !transport.SameOrigin(address, actor.ID) {
			return fmt.Errorf("%w: %.200s is not on the server of %.200s", ErrOrigin, address, actor.ID)
		}
	}
	return nil
}
