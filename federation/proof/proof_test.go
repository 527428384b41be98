package proof

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
)

// exampleKey is the key of the vectors of FEP-8b32 and of the cryptosuite.
func exampleKey(t *testing.T, id string) Key {
	t.Helper()
	secret, err := signature.ParseMultibase("z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq")
	if err != nil {
		t.Fatal(err)
	}
	return Key{ID: id, Private: ed25519.NewKeyFromSeed(secret[2:])}
}

const (
	fepKeyID = "https://server.example/users/alice#ed25519-key"
	fepDoc   = `{
  "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
  "id": "https://server.example/activities/1",
  "type": "Create",
  "actor": "https://server.example/users/alice",
  "object": {
    "id": "https://server.example/objects/1", "type": "Note", "attributedTo": "https://server.example/users/alice",
    "content": "Hello world", "location": {"type": "Place", "longitude": -71.184902, "latitude": 25.273962}
  }
}
`
	fepHash  = "cf63e2308ce7d1137667192c5c5e751ba7b1c6e3d5e746a7b717d309654ad1980793e8d97e2de4b989b2b2d7a5fae8cf941f102a03c0ecab00f03eaa2330c650"
	fepValue = "z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL"
)

// vectors are documents whose proofs are published: in FEP-8b32, in its earlier version that names the context of
// 2023, and in Data Integrity EdDSA Cryptosuites 1.0, B.2.
var vectors = []struct{ name, keyID, doc, value string }{
	{"FEP-8b32", fepKeyID, fepDoc, fepValue},
	{"FEP-8b32 of 2024", fepKeyID, strings.Replace(fepDoc, "data-integrity/v2", "data-integrity/v1", 1),
		"zLaewdp4H9kqtwyrLatK4cjY5oRHwVcw4gibPSUDYDMhi4M49v8pcYk3ZB6D69dNpAPbUmY8ocuJ3m9KhKJEEg7z"},
	{"EdDSA cryptosuites B.2",
		"did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
		`{"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],
		"id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33","type":["VerifiableCredential","AlumniCredential"],"name":"Alumni Credential",
		"description":"A minimum viable example of an Alumni Credential.","issuer":"https://vc.example/issuers/5678","validFrom":"2023-01-01T00:00:00Z",
		"credentialSubject":{"id":"did:example:abcdefgh","alumniOf":"The School of Examples"}}`,
		"z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"},
}

func created() time.Time { return time.Date(2023, 2, 24, 23, 36, 38, 0, time.UTC) }

func TestVectors(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			key := exampleKey(t, v.keyID)
			proved, err := Attach([]byte(v.doc), key, created())
			if err != nil {
				t.Fatal(err)
			}
			var doc struct{ Proof struct{ ProofValue string } }
			if err := json.Unmarshal(proved, &doc); err != nil || doc.Proof.ProofValue != v.value {
				t.Fatalf("%v %s", err, proved)
			}
			claims := Read(proved)
			if len(claims) != 1 || claims[0].KeyID != v.keyID || !claims[0].Created.Equal(created()) {
				t.Fatalf("%+v", claims)
			}
			if err := claims[0].Verify(key.Private.Public()); err != nil {
				t.Error(err)
			}
		})
	}
	claim := Read(provedExample(t))[0]
	if got := hex.EncodeToString(hash(claim.config, claim.document)); got != fepHash {
		t.Errorf("the hash of FEP-8b32 is %s", got)
	}
}

func provedExample(t *testing.T) []byte {
	t.Helper()
	proved, err := Attach([]byte(fepDoc), exampleKey(t, fepKeyID), created())
	if err != nil {
		t.Fatal(err)
	}
	return proved
}

// TestWithoutContextInProof reads a proof as Fedify writes it, and one of a document that has no context at all.
func TestWithoutContextInProof(t *testing.T) {
	key := exampleKey(t, fepKeyID)
	var doc map[string]any
	if err := json.Unmarshal(provedExample(t), &doc); err != nil {
		t.Fatal(err)
	}
	delete(doc["proof"].(map[string]any), "@context")
	if err := Read(canonical(doc))[0].Verify(key.Private.Public()); err != nil {
		t.Error(err)
	}
	proved, err := Attach([]byte(`{"type":"Note"}`), key, created())
	if err != nil {
		t.Fatal(err)
	}
	if err := Read(proved)[0].Verify(key.Private.Public()); err != nil {
		t.Error(err)
	}
}

// TestForged changes one thing after the other.
func TestForged(t *testing.T) {
	key := exampleKey(t, fepKeyID)
	for name, change := range map[string]func(doc, proof map[string]any){
		"content":     func(doc, _ map[string]any) { doc["object"].(map[string]any)["content"] = "Goodbye" },
		"actor":       func(doc, _ map[string]any) { doc["actor"] = "https://server.example/users/mallory" },
		"new member":  func(doc, _ map[string]any) { doc["to"] = "https://www.w3.org/ns/activitystreams#Public" },
		"member gone": func(doc, _ map[string]any) { delete(doc, "id") },
		"longer context": func(doc, _ map[string]any) {
			doc["@context"] = append(doc["@context"].([]any), map[string]any{"actor": "as:object"})
		},
		"both contexts": func(doc, proof map[string]any) {
			doc["@context"], proof["@context"] = "https://a.example", "https://a.example"
		},
		"created": func(_, proof map[string]any) { proof["created"] = "2026-02-24T23:36:38Z" },
		"another key": func(_, proof map[string]any) {
			proof["verificationMethod"] = "https://server.example/users/mallory#ed25519-key"
		},
		"new proof field": func(_, proof map[string]any) { proof["domain"] = "https://a.example" },
		"value": func(_, proof map[string]any) {
			proof["proofValue"] = "zLaewdp4H9kqtwyrLatK4cjY5oRHwVcw4gibPSUDYDMhi4M49v8pcYk3ZB6D69dNpAPbUmY8ocuJ3m9KhKJEEg7z"
		},
	} {
		var doc map[string]any
		if err := json.Unmarshal(provedExample(t), &doc); err != nil {
			t.Fatal(err)
		}
		change(doc, doc["proof"].(map[string]any))
		claims := Read(canonical(doc))
		if len(claims) != 1 {
			t.Fatalf("%s: %d proofs", name, len(claims))
		}
		if err := claims[0].Verify(key.Private.Public()); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	claim := Read(provedExample(t))[0]
	other := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	for _, pub := range []any{other.Public(), ed25519.PublicKey{1}, &rsa.PublicKey{}, nil} {
		if err := claim.Verify(pub); !errors.Is(err, ErrInvalid) {
			t.Errorf("%T: %v", pub, err)
		}
	}
}

// TestOtherProofs are as if they were not there.
func TestOtherProofs(t *testing.T) {
	for name, change := range map[string]func(proof map[string]any){
		"another suite":   func(proof map[string]any) { proof["cryptosuite"] = "eddsa-rdfc-2022" },
		"another type":    func(proof map[string]any) { proof["type"] = "RsaSignature2017" },
		"another purpose": func(proof map[string]any) { proof["proofPurpose"] = "authentication" },
		"no time":         func(proof map[string]any) { delete(proof, "created") },
		"no such time":    func(proof map[string]any) { proof["created"] = "yesterday" },
		"odd end":         func(proof map[string]any) { proof["expires"] = 7 },
		"short value":     func(proof map[string]any) { proof["proofValue"] = "z3s" },
		"no value":        func(proof map[string]any) { delete(proof, "proofValue") },
		"number as key":   func(proof map[string]any) { proof["verificationMethod"] = 7 },
	} {
		var doc map[string]any
		if err := json.Unmarshal(provedExample(t), &doc); err != nil {
			t.Fatal(err)
		}
		change(doc["proof"].(map[string]any))
		if claims := Read(canonical(doc)); len(claims) != 0 {
			t.Errorf("%s: %+v", name, claims)
		}
	}
	for _, doc := range []string{`{"proof":null}`, `{"proof":"https://a.example"}`, `{"proof":[1,"2",[]]}`, `[]`, `7`, `{"a":"\ud800","proof":{}}`} {
		if claims := Read([]byte(doc)); len(claims) != 0 {
			t.Errorf("%s: %+v", doc, claims)
		}
	}
}

// TestSeveralProofs finds the good one, but does not look at any number.
func TestSeveralProofs(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(provedExample(t), &doc); err != nil {
		t.Fatal(err)
	}
	good := doc["proof"]
	doc["proof"] = []any{map[string]any{"type": "RsaSignature2017"}, good}
	claims := Read(canonical(doc))
	if len(claims) != 1 || claims[0].Verify(exampleKey(t, "").Private.Public()) != nil {
		t.Errorf("%+v", claims)
	}
	many := make([]any, 1000)
	for i := range many {
		many[i] = good
	}
	doc["proof"] = many
	if claims := Read(canonical(doc)); len(claims) != maxClaims {
		t.Errorf("%d proofs are looked at", len(claims))
	}
}

func TestAttach(t *testing.T) {
	key := exampleKey(t, fepKeyID)
	first, second := provedExample(t), provedExample(t)
	if !bytes.Equal(first, second) || !bytes.HasPrefix(first, []byte(strings.TrimRight(fepDoc, "}\n"))) {
		t.Errorf("%s\n%s", first, second)
	}
	for _, doc := range []string{`[]`, `{`, `{"proof":{}}`, `{"a":"\ud800"}`, ``} {
		if got, err := Attach([]byte(doc), key, created()); err == nil {
			t.Errorf("%s became %s", doc, got)
		}
	}
	if got, err := Attach([]byte(" {} "), key, created()); err != nil || !json.Valid(got) {
		t.Errorf("%s %v", got, err)
	}
}

func BenchmarkAttach(b *testing.B) {
	doc := []byte(`{"@context":"x","content":` + string(canonical(strings.Repeat("A paragraph of an article, in <p>HTML</p>.\n", 600))) + `}`)
	key := Key{ID: fepKeyID, Private: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))}
	for b.Loop() {
		if _, err := Attach(doc, key, created()); err != nil {
			b.Fatal(err)
		}
	}
}
