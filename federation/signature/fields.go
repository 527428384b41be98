package signature

import (
	"fmt"
	"strings"

	"github.com/dunglas/httpsfv"
)

// member is one entry of a dictionary (RFC 9651 section 3.2).
type member struct {
	name  string
	raw   string // its value as it was received
	value httpsfv.Member
}

// readDictionary reads a header whose entries must have different names: the standard lets the last one win, other
// readers the first.
func readDictionary(header string) ([]member, error) {
	if len(header) > maxHeaderBytes {
		return nil, fmt.Errorf("%w: a header is longer than %d bytes", ErrMalformed, maxHeaderBytes)
	}
	parsed, err := httpsfv.UnmarshalDictionary([]string{header})
	// A display string escapes in another way than a string, which splitUnquoted does not know. Nobody sends one here.
	if err != nil || strings.Contains(header, `%"`) {
		return nil, fmt.Errorf("%w: %.100q is not a dictionary of structured fields", ErrMalformed, header)
	}
	parts := splitUnquoted(header, ',')
	if len(parts) != len(parsed.Names()) {
		return nil, fmt.Errorf("%w: a name is there twice in %.100q", ErrMalformed, header)
	}
	members := make([]member, len(parts))
	for i, name := range parsed.Names() {
		value, _ := parsed.Get(name)
		_, raw, _ := strings.Cut(strings.Trim(parts[i], " \t"), "=")
		members[i] = member{name, raw, value}
	}
	return members, nil
}

// splitUnquoted splits a well-formed structured field at a byte that has no other meaning outside of strings.
func splitUnquoted(field string, separator byte) []string {
	var parts []string
	quoted, start := false, 0
	for i := 0; i < len(field); i++ {
		switch c := field[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case c == separator && !quoted:
			parts = append(parts, field[start:i])
			start = i + 1
		}
	}
	return append(parts, field[start:])
}
