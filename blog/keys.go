package blog

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"time"
)

// newKeys gives a blog keys of its own. Making them takes up to 0.3 s.
func (b *Blog) newKeys() (err error) {
	if b.PrivateKey, b.PublicKey, err = newRSAKey(); err != nil {
		return err
	}
	b.ProofKey, err = newProofKey()
	return err
}

// newRSAKey makes an RSA-2048 pair, as PKCS 8 and SPKI PEM: what every server reads.
func newRSAKey() (private, public string, err error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return "", "", fmt.Errorf("making a key: %w", err)
	}
	publicDER, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return "", "", fmt.Errorf("encoding a key: %w", err)
	}
	private, err = privatePEM(key)
	return private, string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: publicDER})), err
}

func newProofKey() (string, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return "", fmt.Errorf("making a key: %w", err)
	}
	return privatePEM(key)
}

func privatePEM(key any) (string, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return "", fmt.Errorf("encoding a key: %w", err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})), nil
}

// CompleteKeys gives every blog that was made before there were proofs a key for them.
func (s *Service) CompleteKeys(ctx context.Context) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		blogs, err := tx.BlogsWithoutProofKey()
		if err != nil {
			return err
		}
		for _, b := range blogs {
			if b.ProofKey, err = newProofKey(); err != nil {
				return err
			}
			if err := tx.SetKeys(b); err != nil {
				return err
			}
		}
		return nil
	})
}

// RotateKeys replaces the keys of a blog, and leaves the job that tells its followers.
func (s *Service) RotateKeys(ctx context.Context, name string) error {
	var fresh Blog
	if err := fresh.newKeys(); err != nil {
		return err
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		b, err := tx.BlogByName(name)
		if errors.Is(err, ErrNotFound) {
			return Errorf(NotFound, "There is no blog named %q.", name)
		}
		if err != nil {
			return err
		}
		b.FormerKey, b.PrivateKey, b.PublicKey, b.ProofKey = b.PrivateKey, fresh.PrivateKey, fresh.PublicKey, fresh.ProofKey
		b.KeysAt = s.now().Truncate(time.Millisecond)
		if err := tx.SetKeys(b); err != nil {
			return err
		}
		return tx.Enqueue(ProfileChanged{BlogID: b.ID, Change: b.KeysAt.UnixMilli()})
	})
}
