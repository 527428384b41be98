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

// matchDigest compares a body with a Digest header, which may list several algorithms.
func matchDigest(header string, body []byte) error {
	stated := make(map[string][]byte)
	for item := range strings.SplitSeq(header, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(item), "=")
		name = strings.ToLower(name)
		if _, twice := stated[name]; !ok || name == "" || twice {
			return fmt.Errorf("%w: send one Digest: SHA-256=... header, not %.100q", ErrDigest, header)
		}
		sum, err := base64.StdEncoding.Strict().DecodeString(value)
		if err != nil {
			sum = nil // matches nothing
		}
		stated[name] = sum
	}
	return matchSums(stated, body)
}

// ContentDigest gives the value of the Content-Digest header (RFC 9530) that says the same as a result of Digest.
func ContentDigest(digest string) string {
	return "sha-256=:" + strings.TrimPrefix(digest, "SHA-256=") + ":"
}

// matchContentDigest compares a body with a Content-Digest header.
func matchContentDigest(header string, body []byte) error {
	members, err := readDictionary(header)
	if err != nil {
		return fmt.Errorf("%w: send Content-Digest: sha-256=:...:, not %.100q", ErrDigest, header)
	}
	stated := make(map[string][]byte)
	for _, m := range members {
		item, _ := m.value.(httpsfv.Item)
		stated[m.name], _ = item.Value.([]byte)
	}
	return matchSums(stated, body)
}

// matchSums compares a body with sums by algorithm: at least one must be known, and each known one must match.
func matchSums(stated map[string][]byte, body []byte) error {
	known := false
	for name, sum := range stated {
		actual := sumOf(name, body)
		if actual == nil {
			continue
		}
		known = true
		if subtle.ConstantTimeCompare(sum, actual) != 1 {
			return fmt.Errorf("%w: %s differs", ErrDigest, name)
		}
	}
	if !known {
		return fmt.Errorf("%w: none of the algorithms is known, use SHA-256", ErrDigest)
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
