package federation

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"
	"golang.org/x/sync/singleflight"

	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// RemoteKey is the public key of an actor on another server.
type RemoteKey struct {
	ID    string // the keyId of signatures
	Owner string // the id of the actor
	PEM   string // SPKI or PKCS #1
}

// KeyStore is where the application keeps remote keys. It is the door's memory of who is known, so it should be part
// of what the application knows about remote actors anyway. All methods may be called concurrently.
type KeyStore interface {
	// LoadKey gives the key with that id, or ErrUnknownKey.
	LoadKey(ctx context.Context, keyID string) (RemoteKey, error)
	// SaveKey stores a key that has just proved an activity for the first time, replacing an older one of that id and
	// owner. actor is the document the key was found in. It must never move a key id to another owner.
	SaveKey(ctx context.Context, key RemoteKey, actor *vocab.Actor) error
	// Known tells whether anything at all is stored about the actor. A Delete from an actor who is not known is
	// answered 202 and forgotten.
	Known(ctx context.Context, actor string) (bool, error)
}

const (
	keyFetches    = 60 // documents fetched from one registrable domain in five minutes
	keyFetchTime  = 5 * time.Second
	keyFetchBytes = 256 << 10 // an actor is 5 KB; kept documents must not fill the memory
	keyDocuments  = 3         // stand-alone key documents read per actor
	lookFresh     = 5 * time.Minute
	lookFailed    = 10 * time.Minute
	keyParsed     = time.Hour
)

// errBusy means that the budget of fetches for a host is used up for now.
var errBusy = errors.New("too many key fetches for this host")

// keyring finds the keys of signers: parsed in memory, stored by the application, or fetched from the actor.
type keyring struct {
	out     *Context
	store   KeyStore
	parsed  *memory[knownKey]
	looks   *memory[*vocab.Actor]
	failed  *memory[error] // by the id of an actor or key
	fetches *memory[int]
	budget  int
	flight  singleflight.Group
}

// knownKey is a key ready for use.
type knownKey struct {
	RemoteKey
	public crypto.PublicKey
}

func newKeyring(out *Context, store KeyStore) *keyring {
	return &keyring{
		out: out, store: store, budget: keyFetches,
		parsed:  newMemory[knownKey](16_384, keyParsed, out.now),
		looks:   newMemory[*vocab.Actor](512, lookFresh, out.now),
		failed:  newMemory[error](16_384, lookFailed, out.now),
		fetches: newMemory[int](16_384, 5*time.Minute, out.now),
	}
}

// known gives the key if it is here already; ErrUnknownKey if it is not.
func (k *keyring) known(ctx context.Context, keyID string) (knownKey, error) {
	if key, ok := k.parsed.get(keyID); ok {
		return key, nil
	}
	stored, err := k.store.LoadKey(ctx, keyID)
	if err != nil {
		return knownKey{}, err
	}
	key, err := parseKey(stored)
	if err != nil {
		return knownKey{}, fmt.Errorf("%w: %w", ErrUnknownKey, err) // to be fetched anew
	}
	k.parsed.put(keyID, key)
	return key, nil
}

// save keeps a key that has proved something.
func (k *keyring) save(ctx context.Context, key knownKey, actor *vocab.Actor) error {
	if err := k.store.SaveKey(ctx, key.RemoteKey, actor); err != nil {
		return fmt.Errorf("saving the key %s: %w", key.ID, err)
	}
	k.parsed.put(key.ID, key)
	return nil
}

// ask finds the key at the actor it is said to belong to. Only what the actor itself lists counts, so no other
// document can lend it a key; and however many key ids are made up, the actor is asked once in five minutes. With
// owner "" it is for the key to say who that is, as with a GET.
func (k *keyring) ask(ctx context.Context, keyID, owner string) (key knownKey, actor *vocab.Actor, err error) {
	if owner == "" {
		if owner, err = k.ownerOf(ctx, keyID); err != nil {
			return knownKey{}, nil, err
		}
	}
	if actor, err = k.look(ctx, owner); err != nil {
		return knownKey{}, nil, err
	}
	listed, err := listedKey(actor, keyID)
	if err != nil {
		return knownKey{}, nil, err
	}
	key, err = parseKey(listed)
	return key, actor, err
}

// ownerOf tells whose a key says it is: of the document its id points into, or of whom its own document names
// (GoToSocial).
func (k *keyring) ownerOf(ctx context.Context, keyID string) (string, error) {
	if owner, _, inside := strings.Cut(keyID, "#"); inside {
		return owner, nil
	}
	if err, ok := k.failed.get(keyID); ok {
		return "", err
	}
	item, _, err := k.read(ctx, keyID)
	owner := item.ID
	if key := item.PublicKey(); item.Kind() != vocab.KindActor && key.ID == keyID {
		owner = key.Owner
	}
	if err == nil && !transport.SameOrigin(owner, keyID) {
		err = fmt.Errorf("%w: %.200s belongs to %.200s", ErrOrigin, keyID, owner)
	}
	k.rememberFailure(keyID, err)
	return owner, err
}

// rememberFailure keeps why an id cannot be had; that we were too busy to ask says nothing about it.
func (k *keyring) rememberFailure(id string, err error) {
	if err != nil && !errors.Is(err, errBusy) {
		k.failed.put(id, err)
	}
}

// listedKey finds a key in the actor's publicKey or assertionMethod.
func listedKey(actor *vocab.Actor, keyID string) (RemoteKey, error) {
	listed, ok := actor.Key(keyID)
	if !ok || listed.PEM == "" {
		return listedMultikey(actor, keyID)
	}
	if listed.Owner != "" && listed.Owner != actor.ID {
		return RemoteKey{}, fmt.Errorf("%w: it belongs to %.200s", ErrOrigin, listed.Owner)
	}
	return RemoteKey{ID: keyID, Owner: actor.ID, PEM: listed.PEM}, nil
}

func parseKey(stored RemoteKey) (knownKey, error) {
	public, err := signature.ParsePublicKey(stored.PEM)
	return knownKey{stored, public}, err
}

// look gives the actor as it was at most five minutes ago, or why there was none in the last ten.
func (k *keyring) look(ctx context.Context, actorID string) (*vocab.Actor, error) {
	if actor, ok := k.looks.get(actorID); ok {
		return actor, nil
	}
	if err, ok := k.failed.get(actorID); ok {
		return nil, err
	}
	// Whoever came first must not take the others along when they hang up.
	done := k.flight.DoChan(actorID, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keyFetchTime)
		defer cancel()
		actor, err := k.fetch(ctx, actorID)
		if err == nil {
			k.looks.put(actorID, actor)
		}
		k.rememberFailure(actorID, err)
		return actor, err
	})
	select {
	case result := <-done:
		actor, _ := result.Val.(*vocab.Actor)
		return actor, result.Err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (k *keyring) fetch(ctx context.Context, actorID string) (*vocab.Actor, error) {
	item, err := k.document(ctx, actorID)
	if err != nil {
		return nil, err
	}
	actor, err := ReadActor(item)
	if err != nil {
		return nil, err
	}
	// Some servers keep keys in documents of their own and only link them.
	for i := range actor.PublicKey[:min(len(actor.PublicKey), keyDocuments)] {
		if key := &actor.PublicKey[i]; key.PEM == "" {
			if err := k.complete(ctx, key, actor.ID); err != nil {
				return nil, err
			}
		}
	}
	return actor, nil
}

// complete reads a linked key from its own document, which must be of the id asked for and of this owner.
func (k *keyring) complete(ctx context.Context, key *vocab.PublicKey, owner string) error {
	item, err := k.document(ctx, key.ID)
	if err != nil {
		return err
	}
	if found := item.PublicKey(); found.Owner == owner {
		key.Owner, key.PEM = found.Owner, found.PEM
	}
	return nil
}

// document fetches something whose id must be the address asked for.
func (k *keyring) document(ctx context.Context, id string) (vocab.Item, error) {
	item, final, err := k.read(ctx, id)
	if err == nil && (item.ID != id || !transport.SameOrigin(final, id)) {
		err = fmt.Errorf("%w: %.200s says it is %.200s", ErrOrigin, id, item.ID)
	}
	return item, err
}

// read fetches a document within the host's budget, and says where it came from.
func (k *keyring) read(ctx context.Context, id string) (vocab.Item, string, error) {
	host := budgetHost(id)
	spend := func() error {
		if spent := k.fetches.change(host, func(n int) int { return n + 1 }); spent > k.budget {
			return fmt.Errorf("%w: %s", errBusy, host)
		}
		return nil
	}
	return k.out.document(ctx, id, transport.Request{MaxBytes: keyFetchBytes, SameOriginOnly: true}, spend)
}

// budgetHost is the registrable domain, since whoever has a wildcard in the DNS has any number of hosts.
func budgetHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil && strings.Contains(host, ".") {
		return domain
	}
	return host
}

// isGone tells whether the fetch was answered that the thing was there once and is deleted.
func isGone(err error) bool {
	var status *transport.StatusError
	return errors.As(err, &status) && status.Status == http.StatusGone
}
