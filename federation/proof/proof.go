package proof

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"time"

	"pamphlet/federation/signature"
)

// ErrInvalid means that the key did not make this proof of this document.
var ErrInvalid = errors.New("the integrity proof is not valid")

const (
	proofType   = "DataIntegrityProof"
	cryptosuite = "eddsa-jcs-2022"
	purpose     = "assertionMethod"
	maxClaims   = 4 // proofs of one document that are looked at
)

// Key is an actor's own key for proofs.
type Key struct {
	ID      string // listed in the actor's assertionMethod
	Private ed25519.PrivateKey
}

// Attach adds a proof to a document that has none. The same document, key and second give the same bytes, since
// Ed25519 has no chance in it: what is proved when it is sent is what is proved when it is asked for.
func Attach(doc []byte, key Key, created time.Time) ([]byte, error) {
	value, err := parse(doc)
	if err != nil {
		return nil, err
	}
	object, ok := value.(map[string]any)
	if _, proved := object["proof"]; !ok || proved {
		return nil, errors.New("proving a document: it must be an object without a proof")
	}
	proof := map[string]any{
		"type": proofType, "cryptosuite": cryptosuite, "proofPurpose": purpose,
		"verificationMethod": key.ID, "created": created.UTC().Format(time.RFC3339),
	}
	if context, ok := object["@context"]; ok {
		proof["@context"] = context // as the cryptosuite says (vc-di-eddsa 3.3.1)
	}
	proof["proofValue"] = signature.Multibase(ed25519.Sign(key.Private, hash(proof, object)))
	head := bytes.TrimRight(doc, " \t\r\n")
	head = bytes.TrimRight(head[:len(head)-1], " \t\r\n")
	proved := append([]byte{}, head...)
	if len(object) > 0 {
		proved = append(proved, ',')
	}
	proved = append(append(proved, `"proof":`...), canonical(proof)...)
	return append(proved, '}'), nil
}

// hash is what is signed: the proof without its value, then the document without its proofs.
func hash(config, document map[string]any) []byte {
	first, second := sha256.Sum256(canonical(config)), sha256.Sum256(canonical(document))
	return append(first[:], second[:]...)
}

// Claim is a proof as a document has it: nothing of it is true before Verify says so.
type Claim struct {
	KeyID   string
	Created time.Time
	Expires time.Time // zero if it never does

	config   map[string]any // the proof without its value
	document map[string]any // without its proofs
	value    []byte
}

// Read gives the proofs of a document that could be verified here. The document must have passed vocab.Check. Damaged
// proofs, and those of other kinds, are as if they were not there.
func Read(doc []byte) []Claim {
	var found struct {
		Proof json.RawMessage `json:"proof"`
	}
	if json.Unmarshal(doc, &found) != nil || found.Proof == nil {
		return nil // nearly always
	}
	value, err := parse(doc)
	document, ok := value.(map[string]any)
	if err != nil || !ok {
		return nil
	}
	proofs, ok := document["proof"].([]any)
	if !ok {
		proofs = []any{document["proof"]}
	}
	delete(document, "proof")
	var claims []Claim
	for _, proof := range proofs[:min(len(proofs), maxClaims)] {
		if config, ok := proof.(map[string]any); ok {
			if claim, ok := read(config, document); ok {
				claims = append(claims, claim)
			}
		}
	}
	return claims
}

func read(config, document map[string]any) (Claim, bool) {
	text := func(name string) string { value, _ := config[name].(string); return value }
	if text("type") != proofType || text("cryptosuite") != cryptosuite || text("proofPurpose") != purpose {
		return Claim{}, false
	}
	created, err := time.Parse(time.RFC3339, text("created"))
	if err != nil {
		return Claim{}, false
	}
	claim := Claim{KeyID: text("verificationMethod"), Created: created, config: maps.Clone(config), document: document}
	if _, ok := config["expires"]; ok {
		if claim.Expires, err = time.Parse(time.RFC3339, text("expires")); err != nil {
			return Claim{}, false
		}
	}
	if claim.value, err = signature.ParseMultibase(text("proofValue")); err != nil || len(claim.value) != ed25519.SignatureSize {
		return Claim{}, false
	}
	delete(claim.config, "proofValue")
	return claim, claim.KeyID != ""
}

// Verify proves that the key's owner made the proof of exactly this document. Freshness is for the caller to judge.
func (c Claim) Verify(pub crypto.PublicKey) error {
	key, ok := pub.(ed25519.PublicKey)
	if !ok || len(key) != ed25519.PublicKeySize {
		return fmt.Errorf("%w: %.200q is no Ed25519 key", ErrInvalid, c.KeyID)
	}
	config := maps.Clone(c.config)
	context, stated := config["@context"]
	if !stated {
		// Fedify proves the document's context without repeating it.
		config["@context"] = c.document["@context"]
	} else if !bytes.Equal(canonical(context), canonical(c.document["@context"])) {
		// The cryptosuite would let contexts be added; nobody who only passes an activity on has a reason to.
		return fmt.Errorf("%w: its @context is another one than the document's", ErrInvalid)
	}
	if _, ok := c.document["@context"]; !ok {
		delete(config, "@context")
	}
	if ed25519.Verify(key, hash(config, c.document), c.value) {
		return nil
	}
	return fmt.Errorf("%w: key %.200q did not prove this document", ErrInvalid, c.KeyID)
}
