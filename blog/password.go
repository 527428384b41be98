package blog

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// PasswordCost is the work one password check costs (argon2id, RFC 9106). Memory is in KiB.
type PasswordCost struct {
	Memory  uint32
	Time    uint32
	Threads uint8
}

// DefaultPasswordCost takes about 0.1 s and 64 MiB.
var DefaultPasswordCost = PasswordCost{Memory: 64 << 10, Time: 2, Threads: 1}

const (
	minPassword = 10
	maxPassword = 1000 // bytes; more only costs us time
)

// CheckPassword holds a new password to the rules.
func CheckPassword(password string) error {
	switch {
	case utf8.RuneCountInString(password) < minPassword:
		return FieldError("password", "This password is too short: use at least %d characters. A short sentence is a good one.", minPassword)
	case len(password) > maxPassword:
		return FieldError("password", "This password is too long: use at most %d characters.", maxPassword)
	}
	return nil
}

// hasher hashes and checks passwords, at most two at a time, so that a crowd at the sign-in
// form cannot take the machine's memory.
type hasher struct {
	cost  PasswordCost
	slots chan struct{}
	decoy string // checked when there is no account, so that both cases take the same time
}

func newHasher(cost PasswordCost) *hasher {
	h := &hasher{cost: cost, slots: make(chan struct{}, 2)}
	h.decoy = h.hash(rand.Text())
	return h
}

// hash makes a PHC string: $argon2id$v=19$m=..,t=..,p=..$salt$key.
func (h *hasher) hash(password string) string {
	h.slots <- struct{}{}
	defer func() { <-h.slots }()
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails (crypto/rand documentation)
	key := argon2.IDKey([]byte(password), salt, h.cost.Time, h.cost.Memory, h.cost.Threads, 32)
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		h.cost.Memory, h.cost.Time, h.cost.Threads, enc.EncodeToString(salt), enc.EncodeToString(key))
}

// check reports whether the password made the PHC string; an empty string is checked against the decoy.
func (h *hasher) check(phc, password string) bool {
	known := phc != ""
	if !known {
		phc = h.decoy
	}
	if len(password) > maxPassword {
		return false
	}
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	var c PasswordCost
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(want) == 0 {
		return false
	}
	h.slots <- struct{}{}
	defer func() { <-h.slots }()
	got := argon2.IDKey([]byte(password), salt, c.Time, c.Memory, c.Threads, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1 && known
}
