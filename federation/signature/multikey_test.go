package signature

import (
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
)

// The example of FEP-521a, which is the test key of the EdDSA cryptosuites.
const (
	examplePublic = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
	exampleSecret = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
)

func TestMultikey(t *testing.T) {
	secret, err := ParseMultibase(exampleSecret)
	if err != nil || hex.EncodeToString(secret[:2]) != "8026" {
		t.Fatalf("%x %v", secret, err)
	}
	public := ed25519.NewKeyFromSeed(secret[2:]).Public().(ed25519.PublicKey)
	if got := Multikey(public); got != examplePublic {
		t.Errorf("written as %s", got)
	}
	for _, form := range []string{examplePublic, "u7QGwDY2Tjn93PVFWWq02piP1NE9_XRlg-c8-jhJiDqKBDw"} {
		if got, err := ParseMultikey(form); err != nil || !public.Equal(got) {
			t.Errorf("%s is read as %v, %v", form, got, err)
		}
	}
	private, err := rsa.GenerateKey(nil, 2048)
	if err != nil {
		t.Fatal(err)
	}
	form := Multibase(append([]byte(multicodecRSA), x509.MarshalPKCS1PublicKey(&private.PublicKey)...))
	if got, err := ParseMultikey(form); err != nil || !private.PublicKey.Equal(got) || !strings.HasPrefix(form, "z4MX") {
		t.Errorf("%s is read as %v, %v", form, got, err)
	}
}

func TestMultikeyRefuses(t *testing.T) {
	short := Multibase(append([]byte(multicodecEd25519), make([]byte, 31)...))
	for name, text := range map[string]string{
		"nothing": "", "only z": "z", "another base": "f" + examplePublic, "a zero, which base58 has not": "z60" + examplePublic,
		"short": short, "without its kind": Multibase(make([]byte, 32)), "X25519": Multibase(append([]byte("\xec\x01"), make([]byte, 32)...)),
		"no RSA": Multibase([]byte(multicodecRSA + "1234")), "endless": "z" + strings.Repeat("2", 1<<20), "bad base64": "u7Q!",
	} {
		if key, err := ParseMultikey(text); !errors.Is(err, ErrKey) {
			t.Errorf("%s: %v, %v", name, key, err)
		}
	}
}

func FuzzMultibase(f *testing.F) {
	f.Add([]byte{0, 0, 1, 255})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 || len(data) > 1000 {
			return
		}
		if got, err := ParseMultibase(Multibase(data)); err != nil || string(got) != string(data) {
			t.Errorf("%x came back as %x, %v", data, got, err)
		}
	})
}
