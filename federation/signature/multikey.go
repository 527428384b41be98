package signature

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
)

// Multicodec prefixes of public keys, as varints: ed25519-pub and rsa-pub.
const (
	multicodecEd25519 = "\xed\x01"
	multicodecRSA     = "\x85\x24"
)

// Multikey writes a key as the publicKeyMultibase of a Multikey (FEP-521a): an Ed25519 key begins with z6Mk.
func Multikey(key ed25519.PublicKey) string {
	return Multibase(append([]byte(multicodecEd25519), key...))
}

// ParseMultikey reads the publicKeyMultibase of a Multikey with an Ed25519 or RSA key; others are refused with ErrKey.
func ParseMultikey(text string) (crypto.PublicKey, error) {
	data, err := ParseMultibase(text)
	if err != nil {
		return nil, err
	}
	if raw, ok := bytes.CutPrefix(data, []byte(multicodecEd25519)); ok {
		key := ed25519.PublicKey(raw)
		return key, checkPublicKey(key)
	}
	raw, ok := bytes.CutPrefix(data, []byte(multicodecRSA))
	if !ok {
		return nil, fmt.Errorf("%w: the Multikey is neither Ed25519 nor RSA", ErrKey)
	}
	var key *rsa.PublicKey
	if key, err = x509.ParsePKCS1PublicKey(raw); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	return key, checkPublicKey(key)
}
