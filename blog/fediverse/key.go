package fediverse

import (
	"context"
	"crypto/rsa"
	"errors"
	"sync"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/federation"
	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// keys holds our private keys ready for use; parsing one costs an eighth of a signature.
type keys struct {
	instance *rsa.PrivateKey
	blogs    sync.Map // blog id -> signature.Key
}

func (b *Bridge) instanceKey() signature.Key {
	id := b.fed.URL(instancePath)
	return signature.Key{ID: id + "#main-key", Owner: id, Private: b.keys.instance}
}

// signer is the key with which a blog, or with id 0 the site itself, signs what it sends.
func (b *Bridge) signer(ctx context.Context, blogID int64) (signature.Key, error) {
	if blogID == 0 {
		return b.instanceKey(), nil
	}
	if key, ok := b.keys.blogs.Load(blogID); ok {
		return key.(signature.Key), nil
	}
	of, err := b.store.Blog(ctx, blogID)
	if err != nil {
		return signature.Key{}, err
	}
	private, err := signature.ParsePrivateKey(of.PrivateKey)
	if err != nil {
		return signature.Key{}, err
	}
	id := b.blogs.URL(of.APID)
	key := signature.Key{ID: id + "#main-key", Owner: id, Private: private}
	b.keys.blogs.Store(blogID, key)
	return key, nil
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
