package federation

import (
	"context"
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
