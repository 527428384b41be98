package transport

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

// specialBlocks are the IANA special-purpose registries of IPv4 and IPv6 (RFC 6890 and successors), multicast, and
// what carries IPv4 inside IPv6.
var specialBlocks = []string{
	"0.0.0.0/8", "0.0.0.0/32", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "169.254.169.254/32", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.0.0/29", "192.0.0.8/32", "192.0.0.9/32", "192.0.0.10/32", "192.0.0.170/31", "192.0.2.0/24", "192.31.196.0/24",
	"192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
	"224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32",
	"::/128", "::1/128", "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64",
	"2001::/23", "2001::/32", "2001:1::1/128", "2001:1::2/128", "2001:1::3/128", "2001:2::/48", "2001:3::/32", "2001:4:112::/48", "2001:10::/28",
	"2001:20::/28", "2001:30::/28", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fd00::/8",
	"fe80::/10", "fec0::/10", "ff00::/8", "ff02::1/128", "4000::/2", "8000::/2", "200::/7",
}

// innerAddresses are IPv4 addresses to be hidden in other notations.
var innerAddresses = []string{"127.0.0.1", "0.0.0.0", "10.1.2.3", "169.254.169.254", "172.31.255.255", "192.168.0.1", "100.100.100.200", "224.0.0.1"}

func forbiddenAddresses() []netip.Addr {
	var list []netip.Addr
	for _, block := range specialBlocks {
		prefix := netip.MustParsePrefix(block)
		list = append(list, prefix.Addr(), lastOf(prefix), prefix.Addr().Next())
	}
	for _, inner := range innerAddresses {
		v4 := netip.MustParseAddr(inner).As4()
		hex := fmt.Sprintf("%02x%02x:%02x%02x", v4[0], v4[1], v4[2], v4[3])
		for _, form := range []string{"::ffff:%s", "::%s", "64:ff9b::%s", "64:ff9b:1::%s", "2002:%s::1", "2001:0:%s::1", "::ffff:0:%s", "fe80::5efe:%s"} {
			list = append(list, netip.MustParseAddr(fmt.Sprintf(form, hex)))
		}
	}
	// The address after a block of one may be an ordinary one.
	return slices.DeleteFunc(list, func(a netip.Addr) bool { return !inSpecialBlock(a) })
}

func inSpecialBlock(a netip.Addr) bool {
	return slices.ContainsFunc(specialBlocks, func(block string) bool { return netip.MustParsePrefix(block).Contains(a) }) || a.Is4In6()
}

func lastOf(prefix netip.Prefix) netip.Addr {
	bytes := prefix.Addr().AsSlice()
	for bit := prefix.Bits(); bit < len(bytes)*8; bit++ {
		bytes[bit/8] |= 0x80 >> (bit % 8)
	}
	last, _ := netip.AddrFromSlice(bytes)
	return last
}

// hostForms writes an address in every way that some resolver or browser understands.
func hostForms(a netip.Addr) []string {
	if a.Is6() {
		long := a.StringExpanded()
		return []string{"[" + a.String() + "]", "[" + long + "]", "[" + strings.ToUpper(long) + "]", "[" + a.String() + "%25lo]"}
	}
	b := a.As4()
	n := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	return []string{
		a.String(), a.String() + ".", "[::ffff:" + a.String() + "]", "[::" + a.String() + "]", "[" + a.String() + "]",
		fmt.Sprint(n), fmt.Sprintf("0x%x", n), fmt.Sprintf("0%o", n), fmt.Sprintf("0X%08X", n), fmt.Sprint(uint64(n) + 1<<32),
		fmt.Sprintf("%#x.%#x.%#x.%#x", b[0], b[1], b[2], b[3]), fmt.Sprintf("%#o.%#o.%#o.%#o", b[0], b[1], b[2], b[3]),
		fmt.Sprintf("%03d.%03d.%03d.%03d", b[0], b[1], b[2], b[3]), fmt.Sprintf("%d.%d", b[0], n&0xffffff),
		fmt.Sprintf("%d.%d.%d", b[0], b[1], n&0xffff), fmt.Sprintf("%d.%d.%d.0x%x", b[0], b[1], b[2], b[3]),
		strings.ReplaceAll(a.String(), ".", "。"), fullwidth(a.String()), circled(a.String()), strings.Replace(a.String(), ".", "%2E", 1),
	}
}

// fullwidth and circled use digits that IDNA maps to plain ones.
func fullwidth(s string) string {
	return strings.Map(func(r rune) rune { return r - '!' + '！' }, s)
}

func circled(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '1' && r <= '9' {
			return r - '1' + '①'
		}
		return r
	}, s)
}

// TestS1RefusedAddresses: 0 connections to any special address, however it is written or reached.
func TestS1RefusedAddresses(t *testing.T) {
	var current netip.Addr
	dns := newNames(func(string, int) []netip.Addr { return []netip.Addr{current} })
	tr := New(Config{})
	tr.dialer.Resolver = dns.resolver()
	var out recorder
	out.watch(tr)
	addresses := forbiddenAddresses()
	if len(addresses) < 120 {
		t.Errorf("only %d addresses", len(addresses))
	}
	tried := 0
	try := func(url string) {
		tried++
		if _, err := tr.Get(t.Context(), url, Request{}); !errors.Is(err, ErrRefusedAddress) {
			t.Errorf("GET %s: %v", url, err)
		}
		if _, err := tr.Post(t.Context(), url, Payload{ContentType: "text/plain"}); !errors.Is(err, ErrRefusedAddress) {
			t.Errorf("POST %s: %v", url, err)
		}
		if passed := out.take(); len(passed) > 0 {
			t.Errorf("%s connected to %v", url, passed)
		}
	}
	for _, address := range addresses {
		for _, host := range hostForms(address) {
			try("https://" + host + "/users/ann")
			try("http://" + host + ":80/")
			try("https://" + host + ":8443/")
		}
		if !address.Is4In6() { // an AAAA record with a mapped address is an A record to the resolver
			current = address
			try("https://innocent.example/users/ann")
		}
	}
	for _, host := range []string{"localhost", "LOCALHOST", "localhost.", "intranet", "metadata", "ip6-localhost"} {
		try("https://" + host + "/")
	}
	t.Logf("%d addresses in %d forms", len(addresses), tried)

	// The recorder can fail: ordinary addresses do pass the guard.
	for _, global := range []string{"8.8.8.8", "93.184.215.14", "2606:4700::1111", "192.88.98.1", "100.63.255.255", "172.32.0.1", "2400:cb00::1"} {
		current = netip.MustParseAddr(global)
		if _, err := tr.Get(t.Context(), "https://innocent.example/", Request{}); !errors.Is(err, errStopped) || len(out.take()) != 1 {
			t.Errorf("%s should be reachable: %v", global, err)
		}
	}
}

// TestS1LoopbackListener lets the real dialer try: nobody knocks.
func TestS1LoopbackListener(t *testing.T) {
	current := netip.MustParseAddr("127.0.0.1")
	dns := newNames(func(string, int) []netip.Addr { return []netip.Addr{current} })
	tr := New(Config{})
	tr.dialer.Resolver = dns.resolver()
	defer tr.Close()
	var listeners []*loopbackListener
	open, err := listen(t, "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listeners = append(listeners, open)
	port := open.Addr().(interface{ AddrPort() netip.AddrPort }).AddrPort().Port()
	for _, address := range []string{"127.0.0.1:443", "127.0.0.1:80", "[::1]:443"} {
		l, err := listen(t, address)
		if err != nil {
			t.Logf("not listening on %s: %v", address, err)
			continue
		}
		listeners = append(listeners, l)
	}
	for _, address := range []string{"127.0.0.1", "::1", "0.0.0.0", "::"} {
		current = netip.MustParseAddr(address)
		hosts := append(hostForms(current), "innocent.example", "localhost")
		for _, host := range hosts {
			for _, url := range []string{"https://" + host + "/", "http://" + host + "/", fmt.Sprintf("https://%s:%d/", host, port), fmt.Sprintf("http://%s:%d/", host, port)} {
				if _, err := tr.Get(context.Background(), url, Request{}); !errors.Is(err, ErrRefusedAddress) {
					t.Errorf("%s: %v", url, err)
				}
			}
		}
	}
	for _, l := range listeners {
		if n := l.connects(); n > 0 {
			t.Errorf("%d connections to %s", n, l.Addr())
		}
	}
}

func TestPrivateNetworkStillRefusesMetadata(t *testing.T) {
	tr := New(Config{AllowPrivateNetwork: true})
	var out recorder
	out.watch(tr)
	for _, host := range []string{"169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1]", "[::]", "[::ffff:169.254.169.254]", "2130706433", "192.0.2.1"} {
		if _, err := tr.Get(t.Context(), "http://"+host+":8080/", Request{}); !errors.Is(err, ErrRefusedAddress) {
			t.Errorf("%s: %v", host, err)
		}
	}
	for _, host := range []string{"127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "[::1]", "[fd00::1]", "8.8.8.8"} {
		if _, err := tr.Get(t.Context(), "http://"+host+":8080/", Request{}); !errors.Is(err, errStopped) {
			t.Errorf("%s: %v", host, err)
		}
	}
}

// TestS1PortsAtTheSocket: the guard holds the ports too, whatever was checked before it.
func TestS1PortsAtTheSocket(t *testing.T) {
	tr := New(Config{})
	for address, allowed := range map[string]bool{"8.8.8.8:443": true, "8.8.8.8:80": true, "8.8.8.8:22": false, "[2606:4700::1111]:443": true,
		"[2606:4700::1111]:6379": false, "10.0.0.1:443": false, "nonsense": false} {
		network := "tcp4"
		if strings.HasPrefix(address, "[") {
			network = "tcp6"
		}
		if err := tr.control(network, address, nil); (err == nil) != allowed || err != nil && !errors.Is(err, ErrRefusedAddress) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if tr.control("udp4", "8.8.8.8:443", nil) == nil || tr.control("unix", "/run/x.sock", nil) == nil {
		t.Error("only TCP is spoken")
	}
}
