package fediverse

import (
	"context"
	"crypto/ed25519"
	"crypto/rsa"
	"errors"
	"fmt"
	"sync"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/federation"
	"pamphlet/federation/proof"
	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// keys holds our private keys ready for use; parsing one costs an eighth of a signature.
type keys struct {
	instance *rsa.PrivateKey
	blogs    sync.Map // blog id -> blogKeys
}

// blogKeys are the keys of a blog as they were read.
type blogKeys struct {
	signs  signature.Key
	proves proof.Key     // Private is nil where there is none: the site itself says nothing in its own name
	former signature.Key // Private is nil unless the keys were replaced
	told   string        // id of the Update that tells of the replacement
	at     time.Time     // of the replacement
	pem    string        // of both: what is kept is good as long as the blog has them
}

func (b *Bridge) instanceKey() signature.Key {
	id := b.fed.URL(instancePath)
	return signature.Key{ID: id + mainKey, Owner: id, Private: b.keys.instance}
}

// What follows the actor's id in ids of keys; they stay when keys are replaced.
const (
	mainKey  = "#main-key"
	proofKey = "#ed25519-key"
)

// keysOf are the keys with which a blog, or with id 0 the site itself, signs what it sends. The blog is read each time,
// since another process may have replaced them.
func (b *Bridge) keysOf(ctx context.Context, blogID int64) (blogKeys, error) {
	if blogID == 0 {
		return blogKeys{signs: b.instanceKey()}, nil
	}
	of, err := b.store.Blog(ctx, blogID)
	if err != nil {
		return blogKeys{}, err
	}
	return b.keysIn(of)
}

func (b *Bridge) keysIn(of blog.Blog) (blogKeys, error) {
	if kept, ok := b.keys.blogs.Load(of.ID); ok && kept.(blogKeys).pem == of.PrivateKey+of.ProofKey {
		return kept.(blogKeys), nil
	}
	read, err := b.readKeys(of)
	if err != nil {
		return blogKeys{}, fmt.Errorf("reading the keys of %s: %w", of.Name, err)
	}
	b.keys.blogs.Store(of.ID, read)
	return read, nil
}

func (b *Bridge) readKeys(of blog.Blog) (blogKeys, error) {
	id := b.blogs.URL(of.APID)
	k := blogKeys{pem: of.PrivateKey + of.ProofKey, at: of.KeysAt, signs: signature.Key{ID: id + mainKey, Owner: id}, proves: proof.Key{ID: id + proofKey}}
	var err error
	if k.signs.Private, err = signature.ParsePrivateKey(of.PrivateKey); err != nil {
		return k, err
	}
	if of.ProofKey != "" { // which the version before does not make
		if k.proves.Private, err = signature.ParseEd25519PrivateKey(of.ProofKey); err != nil {
			return k, err
		}
	}
	if of.FormerKey != "" {
		k.former, k.told = k.signs, b.profileUpdate(of, of.KeysAt.UnixMilli())
		k.former.Private, err = signature.ParsePrivateKey(of.FormerKey)
	}
	return k, err
}

// listed are the keys for proofs, as an actor's assertionMethod shows them.
func (k blogKeys) listed() vocab.Items {
	if k.proves.Private == nil {
		return nil
	}
	return vocab.Items{federation.Multikey(k.proves.ID, k.signs.Owner, k.proves.Private.Public().(ed25519.PublicKey))}
}

// keyStore is the door's memory of remote keys: part of what is known about actors.
type keyStore struct {
	store   *store.Store
	service *blog.Service
	now     func() time.Time
}

// LoadKey implements federation.KeyStore.
func (k *keyStore) LoadKey(ctx context.Context, keyID string) (federation.RemoteKey, error) {
	actor, err := k.store.ActorByKey(ctx, keyID)
	if errors.Is(err, blog.ErrNotFound) {
		return federation.RemoteKey{}, federation.ErrUnknownKey
	}
	return federation.RemoteKey{ID: keyID, Owner: actor.URI, PEM: actor.PublicKey}, err
}

// SaveKey implements federation.KeyStore: a key that proved an activity makes its actor known.
func (k *keyStore) SaveKey(ctx context.Context, key federation.RemoteKey, doc *vocab.Actor) error {
	actor := actorOf(doc, k.now())
	actor.KeyID, actor.PublicKey = key.ID, key.PEM
	return k.service.Meet(ctx, actor)
}

// Known implements federation.KeyStore.
func (k *keyStore) Known(ctx context.Context, uri string) (bool, error) {
	_, err := k.store.ActorByURI(ctx, uri)
	if errors.Is(err, blog.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// How much of a name is kept, in characters, and how long an address may be, in bytes.
const (
	maxUsername = 128
	maxName     = 256
	maxAddress  = 2000
)

func firstRunes(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return text
}

// actorOf is what we keep of a remote actor's document.
func actorOf(doc *vocab.Actor, now time.Time) blog.Actor {
	a := blog.Actor{
		URI: doc.ID, Host: hostOf(doc.ID), Kind: doc.Type, Username: doc.PreferredUsername, Name: doc.Name, URL: doc.Page(),
		Inbox: doc.Inbox, SharedInbox: doc.SharedInbox, Followers: doc.Followers, FetchedAt: now,
	}
	if icon, err := doc.Icon.First().Object(); err == nil && len(icon.URL) > 0 {
		a.AvatarURL = icon.URL[0].Href
	}
	a.Username, a.Name = firstRunes(a.Username, maxUsername), firstRunes(a.Name, maxName)
	if len(a.URL) > maxAddress {
		a.URL = a.URI
	}
	if len(a.AvatarURL) > maxAddress {
		a.AvatarURL = ""
	}
	if len(doc.PublicKey) > 0 {
		a.KeyID, a.PublicKey = doc.PublicKey[0].ID, doc.PublicKey[0].PEM
	}
	return a
}
