package transport

import (
	"net/netip"
	"strings"
	"testing"
)

// TestS2Rebinding: a name that changes between look-ups, or mixes addresses, never leads inside.
func TestS2Rebinding(t *testing.T) {
	public, loopback := netip.MustParseAddr("93.184.215.14"), netip.MustParseAddr("127.0.0.1")
	public6, loopback6 := netip.MustParseAddr("2606:4700::1111"), netip.MustParseAddr("::1")
	behaviours := map[string]func(string, int) []netip.Addr{
		"public, then loopback": func(_ string, n int) []netip.Addr {
			if n == 1 {
				return []netip.Addr{public}
			}
			return []netip.Addr{loopback}
		},
		"flips each time": func(_ string, n int) []netip.Addr {
			return []netip.Addr{[]netip.Addr{public, loopback}[n%2]}
		},
		"both, public first":      func(string, int) []netip.Addr { return []netip.Addr{public, loopback, loopback6} },
		"both, loopback first":    func(string, int) []netip.Addr { return []netip.Addr{loopback, public} },
		"A public, AAAA loopback": func(string, int) []netip.Addr { return []netip.Addr{public, loopback6} },
		"A loopback, AAAA public": func(string, int) []netip.Addr { return []netip.Addr{loopback, public6} },
	}
	for name, answers := range behaviours {
		t.Run(name, func(t *testing.T) {
			dns := newNames(answers)
			tr := New(Config{})
			tr.dialer.Resolver = dns.resolver()
			var out recorder
			out.watch(tr)
			var passed []string
			for range 20 {
				if _, err := tr.Get(t.Context(), "https://rebind.example/", Request{}); err == nil {
					t.Fatal("the test let a connection out")
				}
				passed = append(passed, out.take()...)
			}
			if len(passed) == 0 {
				t.Error("not even the public address was tried: the test proves nothing")
			}
			for _, address := range passed {
				if !strings.HasPrefix(address, public.String()) && !strings.HasPrefix(address, "["+public6.String()) {
					t.Errorf("connected to %s", address)
				}
			}
		})
	}
}
