package main

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"pamphlet/blog/fediverse"
)

// baseURL is the site's address: scheme and host, nothing else.
func (c *commandLine) baseURL() (*url.URL, error) {
	u, err := url.Parse(strings.TrimSuffix(c.URL, "/"))
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" ||
		u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, usageError{fmt.Errorf("--url %q is not the address of a site; write it like https://blog.example", c.URL)}
	}
	u.Host = strings.ToLower(u.Host)
	return u, nil
}

// proxies are the addresses whose forwarding headers are believed.
func (c *commandLine) proxies() ([]netip.Prefix, error) {
	var prefixes []netip.Prefix
	for _, text := range c.TrustedProxy {
		if prefix, err := netip.ParsePrefix(text); err == nil {
			prefixes = append(prefixes, prefix)
			continue
		}
		addr, err := netip.ParseAddr(text)
		if err != nil {
			return nil, usageError{fmt.Errorf("--trusted-proxy %q is neither an address nor a prefix like 10.0.0.0/8", text)}
		}
		prefixes = append(prefixes, netip.PrefixFrom(addr, addr.BitLen()))
	}
	return prefixes, nil
}

// limits are how much one account on another server may send.
func (c *commandLine) limits() (fediverse.Limits, error) {
	for _, option := range []struct {
		name string
		most int
	}{{"--limit-comments", c.LimitComments}, {"--limit-activities", c.LimitActivities}} {
		if option.most < 1 {
			return fediverse.Limits{}, usageError{fmt.Errorf("%s %d lets nobody through; use a number from 1 on", option.name, option.most)}
		}
	}
	return fediverse.Limits{Comments: c.LimitComments, Activities: c.LimitActivities}, nil
}
