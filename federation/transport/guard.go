package transport

import (
	"fmt"
	"net/netip"
	"syscall"

	"code.dny.dev/ssrf"
)

// newGuard decides which addresses may be connected to. By default global unicast only: the library refuses all IANA
// special-purpose blocks of IPv4, everything of IPv6 outside 2000::/3 (so mapped, NAT64, unique local, link-local and
// multicast addresses), and the special blocks within it (Teredo, 6to4, documentation).
func newGuard(private bool) *ssrf.Guardian {
	if !private {
		return ssrf.New(ssrf.WithPorts(80, 443))
	}
	// Loopback and private addresses open up; link-local stays shut, where clouds keep their credentials.
	return ssrf.New(
		ssrf.WithAnyPort(),
		ssrf.WithAllowedV4Prefixes(
			netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8"),
			netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16")),
		ssrf.WithAllowedV6Prefixes(netip.MustParsePrefix("::1/128"), netip.MustParsePrefix("fc00::/7")),
	)
}

// control is net.Dialer.Control: it sees the very address that is about to be connected to.
func (t *Transport) control(network, address string, conn syscall.RawConn) error {
	if err := t.guard.Safe(network, address, conn); err != nil {
		return fmt.Errorf("%w: %w", ErrRefusedAddress, err)
	}
	return nil
}
