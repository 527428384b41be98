package federation

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
)

// Context is the outgoing half: it builds ids, looks things up and sends. It is safe for concurrent use.
type Context struct {
	base        *url.URL
	transport   *transport.Transport
	instanceKey func(context.Context) (signature.Key, error)
	now         func() time.Time
	modern      *memory[bool] // by host: whether it is asked by RFC 9421 first, see knock
}

// Host is the authority of this site, with its port where it has one: what stands behind the @ in handles.
func (c *Context) Host() string { return c.base.Host }

// URL is the address of a path on this site.
func (c *Context) URL(path string) string { return c.base.String() + path }

// Route says where one kind of thing lives: base URL, prefix, then the id.
type Route struct {
	base   string
	prefix string
}

// Route makes a Route; prefix as in "/ap/articles/".
func (c *Context) Route(prefix string) Route { return Route{base: c.base.String(), prefix: prefix} }

// URL is the address of the thing, or of something below it: URL("7") or URL("7", "followers").
func (r Route) URL(id string, below ...string) string {
	address := r.base + r.prefix + url.PathEscape(id)
	for _, segment := range below {
		address += "/" + url.PathEscape(segment)
	}
	return address
}

// ID is the reverse of URL for the thing itself; false when the address is not of this route.
func (r Route) ID(address string) (string, bool) {
	escaped, ok := strings.CutPrefix(address, r.base+r.prefix)
	if !ok || escaped == "" || strings.ContainsAny(escaped, "/?#") {
		return "", false
	}
	id, err := url.PathUnescape(escaped)
	return id, err == nil
}

// get asks for a document, signed by the instance actor: GoToSocial and servers in secure mode answer nobody else.
// spend is asked before each request, of which there may be two; nil allows both.
func (c *Context) get(ctx context.Context, address string, request transport.Request, spend func() error) (*transport.Response, error) {
	key, err := c.instanceKey(ctx)
	if err != nil {
		return nil, fmt.Errorf("loading the key of the instance actor: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, knockTime)
	defer cancel()
	request.Accept = acceptDocument
	return c.knock(address, key, func(signer transport.Signer) (*transport.Response, error) {
		if spend != nil {
			if err := spend(); err != nil {
				return nil, err
			}
		}
		request.Signer = signer
		return c.transport.Get(ctx, address, request)
	}, http.StatusUnauthorized, http.StatusForbidden)
}

const acceptDocument = `application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"`
