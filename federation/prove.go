package federation

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"net/http"
	"time"

	"pamphlet/federation/proof"
	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// ProofWindow is how old an integrity proof may be. A proof names no receiver, so whoever has the activity can send it
// again: the marks "seen" must be kept for longer than this.
const ProofWindow = 14 * 24 * time.Hour

// prove makes sure that the activity is the actor's: by their signature, or where somebody else signed, by their
// integrity proof in the activity. It is false, without an error, for a Delete by somebody we know nothing of: there is
// nothing to delete, and servers send it to everybody they ever heard of.
func (f *Federation) prove(ctx context.Context, claim *signature.Claim, in *Inbound) (bool, error) {
	if !transport.SameOrigin(claim.KeyID, in.Actor) {
		return f.proveForwarded(ctx, claim, in)
	}
	key, err := f.keys.known(ctx, claim.KeyID)
	switch {
	case errors.Is(err, ErrUnknownKey):
	case err != nil:
		return false, fmt.Errorf("loading the key %s: %w", claim.KeyID, err)
	case key.Owner != in.Actor:
		return false, Refuse(http.StatusUnauthorized, "This key belongs to another actor.")
	default:
		if claim.Verify(key.public) == nil {
			return true, nil
		}
		// The key may have been replaced: ask once, if not asked lately.
	}
	if err != nil {
		if worth, err := f.worthAsking(ctx, in); err != nil || !worth {
			return false, err
		}
	}
	key, sender, err := f.introduce(ctx, claim.KeyID, in.Actor, claim.Verify)
	if isGone(err) && in.Activity.Type == vocab.TypeDelete && in.Activity.Object.First().ID == in.Actor {
		// Only known actors come this far. Their key cannot be had any more, and their own server says why.
		in.Deleted = true
		return true, nil
	}
	if err != nil {
		return false, err
	}
	in.Sender = sender
	return true, f.keys.save(ctx, key, sender)
}

// worthAsking is false for a Delete by somebody we know nothing of.
func (f *Federation) worthAsking(ctx context.Context, in *Inbound) (bool, error) {
	if in.Activity.Type != vocab.TypeDelete {
		return true, nil
	}
	known, err := f.keys.store.Known(ctx, in.Actor)
	if err != nil {
		return false, fmt.Errorf("looking for %s: %w", in.Actor, err)
	}
	return known, nil
}

// proofsOf are the proofs in an activity that its actor may have made: key, actor and activity are of one origin
// (FEP-fe34).
func proofsOf(body []byte, actor string) []proof.Claim {
	var own []proof.Claim
	for _, claim := range proof.Read(body) {
		if transport.SameOrigin(claim.KeyID, actor) {
			own = append(own, claim)
		}
	}
	return own
}

// proveForwarded takes what somebody else passes on: with a good signature of theirs, so that it is known whom to hold
// to account for it, and an integrity proof by the actor. It answers like prove.
func (f *Federation) proveForwarded(ctx context.Context, claim *signature.Claim, in *Inbound) (bool, error) {
	if len(in.proofs) == 0 {
		return false, Refuse(http.StatusUnauthorized, "The activity must be signed or proved by its own actor.")
	}
	if worth, err := f.worthAsking(ctx, in); err != nil || !worth {
		return false, err
	}
	var err error
	if in.Via, err = f.signer(ctx, claim); err != nil {
		return false, err
	}
	for _, made := range in.proofs {
		if err = f.proveBy(ctx, made, in); err == nil {
			return true, nil
		}
	}
	return false, err
}

// proveBy tries one proof, first with the key known here, then with the one the actor lists.
func (f *Federation) proveBy(ctx context.Context, made proof.Claim, in *Inbound) error {
	age := f.now().Sub(made.Created)
	if age > ProofWindow || -age > signature.Window || !made.Expires.IsZero() && made.Expires.Before(f.now()) {
		return Refuse(http.StatusUnauthorized, "The integrity proof is too old, or from the future.")
	}
	key, err := f.keys.known(ctx, made.KeyID)
	if err == nil && key.Owner == in.Actor && made.Verify(key.public) == nil {
		return nil
	}
	if key, in.Sender, err = f.introduce(ctx, made.KeyID, in.Actor, made.Verify); err == nil {
		f.keys.parsed.put(key.ID, key)
	}
	return err
}

// introduce proves something by a key that has to be fetched from its owner, "" if only the key knows who that is. It
// gives the key and the owner's document.
func (f *Federation) introduce(ctx context.Context, keyID, owner string, verify func(crypto.PublicKey) error) (knownKey, *vocab.Actor, error) {
	leave, err := f.doors.stranger()
	if err != nil {
		return knownKey{}, nil, err
	}
	defer leave()
	key, actor, err := f.keys.ask(ctx, keyID, owner)
	if err != nil {
		return knownKey{}, nil, f.noKey(ctx, keyID, err)
	}
	if err := verify(key.public); err != nil {
		return knownKey{}, nil, unauthorized(err)
	}
	return key, actor, nil
}

// noKey answers that a key could not be had.
func (f *Federation) noKey(ctx context.Context, keyID string, err error) error {
	if errors.Is(err, errBusy) {
		return Later(http.StatusServiceUnavailable, lookFresh, "Too many new actors from your server at once. Please send this again later.")
	}
	f.log.DebugContext(ctx, "a key could not be had", "key", keyID, "error", err)
	refusal := Refuse(http.StatusUnauthorized, "The key of this signature could not be fetched from its actor.")
	refusal.cause = err
	return refusal
}
