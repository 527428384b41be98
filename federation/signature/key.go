package signature

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
)

// Sizes of RSA keys in bits. Every server of the fediverse makes 2048 or 4096; more than 8192 only costs time.
const (
	minKeyBits = 2048
	maxKeyBits = 8192
)

// Key is the key of an actor of ours, which signs what is sent.
type Key struct {
	// ID is the key's address: the actor's id followed by #main-key.
	ID string
	// Owner is the id of the actor that the key speaks for.
	Owner string
	// Private signs.
	Private *rsa.PrivateKey
}

// ParsePrivateKey reads an RSA key in PKCS #8 PEM ("BEGIN PRIVATE KEY").
func ParsePrivateKey(text string) (*rsa.PrivateKey, error) {
	return parsePrivate[*rsa.PrivateKey](text)
}

// ParseEd25519PrivateKey reads an Ed25519 key in PKCS #8 PEM ("BEGIN PRIVATE KEY").
func ParseEd25519PrivateKey(text string) (ed25519.PrivateKey, error) {
	return parsePrivate[ed25519.PrivateKey](text)
}

func parsePrivate[K crypto.Signer](text string) (key K, err error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil || block.Type != "PRIVATE KEY" {
		return key, fmt.Errorf("%w: expected PEM with BEGIN PRIVATE KEY", ErrKey)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return key, fmt.Errorf("%w: reading PKCS #8: %w", ErrKey, err)
	}
	key, ok := parsed.(K)
	if !ok {
		return key, fmt.Errorf("%w: expected %T, got %T", ErrKey, key, parsed)
	}
	return key, nil
}

// MarshalPublicKey writes a key as SPKI in PEM ("BEGIN PUBLIC KEY"), the only form that PeerTube reads.
func MarshalPublicKey(key crypto.PublicKey) (string, error) {
	if err := checkPublicKey(key); err != nil {
		return "", err
	}
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return "", fmt.Errorf("writing a public key: %w", err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})), nil
}

// ParsePublicKey reads the publicKeyPem of an actor: SPKI ("BEGIN PUBLIC KEY") with an RSA or Ed25519 key, or
// PKCS #1 ("BEGIN RSA PUBLIC KEY"). Weak, oversized and other keys are refused with ErrKey.
func ParsePublicKey(text string) (crypto.PublicKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, fmt.Errorf("%w: expected PEM with BEGIN PUBLIC KEY", ErrKey)
	}
	key, err := parsePublicDER(block)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKey, err)
	}
	if err := checkPublicKey(key); err != nil {
		return nil, err
	}
	return key, nil
}

func parsePublicDER(block *pem.Block) (crypto.PublicKey, error) {
	switch block.Type {
	case "PUBLIC KEY":
		return x509.ParsePKIXPublicKey(block.Bytes)
	case "RSA PUBLIC KEY":
		return x509.ParsePKCS1PublicKey(block.Bytes)
	default:
		return nil, fmt.Errorf("expected BEGIN PUBLIC KEY, got BEGIN %.40q", block.Type)
	}
}

// checkPublicKey also stands before every verification: ed25519.Verify panics on a key of the wrong length.
func checkPublicKey(key crypto.PublicKey) error {
	switch key := key.(type) {
	case *rsa.PublicKey:
		if key == nil || key.N == nil {
			return fmt.Errorf("%w: the RSA key is empty", ErrKey)
		}
		if bits := key.N.BitLen(); bits < minKeyBits || bits > maxKeyBits {
			return fmt.Errorf("%w: the RSA key has %d bits, use %d to %d", ErrKey, bits, minKeyBits, maxKeyBits)
		}
		return nil
	case ed25519.PublicKey:
		if len(key) != ed25519.PublicKeySize {
			return fmt.Errorf("%w: the Ed25519 key has %d bytes, not %d", ErrKey, len(key), ed25519.PublicKeySize)
		}
		return nil
	default:
		return fmt.Errorf("%w: %T is neither RSA nor Ed25519", ErrKey, key)
	}
}
