package signature

import (
	"fmt"
	"net/url"
	"strings"
)

// Limits on the Signature header: the largest real ones (RSA-4096, long key ids) stay below 2 KiB.
const (
	maxHeaderBytes = 8 << 10
	maxParameters  = 16
	maxKeyIDBytes  = 2048
)

// parseParameters reads name="value" and name=123 pairs, separated by commas with or without spaces
// (draft-cavage section 4.1, grammar of RFC 7235 auth-param). A repeated name is refused, since two readers could
// choose differently.
func parseParameters(s string) (map[string]string, error) {
	if len(s) > maxHeaderBytes {
		return nil, fmt.Errorf("%w: the Signature header is longer than %d bytes", ErrMalformed, maxHeaderBytes)
	}
	values := make(map[string]string, 6)
	for rest := s; ; {
		name, value, tail, ok := parseParameter(trimSpace(rest))
		if !ok {
			return nil, fmt.Errorf(`%w: expected name="value" pairs separated by commas`, ErrMalformed)
		}
		if _, twice := values[name]; twice || len(values) == maxParameters {
			return nil, fmt.Errorf("%w: parameter %q is repeated or one too many", ErrMalformed, name)
		}
		values[name] = value
		tail = trimSpace(tail)
		if tail == "" {
			return values, nil
		}
		if tail[0] != ',' {
			return nil, fmt.Errorf("%w: expected a comma after parameter %q", ErrMalformed, name)
		}
		rest = tail[1:]
	}
}

func parseParameter(s string) (name, value, rest string, ok bool) {
	name, rest = cutToken(s)
	rest = trimSpace(rest)
	if name == "" || rest == "" || rest[0] != '=' {
		return "", "", "", false
	}
	rest = trimSpace(rest[1:])
	if !strings.HasPrefix(rest, `"`) {
		value, rest = cutToken(rest)
		return name, value, rest, value != ""
	}
	value, rest, ok = cutQuoted(rest[1:])
	return name, value, rest, ok
}

// cutQuoted reads up to the closing quote, undoing backslash escapes.
func cutQuoted(s string) (value, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:], true
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case c < ' ' || c == 0x7f || c == '\\':
			return "", "", false
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}

func cutToken(s string) (token, rest string) {
	i := 0
	for i < len(s) && isTokenByte(s[i]) {
		i++
	}
	return s[:i], s[i:]
}

func isToken(s string) bool {
	_, rest := cutToken(s)
	return s != "" && rest == ""
}

// isTokenByte tells the tchar of RFC 9110 section 5.6.2.
func isTokenByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

func trimSpace(s string) string { return strings.TrimLeft(s, " \t") }

// checkKeyID wants an http or https address: everything else (acct:, did:) nobody sends, and it could not be fetched.
func checkKeyID(id string) error {
	if len(id) > maxKeyIDBytes || strings.ContainsAny(id, "\"\\ \t") {
		return fmt.Errorf("keyId %.100q must be a URL of at most %d bytes", id, maxKeyIDBytes)
	}
	u, err := url.Parse(id)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return fmt.Errorf("keyId %.100q must be an http or https URL", id)
	}
	return nil
}
