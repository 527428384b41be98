package signature

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// compose builds the strings that the sender may have signed (draft-cavage section 2.3): with the query, and, as some
// servers leave it out of (request-target), without it.
func (c *Claim) compose(req *http.Request, host string) error {
	target := requestTarget(req)
	targets := []string{target}
	if path, _, found := strings.Cut(target, "?"); found {
		targets = append(targets, path)
	}
	for _, target := range targets {
		lines := make([]string, len(c.Headers))
		for i, name := range c.Headers {
			value, err := c.valueOf(name, req, host)
			if err != nil {
				return err
			}
			if name == "(request-target)" {
				value = strings.ToLower(req.Method) + " " + target
			}
			lines[i] = name + ": " + value
		}
		c.texts = append(c.texts, strings.Join(lines, "\n"))
	}
	return nil
}

func (c *Claim) valueOf(name string, req *http.Request, host string) (string, error) {
	switch name {
	case "(request-target)":
		return "", nil
	case "(created)":
		return strconv.FormatInt(c.Created.Unix(), 10), nil
	case "(expires)":
		return strconv.FormatInt(c.Expires.Unix(), 10), nil
	}
	return fieldValue(name, req, host)
}

// fieldValue gives a header as both schemes sign it: each line trimmed, then joined.
func fieldValue(name string, req *http.Request, host string) (string, error) {
	if name == "host" {
		return host, nil
	}
	values := req.Header.Values(name)
	if len(values) == 0 && name == "content-length" && req.ContentLength >= 0 {
		// Akkoma signs it, and a proxy may have replaced the header by chunks.
		return strconv.FormatInt(req.ContentLength, 10), nil
	}
	if len(values) == 0 {
		return "", fmt.Errorf("%w: header %q is signed but not there", ErrMalformed, name)
	}
	trimmed := make([]string, len(values))
	for i, value := range values {
		trimmed[i] = strings.TrimSpace(value)
	}
	return strings.Join(trimmed, ", "), nil
}

// requestTarget gives path and query as they came over the wire. RequestURI survives what routers and StripPrefix do
// to URL; the absolute form that proxies use is reduced to its path.
func requestTarget(req *http.Request) string {
	if strings.HasPrefix(req.RequestURI, "/") {
		return req.RequestURI
	}
	return req.URL.RequestURI()
}
