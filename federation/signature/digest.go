package signature

import (
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/dunglas/httpsfv"
)

// Digest gives the value of the Digest header (RFC 3230) for a body: "SHA-256=" and base64. SHA-256 is the only
// algorithm that Mastodon reads, and PeerTube compares the whole string, so it stands alone and in capitals.
func Digest(body []byte) string {
	sum := sha256.Sum256(body)
	return "SHA-256=" + base64.StdEncoding.EncodeToString(sum[:])
}

// matchDigest compares a body with a Digest header, which may list several algorithms: at least one must be known,
// and each known one must match.
func matchDigest(header string, body []byte) error {
	seen := make(map[string]bool)
	known := false
	for item := range strings.SplitSeq(header, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(item), "=")
		name = strings.ToLower(name)
		if !ok || name == "" || seen[name] {
			return fmt.Errorf("%w: send one Digest: SHA-256=... header, not %.100q", ErrDigest, header)
		}
		seen[name] = true
		sum := sumOf(name, body)
		if sum == nil {
			continue
		}
		known = true
		stated, err := base64.StdEncoding.Strict().DecodeString(value)
		if err != nil || subtle.ConstantTimeCompare(stated, sum) != 1 {
			return fmt.Errorf("%w: %s differs", ErrDigest, strings.ToUpper(name))
		}
	}
	if !known {
		return fmt.Errorf("%w: none of the algorithms is known, use SHA-256", ErrDigest)
	}
	return nil
}

// ContentDigest gives the value of the Content-Digest header (RFC 9530) that says the same as a result of Digest.
func ContentDigest(digest string) string {
	return "sha-256=:" + strings.TrimPrefix(digest, "SHA-256=") + ":"
}

// matchContentDigest compares a body with a Content-Digest header: at least one algorithm must be known, and each known
// one must match.
func matchContentDigest(header string, body []byte) error {
	members, err := readDictionary(header)
	if err != nil {
		return fmt.Errorf("%w: send Content-Digest: sha-256=:...:, not %.100q", ErrDigest, header)
	}
	known := false
	for _, m := range members {
		sum := sumOf(m.name, body)
		if sum == nil {
			continue
		}
		known = true
		item, _ := m.value.(httpsfv.Item)
		stated, ok := item.Value.([]byte)
		if !ok || subtle.ConstantTimeCompare(stated, sum) != 1 {
			return fmt.Errorf("%w: %s differs", ErrDigest, m.name)
		}
	}
	if !known {
		return fmt.Errorf("%w: none of the algorithms is known, use sha-256", ErrDigest)
	}
	return nil
}

// sumOf hashes a body, or gives nil for an algorithm we do not know.
func sumOf(name string, body []byte) []byte {
	switch name {
	case "sha-256":
		sum := sha256.Sum256(body)
		return sum[:]
	case "sha-512":
		sum := sha512.Sum512(body)
		return sum[:]
	default:
		return nil
	}
}
