package federation

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"
)

// ActivityID makes the opaque last segment of an activity's id from its cause, as in ("create", articleID, revision):
// the same secret and cause give the same id, so that a repeated send is recognised as one, and nobody without the
// secret can guess an id. 128 bits, 26 lower-case letters and digits. The secret should have 32 bytes.
func ActivityID(secret []byte, cause ...string) string {
	mac := hmac.New(sha256.New, secret)
	for _, part := range cause {
		// With its length in front, ("ab", "c") is not ("a", "bc").
		mac.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		mac.Write([]byte(part))
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(nil)[:16]))
}
