package federation

import (
	"crypto/ed25519"
	"encoding/json"
	"fmt"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

const typeMultikey = "Multikey"

// Multikey is a key of ours as the assertionMethod of its actor shows it (FEP-521a).
func Multikey(id, owner string, key ed25519.PublicKey) vocab.Item {
	raw, _ := json.Marshal(struct { // strings cannot fail
		ID         string `json:"id"`
		Type       string `json:"type"`
		Controller string `json:"controller"`
		Multibase  string `json:"publicKeyMultibase"`
	}{id, typeMultikey, owner, signature.Multikey(key)})
	return vocab.Item{ID: id, Type: typeMultikey, Raw: raw}
}

// listedMultikey finds a key in the actor's assertionMethod, where it must be embedded and name the actor as controller.
func listedMultikey(actor *vocab.Actor, keyID string) (RemoteKey, error) {
	for _, item := range actor.AssertionMethod {
		if item.ID != keyID || item.Type != typeMultikey || !item.Embedded() {
			continue
		}
		var members map[string]json.RawMessage // exact names, as everywhere
		if err := json.Unmarshal(item.Raw, &members); err != nil {
			return RemoteKey{}, fmt.Errorf("%w: %w", ErrUnknownKey, err)
		}
		var controller, multibase string
		if json.Unmarshal(members["controller"], &controller) != nil || controller != actor.ID {
			return RemoteKey{}, fmt.Errorf("%w: %.200s is not controlled by %.200s", ErrOrigin, keyID, actor.ID)
		}
		if err := json.Unmarshal(members["publicKeyMultibase"], &multibase); err != nil {
			return RemoteKey{}, fmt.Errorf("%w: %.200s has no publicKeyMultibase", ErrUnknownKey, keyID)
		}
		public, err := signature.ParseMultikey(multibase)
		if err != nil {
			return RemoteKey{}, err
		}
		pem, err := signature.MarshalPublicKey(public)
		return RemoteKey{ID: keyID, Owner: actor.ID, PEM: pem}, err
	}
	return RemoteKey{}, fmt.Errorf("%w: %.200s does not list it", ErrUnknownKey, actor.ID)
}
