package signature

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/dunglas/httpsfv"
)

// derivedComponents are those of RFC 9421 section 2.2 that a request has as a whole. @query-param is left out: it needs
// a parameter, and two readers may take a query apart differently.
var derivedComponents = []string{"@method", "@target-uri", "@authority", "@scheme", "@request-target", "@path", "@query"}

// readComponents takes plain names only: by the parameters sf, key, bs, tr and req (section 2.1) the same bytes can be
// made to mean something else.
func (c *Claim) readComponents(items []httpsfv.Item) error {
	for _, item := range items {
		name, ok := item.Value.(string)
		switch {
		case !ok || c.covers(name):
			return fmt.Errorf("%w: component %.40q is repeated or not a string", ErrMalformed, item.Value)
		case len(item.Params.Names()) > 0:
			return fmt.Errorf("%w: component %.40q with parameters", ErrUnsupported, name)
		case strings.HasPrefix(name, "@") && !slices.Contains(derivedComponents, name):
			return fmt.Errorf("%w: component %.40q", ErrUnsupported, name)
		case !strings.HasPrefix(name, "@") && (!isToken(name) || name != strings.ToLower(name)):
			return fmt.Errorf("%w: component %.40q is not a header name in lower case", ErrMalformed, name)
		}
		c.Headers = append(c.Headers, name)
	}
	return nil
}

// checkComponents wants the whole target, in one piece or in several.
func (c *Claim) checkComponents(req *http.Request) error {
	_, _, hasQuery := strings.Cut(requestTarget(req), "?")
	inParts := c.covers("@path") && (c.covers("@query") || !hasQuery)
	switch {
	case !c.covers("@method"):
		return uncovered("@method")
	case !c.covers("@target-uri") && !(c.covers("@authority") && (c.covers("@request-target") || inParts)):
		return uncovered("@target-uri")
	case c.hasBody && !c.covers("content-digest"):
		return uncovered("content-digest")
	}
	return nil
}

// composeMessage builds the signature base (RFC 9421 section 2.5). The parameters are taken as they were received:
// written anew they might differ from what was signed.
func (c *Claim) composeMessage(req *http.Request, base *url.URL, params string) error {
	var text strings.Builder
	for _, name := range c.Headers {
		value, err := componentValue(name, req, base)
		if err != nil {
			return err
		}
		if strings.ContainsAny(value, "\r\n") {
			return fmt.Errorf("%w: %q has a line break", ErrMalformed, name)
		}
		fmt.Fprintf(&text, "%q: %s\n", name, value)
	}
	c.texts = []string{text.String() + `"@signature-params": ` + params}
	return nil
}

// componentValue gives what RFC 9421 section 2 says of a component, as the sender saw it: with the base URL for what a
// proxy in front of us may have changed.
func componentValue(name string, req *http.Request, base *url.URL) (string, error) {
	target := requestTarget(req)
	path, query, _ := strings.Cut(target, "?")
	switch name {
	case "@method":
		return req.Method, nil
	case "@target-uri":
		return base.Scheme + "://" + base.Host + target, nil
	case "@authority":
		return base.Host, nil
	case "@scheme":
		return base.Scheme, nil
	case "@request-target":
		return target, nil
	case "@path":
		return path, nil
	case "@query":
		return "?" + query, nil // the question mark even where there is no query
	}
	return fieldValue(name, req, base.Host)
}
