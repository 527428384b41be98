package federation

import (
	"context"
	"errors"
	"net/http"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// Show answers with a document, whoever asks; in secure mode only if they may have it, see Config.AuthorizedFetch.
func (f *Federation) Show(w http.ResponseWriter, r *http.Request, v vocab.Value) {
	if err := f.show(w, r, v); err != nil {
		f.fail(w, r, err)
	}
}

func (f *Federation) show(w http.ResponseWriter, r *http.Request, v vocab.Value) error {
	err := f.admit(w, r)
	var refusal *Refusal
	if actor, ok := v.(*vocab.Actor); ok && errors.As(err, &refusal) && refusal.Status == http.StatusUnauthorized {
		v, err = keyDocument(actor), nil
	}
	if err != nil {
		return err
	}
	writeDocument(w, http.StatusOK, v)
	return nil
}

// keyDocument is as much of an actor as others need to verify what it signs, and to answer. Without it two servers in
// secure mode could never begin: each would want the other's key first.
func keyDocument(a *vocab.Actor) *vocab.Actor {
	return &vocab.Actor{
		Base:              vocab.Base{ID: a.ID, Type: a.Type},
		PreferredUsername: a.PreferredUsername, Inbox: a.Inbox, SharedInbox: a.SharedInbox,
		PublicKey: a.PublicKey, AssertionMethod: a.AssertionMethod,
	}
}

// admit is nil for everybody, but in secure mode only for those whose signature is good and who are not blocked.
func (f *Federation) admit(w http.ResponseWriter, r *http.Request) error {
	if !f.secure {
		return nil
	}
	w.Header().Set("Cache-Control", "private")
	w.Header().Set("Vary", "Accept, Signature")
	claim, err := f.claim(r, nil)
	if err != nil {
		return err
	}
	_, err = f.signer(r.Context(), claim)
	return err
}

// signer proves a signature that may be anybody's, and says whose it is: of nobody who is blocked. What it asks for is
// remembered only in memory: stored are those whose activities had an effect.
func (f *Federation) signer(ctx context.Context, claim *signature.Claim) (owner string, err error) {
	if err := f.welcome(ctx, claim.KeyID); err != nil {
		return "", err
	}
	key, err := f.keys.known(ctx, claim.KeyID)
	if err != nil || claim.Verify(key.public) != nil {
		if key, _, err = f.introduce(ctx, claim.KeyID, "", claim.Verify); err != nil {
			return "", err
		}
		f.keys.parsed.put(key.ID, key)
	}
	return key.Owner, f.welcome(ctx, key.Owner)
}
