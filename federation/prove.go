package federation

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"pamphlet/federation/proof"
	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
)

// ProofWindow is how old an integrity proof may be. A proof names no receiver, so whoever has the activity can send it
// again: the marks "seen" must be kept for longer than this.
const ProofWindow = 14 * 24 * time.Hour

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

// proveItself lets an integrity proof stand in for a signature by the actor: somebody else passes the activity on, or
// the signature is not good. It answers like prove; refused is what is said when no proof is good either.
func (f *Federation) proveItself(ctx context.Context, in *Inbound, refused error) (bool, error) {
	for _, claim := range in.proofs {
		age := f.now().Sub(claim.Created)
		if age > ProofWindow || -age > signature.Window || !claim.Expires.IsZero() && claim.Expires.Before(f.now()) {
			refused = Refuse(http.StatusUnauthorized, "The integrity proof is too old, or from the future.")
			continue
		}
		switch proved, err := f.proveBy(ctx, claim, in); {
		case err == nil:
			return proved, nil
		case errors.As(err, new(*Refusal)), ctx.Err() != nil:
			return false, err
		default:
			f.log.DebugContext(ctx, "an integrity proof does not hold", "key", claim.KeyID, "actor", in.Actor, "error", err)
		}
	}
	return false, refused
}

// proveBy tries one proof, first with the key known here, then with the one the actor lists. Such a key is remembered
// only in memory: what is stored of an actor is the key of its requests.
func (f *Federation) proveBy(ctx context.Context, claim proof.Claim, in *Inbound) (bool, error) {
	key, err := f.keys.known(ctx, claim.KeyID)
	if err == nil && key.Owner == in.Actor && claim.Verify(key.public) == nil {
		return true, nil
	}
	if err != nil && !errors.Is(err, ErrUnknownKey) {
		return false, fmt.Errorf("loading the key %s: %w", claim.KeyID, err)
	}
	if worth, err := f.worthAsking(ctx, in); err != nil || !worth {
		return false, err
	}
	leave, err := f.doors.stranger()
	if err != nil {
		return false, err
	}
	defer leave()
	key, actor, err := f.keys.ask(ctx, claim.KeyID, in.Actor)
	if errors.Is(err, errBusy) {
		return false, busy()
	}
	if err == nil {
		err = claim.Verify(key.public)
	}
	if err != nil {
		return false, err
	}
	in.Sender = actor
	f.keys.parsed.put(key.ID, key)
	return true, nil
}
