package transport

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// Limits on what we put on a request line and ask a resolver.
const (
	maxURLBytes   = 4096
	maxHostBytes  = 253
	maxLabelBytes = 63
)

// SameOrigin tells whether two http or https URLs share scheme and authority. Anything else has no origin.
func SameOrigin(a, b string) bool {
	first, err := parseTarget(a)
	if err != nil {
		return false
	}
	second, err := parseTarget(b)
	return err == nil && sameOrigin(first, second)
}

func sameOrigin(a, b *url.URL) bool { return a.Scheme == b.Scheme && a.Host == b.Host }

// target reads a URL and refuses it where no request may go. The address a name leads to is judged later, by control.
func (t *Transport) target(raw string) (*url.URL, error) {
	u, err := parseTarget(raw)
	if err != nil {
		return nil, err
	}
	addr, err := netip.ParseAddr(u.Hostname())
	isAddress := err == nil
	if isAddress {
		if err := t.guard.SafeAddr(addr); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrRefusedAddress, err)
		}
	}
	if t.private {
		return u, nil
	}
	switch port := u.Port(); {
	case u.Scheme != "https":
		return nil, fmt.Errorf("%w: use https, not %s", ErrRefusedAddress, u.Scheme)
	case port != "" && port != "80" && port != "443":
		return nil, fmt.Errorf("%w: port %s is neither 80 nor 443", ErrRefusedAddress, port)
	case !isAddress && !strings.Contains(u.Host, "."):
		return nil, fmt.Errorf("%w: %q is a name of a local network", ErrRefusedAddress, u.Host)
	}
	return u, nil
}

// parseTarget gives the one spelling of a URL that is sent, compared and reported: host in lower-case ASCII, no
// default port, no fragment, and nothing in it that could end the request line early.
func parseTarget(raw string) (*url.URL, error) {
	if len(raw) > maxURLBytes || strings.ContainsFunc(raw, unicode.IsControl) {
		return nil, fmt.Errorf("%w: the URL is longer than %d bytes or has control characters", ErrRefusedAddress, maxURLBytes)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefusedAddress, err)
	}
	if u.Scheme != "https" && u.Scheme != "http" || u.Opaque != "" {
		return nil, fmt.Errorf("%w: %.100q is not an http or https URL", ErrRefusedAddress, raw)
	}
	if u.User != nil {
		return nil, fmt.Errorf("%w: the URL carries a user name", ErrRefusedAddress)
	}
	host, err := normalHost(u.Hostname())
	if err != nil {
		return nil, err
	}
	port, err := normalPort(u)
	if err != nil {
		return nil, err
	}
	return &url.URL{Scheme: u.Scheme, Host: host + port, Path: u.Path, RawPath: u.RawPath,
		RawQuery: escapeQuery(u.RawQuery), ForceQuery: u.ForceQuery}, nil
}

// normalHost maps a name to what a resolver is asked, so that look-alikes of digits and dots are judged as what they
// become. Numbers that only some resolvers take for addresses (2130706433, 0x7f.1, 127.1) are refused.
func normalHost(host string) (string, error) {
	if addr, err := netip.ParseAddr(host); err == nil {
		if addr.Zone() != "" {
			return "", fmt.Errorf("%w: %q names a network interface", ErrRefusedAddress, host)
		}
		if addr.Is6() {
			return "[" + addr.String() + "]", nil
		}
		return addr.String(), nil
	}
	name, err := idna.Lookup.ToASCII(host)
	if err == nil {
		// Some letters become a name that is none itself (found by fuzzing): it must survive being read again.
		name, err = idna.Lookup.ToASCII(name)
	}
	if err != nil || len(name) > maxHostBytes {
		return "", fmt.Errorf("%w: %.100q is not a host name", ErrRefusedAddress, host)
	}
	last := ""
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || len(label) > maxLabelBytes {
			return "", fmt.Errorf("%w: %.100q is not a host name", ErrRefusedAddress, host)
		}
		last = label
	}
	if last[0] >= '0' && last[0] <= '9' {
		return "", fmt.Errorf("%w: %q ends in a number", ErrRefusedAddress, name)
	}
	return name, nil
}

// normalPort gives ":8443", or nothing for the scheme's own port.
func normalPort(u *url.URL) (string, error) {
	if u.Port() == "" {
		return "", nil
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil || port == 0 {
		return "", fmt.Errorf("%w: port %.20q does not exist", ErrRefusedAddress, u.Port())
	}
	if u.Scheme == "https" && port == 443 || u.Scheme == "http" && port == 80 {
		return "", nil
	}
	return net.JoinHostPort("", strconv.FormatUint(port, 10)), nil
}

// escapeQuery encodes what net/http would write raw: a space would split the request line.
func escapeQuery(query string) string {
	var b strings.Builder
	for _, c := range []byte(query) {
		if c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
