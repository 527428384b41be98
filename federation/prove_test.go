package federation

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/proof"
	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// proofKey is a key made from that number.
func proofKey(id string, number byte) proof.Key {
	seed := make([]byte, ed25519.SeedSize)
	seed[0] = number
	return proof.Key{ID: id + "#ed25519-key", Private: ed25519.NewKeyFromSeed(seed)}
}

// listing has an actor list a key in assertionMethod.
func listing(key proof.Key) func(map[string]any) {
	return func(doc map[string]any) {
		owner := doc["id"].(string)
		doc["assertionMethod"] = []any{Multikey(key.ID, owner, key.Private.Public().(ed25519.PublicKey)).Raw}
	}
}

func attach(t *testing.T, body []byte, key proof.Key, created time.Time) []byte {
	t.Helper()
	proved, err := proof.Attach(body, key, created)
	if err != nil {
		t.Fatal(err)
	}
	return proved
}

func TestForwardedActivityIsProvedByItsProof(t *testing.T) {
	home, relay, s := newPeer(t), newPeer(t), newSite(t, nil)
	key := proofKey(home.URL+"/alice", 1)
	alice := home.actor(t, "/alice", 1, listing(key))
	forwarder := relay.actor(t, "/group", 2)
	body := attach(t, activity(vocab.TypeCreate, alice.Owner), key, time.Now())
	if got := s.send(t, forwarder, body); got.status != http.StatusAccepted || s.heard.Load() != 1 {
		t.Fatalf("%v, heard %d", got, s.heard.Load())
	}
	in := s.last.Load()
	if in.Actor != alice.Owner || string(in.Body) != string(body) || in.Sender == nil || in.Sender.ID != alice.Owner {
		t.Errorf("%+v", in)
	}
	if in.Via != forwarder.Owner || relay.gets.Load() != 1 || s.keys.saves != 0 {
		t.Errorf("by %s, with %d fetches from there, %d keys stored", in.Via, relay.gets.Load(), s.keys.saves)
	}
	if s.send(t, forwarder, attach(t, activity(vocab.TypeLike, alice.Owner), key, time.Now())); s.heard.Load() != 2 || home.gets.Load() != 1 {
		t.Errorf("heard %d, %d fetches", s.heard.Load(), home.gets.Load())
	}
	// Nobody needs to look for a key to know that there is nothing to delete.
	stranger := proofKey(home.URL+"/nobody", 2)
	deleted := attach(t, activity(vocab.TypeDelete, home.URL+"/nobody"), stranger, time.Now())
	if got := s.send(t, forwarder, deleted); got.status != http.StatusAccepted || s.heard.Load() != 2 || home.gets.Load() != 1 {
		t.Errorf("%v, heard %d", got, s.heard.Load())
	}
}

func TestForgedProofs(t *testing.T) {
	home, relay, s := newPeer(t), newPeer(t), newSite(t, nil)
	alice := home.URL + "/alice"
	key, other := proofKey(alice, 1), proofKey(home.URL+"/mallory", 2)
	home.actor(t, "/alice", 1, listing(key))
	home.actor(t, "/mallory", 1, listing(other))
	home.actor(t, "/lent", 1, func(doc map[string]any) { // lists another's key as if it were theirs to use
		doc["assertionMethod"] = []any{Multikey(home.URL+"/lent#ed25519-key", alice, key.Private.Public().(ed25519.PublicKey)).Raw}
	})
	home.actor(t, "/linked", 1, func(doc map[string]any) { doc["assertionMethod"] = home.URL + "/linked#ed25519-key" })
	forwarder := relay.actor(t, "/group", 2, listing(proofKey(relay.URL+"/group", 3)))
	proved := func(actor string, key proof.Key, created time.Time) []byte {
		return attach(t, activity(vocab.TypeCreate, actor), key, created)
	}
	unknown := forwarder
	unknown.Private = keyPool()[3]
	if got := s.send(t, unknown, proved(alice, key, time.Now())); got.status != http.StatusUnauthorized || s.heard.Load() != 0 {
		t.Errorf("a good proof, sent by nobody: %v", got)
	}
	for name, body := range map[string][]byte{
		"no proof":               activity(vocab.TypeCreate, alice),
		"changed":                []byte(strings.Replace(string(proved(alice, key, time.Now())), `"Create"`, `"Update"`, 1)),
		"another's key":          proved(alice, other, time.Now()),
		"a key not listed":       proved(alice, proofKey(alice, 9), time.Now()),
		"the forwarder's":        proved(alice, proofKey(relay.URL+"/group", 3), time.Now()),
		"controller is another":  proved(home.URL+"/lent", proofKey(home.URL+"/lent", 1), time.Now()),
		"only linked":            proved(home.URL+"/linked", proofKey(home.URL+"/linked", 1), time.Now()),
		"the RSA key's name":     proved(alice, proof.Key{ID: alice + "#main-key", Private: key.Private}, time.Now()),
		"long ago":               proved(alice, key, time.Now().Add(-ProofWindow-time.Minute)),
		"tomorrow":               proved(alice, key, time.Now().Add(24*time.Hour)),
		"activity elsewhere":     attach(t, activity(vocab.TypeCreate, alice, func(a *vocab.Activity) { a.ID = relay.URL + "/1" }), key, time.Now()),
		"actor's server is down": proved("http://127.0.0.1:9/alice", proofKey("http://127.0.0.1:9/alice", 1), time.Now()),
	} {
		if got := s.send(t, forwarder, body); got.status != http.StatusUnauthorized || s.heard.Load() != 0 {
			t.Errorf("%s: %v, heard %d", name, got, s.heard.Load())
		}
	}
}

// TestBadProofHurtsNobody who signed as well, and a good proof does not help who signed badly: anybody has it.
func TestBadProofHurtsNobody(t *testing.T) {
	p, s := newPeer(t), newSite(t, nil)
	key := proofKey(p.URL+"/alice", 1)
	alice := p.actor(t, "/alice", 1, listing(key))
	body := activity(vocab.TypeLike, alice.Owner)
	broken := []byte(strings.Replace(string(attach(t, body, key, time.Now())), `"to"`, `"cc"`, 1))
	if got := s.send(t, alice, broken); got.status != http.StatusAccepted || s.heard.Load() != 1 {
		t.Errorf("%v, heard %d", got, s.heard.Load())
	}
	wrong := alice
	wrong.Private = keyPool()[2]
	if got := s.send(t, wrong, body); got.status != http.StatusUnauthorized {
		t.Errorf("a bad signature alone: %v", got)
	}
	if got := s.send(t, wrong, attach(t, body, key, time.Now())); got.status != http.StatusUnauthorized || s.heard.Load() != 1 {
		t.Errorf("%v, heard %d", got, s.heard.Load())
	}
}

// TestNeighboursKey is known and good, but not the actor's.
func TestNeighboursKey(t *testing.T) {
	home, relay, s := newPeer(t), newPeer(t), newSite(t, nil)
	mallory := proofKey(home.URL+"/mallory", 2)
	home.actor(t, "/mallory", 1, listing(mallory))
	alice := home.actor(t, "/alice", 1)
	forwarder := relay.actor(t, "/group", 2)
	for actor, want := range map[string]int{home.URL + "/mallory": http.StatusAccepted, alice.Owner: http.StatusUnauthorized} {
		for range 2 {
			if got := s.send(t, forwarder, attach(t, activity(vocab.TypeLike, actor), mallory, time.Now())); got.status != want {
				t.Errorf("%s: %v", actor, got)
			}
		}
	}
	if got := s.send(t, forwarder, attach(t, activity(vocab.TypeLike, alice.Owner), mallory, time.Now())); got.status != http.StatusUnauthorized || s.heard.Load() != 2 {
		t.Errorf("%v, heard %d", got, s.heard.Load())
	}
}

// TestBlockedForwarder cannot get anything in, whoever it is from.
func TestBlockedForwarder(t *testing.T) {
	home, relay := newPeer(t), newPeer(t)
	for _, blocked := range []func(string) bool{
		func(who string) bool { return strings.HasPrefix(who, relay.URL) }, // the host
		func(who string) bool { return who == relay.URL+"/group" },
	} {
		s := newSite(t, func(c *Config) {
			c.Blocked = func(_ context.Context, who string) (bool, error) { return blocked(who), nil }
		})
		key := proofKey(home.URL+"/alice", 1)
		alice := home.actor(t, "/alice", 1, listing(key))
		body := attach(t, activity(vocab.TypeLike, alice.Owner), key, time.Now())
		if got := s.send(t, relay.actor(t, "/group", 2), body); got.status != http.StatusForbidden || s.heard.Load() != 0 {
			t.Errorf("%v, heard %d", got, s.heard.Load())
		}
	}
}

// TestMultikeysSignRequests by RFC 9421 like keys in publicKey.
func TestMultikeysSignRequests(t *testing.T) {
	p, s := newPeer(t), newSite(t, nil)
	key := proofKey(p.URL+"/alice", 1)
	alice := p.actor(t, "/alice", 1, listing(key))
	rsaKey := signature.Multibase(append([]byte("\x85\x24"), x509.MarshalPKCS1PublicKey(&keyPool()[2].PublicKey)...))
	bob := p.URL + "/bob"
	p.actor(t, "/bob", 1, func(doc map[string]any) {
		doc["assertionMethod"] = map[string]any{"id": bob + "#rsa", "type": "Multikey", "controller": bob, "publicKeyMultibase": rsaKey}
	})
	mallory := p.URL + "/mallory"
	p.actor(t, "/mallory", 1, func(doc map[string]any) {
		doc["assertionMethod"] = map[string]any{"id": mallory + "#rsa", "type": "Multikey", "controller": bob, "publicKeyMultibase": rsaKey}
	})
	for _, c := range []struct {
		keyID, owner string
		signer       crypto.Signer
		want         int
	}{
		{key.ID, alice.Owner, key.Private, http.StatusAccepted},
		{bob + "#rsa", bob, keyPool()[2], http.StatusAccepted},
		{bob + "#rsa", bob, keyPool()[3], http.StatusUnauthorized},
		{mallory + "#rsa", mallory, keyPool()[2], http.StatusUnauthorized},
		{key.ID, bob, key.Private, http.StatusUnauthorized},
	} {
		body := activity(vocab.TypeLike, c.owner)
		req := newPost(t, s.url+"/ap/inbox", body)
		signMessage(t, req, body, c.keyID, c.signer)
		if got := do(t, req); got.status != c.want {
			t.Errorf("%s for %s: %v", c.keyID, c.owner, got)
		}
	}
	if len(s.keys.keys) != 2 {
		t.Errorf("the keys %v are stored", s.keys.keys)
	}
	for _, remote := range s.keys.keys {
		if _, err := signature.ParsePublicKey(remote.PEM); err != nil {
			t.Errorf("%+v %v", remote, err)
		}
	}
}

func TestMultikeyDocument(t *testing.T) {
	key := proofKey("https://b.example/ap/blogs/ann", 1)
	actor := &vocab.Actor{Base: vocab.Base{ID: "https://b.example/ap/blogs/ann", Type: vocab.TypePerson},
		AssertionMethod: vocab.Items{Multikey(key.ID, "https://b.example/ap/blogs/ann", key.Private.Public().(ed25519.PublicKey))}}
	var doc struct{ AssertionMethod []map[string]string }
	if err := json.Unmarshal(vocab.Encode(actor), &doc); err != nil || len(doc.AssertionMethod) != 1 {
		t.Fatalf("%v %s", err, vocab.Encode(actor))
	}
	if m := doc.AssertionMethod[0]; m["id"] != key.ID || m["type"] != "Multikey" || m["controller"] != actor.ID || !strings.HasPrefix(m["publicKeyMultibase"], "z6Mk") {
		t.Errorf("%v", m)
	}
}

// signMessage signs a POST by RFC 9421 with any key, which signature.MessageKey does with RSA keys only.
func signMessage(t *testing.T, req *http.Request, body []byte, keyID string, signer crypto.Signer) {
	t.Helper()
	digest := signature.ContentDigest(signature.Digest(body))
	params := fmt.Sprintf(`("@method" "@target-uri" "content-digest");created=%d;keyid=%q`, time.Now().Unix(), keyID)
	text := []byte(fmt.Sprintf("\"@method\": POST\n\"@target-uri\": %s\n\"content-digest\": %s\n\"@signature-params\": %s", req.URL, digest, params))
	var options crypto.SignerOpts = crypto.Hash(0)
	if _, isRSA := signer.(*rsa.PrivateKey); isRSA {
		sum := sha256.Sum256(text)
		text, options = sum[:], crypto.SHA256
	}
	value, err := signer.Sign(nil, text, options)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Digest", digest)
	req.Header.Set("Signature-Input", "sig1="+params)
	req.Header.Set("Signature", "sig1=:"+base64.StdEncoding.EncodeToString(value)+":")
}
