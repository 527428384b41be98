package signature

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"fmt"
	"slices"
	"time"
)

// A signature is fresh for Window before and after it was made; Margin forgives clocks that are a little off.
const (
	Window = time.Hour
	Margin = 5 * time.Minute
)

// knownAlgorithms are the names a request may state by draft-cavage. None and hs2019 leave the choice to the key.
var knownAlgorithms = []string{"", "hs2019", "rsa-sha256", "rsa-sha512", "ed25519", "ed25519-sha512"}

// CheckFresh refuses, with ErrStale, a signature whose signed Date or stated created lies more than Window and Margin
// from now, or that has expired.
func (c *Claim) CheckFresh(now time.Time) error {
	c.fresh = false
	for name, at := range map[string]time.Time{"Date": c.Date, "created": c.Created} {
		if at.IsZero() {
			continue
		}
		if age := now.Sub(at); age > Window+Margin || -age > Window+Margin {
			return fmt.Errorf("%w: %s is %s, here it is %s; set the clock or sign again",
				ErrStale, name, at.Format(time.RFC3339), now.UTC().Format(time.RFC3339))
		}
	}
	if !c.Expires.IsZero() && now.Sub(c.Expires) > Margin {
		return fmt.Errorf("%w: it expired at %s", ErrStale, c.Expires.Format(time.RFC3339))
	}
	c.fresh = true
	return nil
}

// CheckDigest refuses, with ErrDigest, a body other than the one that was signed. Call it with the raw bytes as
// received, before decoding them. A GET needs no digest; one that is there must match all the same.
func (c *Claim) CheckDigest(body []byte) error {
	c.bound = false
	if c.hasBody || c.digest != "" {
		if err := c.matchDigest(c.digest, body); err != nil {
			return err
		}
	}
	c.bound = true
	return nil
}

// Verify proves that the owner of the key signed this request. The key's type decides: RSA means PKCS #1 v1.5 with
// SHA-256 (by draft-cavage also SHA-512, unless the request states rsa-sha256); Ed25519 means Ed25519. Errors:
// ErrUnchecked before CheckFresh and CheckDigest succeeded, ErrKey, ErrInvalid.
func (c *Claim) Verify(pub crypto.PublicKey) error {
	if !c.fresh || !c.bound {
		return fmt.Errorf("%w: call CheckFresh and CheckDigest before Verify", ErrUnchecked)
	}
	if err := checkPublicKey(pub); err != nil {
		return err
	}
	for _, text := range c.texts {
		if c.matches(pub, text) {
			return nil
		}
	}
	return fmt.Errorf("%w: key %.200q did not sign this request", ErrInvalid, c.KeyID)
}

func (c *Claim) matches(pub crypto.PublicKey, text string) bool {
	states := func(names ...string) bool { return slices.Contains(names, c.Algorithm) }
	switch key := pub.(type) {
	case *rsa.PublicKey:
		if c.message {
			return states("", messageRSA) && c.matchesRSA(key, crypto.SHA256, text)
		}
		// On the fediverse hs2019 with an RSA key means SHA-256; by the draft it means SHA-512.
		return states("", "hs2019", "rsa-sha256") && c.matchesRSA(key, crypto.SHA256, text) ||
			states("", "hs2019", "rsa-sha512") && c.matchesRSA(key, crypto.SHA512, text)
	case ed25519.PublicKey:
		return states("", "hs2019", "ed25519", "ed25519-sha512") && ed25519.Verify(key, []byte(text), c.signature)
	default:
		return false
	}
}

func (c *Claim) matchesRSA(key *rsa.PublicKey, hash crypto.Hash, text string) bool {
	sum := hash.New()
	sum.Write([]byte(text))
	return rsa.VerifyPKCS1v15(key, hash, sum.Sum(nil), c.signature) == nil
}
