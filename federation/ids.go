package federation

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"
)

// NewID makes the opaque last segment of a new id: 128 random bits, 26 lower-case letters and digits.
func NewID() string {
	var bits [16]byte
	_, _ = rand.Read(bits[:]) // never fails, see crypto/rand
	return spell(bits[:])
}

// ActivityID makes the opaque last segment of an activity's id from its cause, as in ("create", articleID, revision):
// the same secret and cause give the same id, so that a repeated send is recognised as one, and nobody without the
// secret can guess an id. 128 bits, spelled like NewID. The secret should have 32 bytes.
func ActivityID(secret []byte, cause ...string) string {
	mac := hmac.New(sha256.New, secret)
	for _, part := range cause {
		// With its length in front, ("ab", "c") is not ("a", "bc").
		mac.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		mac.Write([]byte(part))
	}
	return spell(mac.Sum(nil)[:16])
}

func spell(bits []byte) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(bits))
}
