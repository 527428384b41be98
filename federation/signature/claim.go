package signature

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Policy says what a request must look like to be believed.
type Policy struct {
	// BaseURL is this site's own address. Its host is the one that must have been signed, because a proxy may pass
	// on another.
	BaseURL *url.URL
}

// Claim is what a request says about its sender before any key is known. It proves nothing until Verify returned nil.
type Claim struct {
	// KeyID is the http or https address of the key.
	KeyID string
	// Algorithm is what the request states, in lower case; empty if nothing. The key decides, see Verify.
	Algorithm string
	// Headers are the signed names in lower case, in signed order, with (request-target), @method and their like.
	Headers []string
	// Date, Created and Expires are the times stated, in UTC; zero where there is none. Date counts only if signed.
	Date, Created, Expires time.Time

	signature   []byte
	texts       []string // the strings that may have been signed
	message     bool     // by RFC 9421, not by draft-cavage
	digest      string   // the header with the body's digest
	matchDigest func(header string, body []byte) error
	hasBody     bool
	fresh       bool // CheckFresh passed
	bound       bool // CheckDigest passed
}

// Parse reads the signature of a request as the server received it and checks that it covers enough: the method, the
// target and the host, a time, and the digest of the body for every method but GET and HEAD. Signature-Input makes it
// a signature by RFC 9421, its absence one by draft-cavage; what is said in the words of the other counts for nothing.
// The body is not read. Errors: ErrNoSignature, ErrMalformed, ErrUnsupported, ErrUncovered.
func (p Policy) Parse(req *http.Request) (*Claim, error) {
	if p.BaseURL == nil || p.BaseURL.Host == "" {
		return nil, fmt.Errorf("reading a signature: the policy has no base URL")
	}
	if scheme, _, _ := strings.Cut(req.Header.Get("Authorization"), " "); strings.EqualFold(scheme, "Signature") {
		return nil, fmt.Errorf("%w: send the Signature header, not Authorization: Signature", ErrUnsupported)
	}
	if len(req.Header.Values("Signature")) == 0 {
		return nil, fmt.Errorf("%w: add a Signature header", ErrNoSignature)
	}
	if len(req.Header.Values("Signature-Input")) > 0 {
		return p.parseMessage(req)
	}
	return p.parseDraft(req)
}

// parseDraft reads a signature by draft-cavage.
func (p Policy) parseDraft(req *http.Request) (*Claim, error) {
	if err := refuseRepeated(req.Header, "Signature", "Date", "Digest", "Content-Type"); err != nil {
		return nil, err
	}
	params, err := parseParameters(req.Header.Get("Signature"))
	if err != nil {
		return nil, err
	}
	claim := &Claim{hasBody: carriesBody(req.Method), digest: req.Header.Get("Digest"), matchDigest: matchDigest}
	for _, read := range []func(map[string]string) error{claim.readKey, claim.readHeaders, claim.readTimes} {
		if err := read(params); err != nil {
			return nil, err
		}
	}
	if err := claim.checkCovered(); err != nil {
		return nil, err
	}
	if err := claim.readDate(req.Header); err != nil {
		return nil, err
	}
	if err := claim.compose(req, p.BaseURL.Host); err != nil {
		return nil, err
	}
	return claim, nil
}

// refuseRepeated refuses headers of which other readers might take another one.
func refuseRepeated(header http.Header, names ...string) error {
	for _, name := range names {
		if len(header.Values(name)) > 1 {
			return fmt.Errorf("%w: there are several %s headers", ErrMalformed, name)
		}
	}
	return nil
}

func (c *Claim) readKey(params map[string]string) error {
	c.KeyID = params["keyId"]
	if err := checkKeyID(c.KeyID); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	c.Algorithm = strings.ToLower(params["algorithm"])
	if !slices.Contains(knownAlgorithms, c.Algorithm) {
		return fmt.Errorf("%w: algorithm %.40q, use rsa-sha256", ErrUnsupported, c.Algorithm)
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(params["signature"])
	if err != nil || len(raw) == 0 {
		return fmt.Errorf("%w: the signature parameter must be base64", ErrMalformed)
	}
	c.signature = raw
	return nil
}

func (c *Claim) readHeaders(params map[string]string) error {
	c.Headers = strings.Fields(strings.ToLower(params["headers"]))
	seen := make(map[string]bool, len(c.Headers))
	for _, name := range c.Headers {
		pseudo := name == "(request-target)" || name == "(created)" || name == "(expires)"
		if seen[name] || !pseudo && !isToken(name) {
			return fmt.Errorf("%w: header name %.40q is repeated or not a name", ErrMalformed, name)
		}
		seen[name] = true
	}
	return nil
}

// readTimes also holds draft-cavage section 2.3: (created) and (expires) may not go with a named RSA algorithm, which
// is how an old signature could be dressed up as a new one.
func (c *Claim) readTimes(params map[string]string) (err error) {
	if c.Created, err = parseUnix(params, "created"); err != nil {
		return err
	}
	if c.Expires, err = parseUnix(params, "expires"); err != nil {
		return err
	}
	if err := c.checkSpan(); err != nil {
		return err
	}
	for name, stated := range map[string]time.Time{"(created)": c.Created, "(expires)": c.Expires} {
		if !c.covers(name) {
			continue
		}
		if stated.IsZero() {
			return fmt.Errorf("%w: %s is signed but not stated", ErrMalformed, name)
		}
		if strings.HasPrefix(c.Algorithm, "rsa-") {
			return fmt.Errorf("%w: %s needs algorithm hs2019", ErrMalformed, name)
		}
	}
	return nil
}

func (c *Claim) checkSpan() error {
	if !c.Created.IsZero() && !c.Expires.IsZero() && c.Expires.Before(c.Created) {
		return fmt.Errorf("%w: it expires before it was created", ErrMalformed)
	}
	return nil
}

func parseUnix(params map[string]string, name string) (time.Time, error) {
	value, stated := params[name]
	if !stated {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(value, 10, 64)
	if err != nil || value != strconv.FormatInt(seconds, 10) {
		seconds = 0
	}
	return unixTime(name, seconds)
}

func unixTime(name string, seconds int64) (time.Time, error) {
	const farFuture = 1 << 40 // beyond year 36000; keeps every time comparable
	if seconds <= 0 || seconds > farFuture {
		return time.Time{}, fmt.Errorf("%w: %s must be whole seconds since 1970", ErrMalformed, name)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

func (c *Claim) checkCovered() error {
	switch {
	case !c.covers("(request-target)"):
		return uncovered("(request-target)")
	case !c.covers("host"):
		return uncovered("host")
	case !c.covers("date") && !c.covers("(created)"):
		return uncovered("date")
	case c.hasBody && !c.covers("digest"):
		return uncovered("digest")
	}
	return nil
}

func uncovered(missing string) error { return fmt.Errorf("%w: sign %s too", ErrUncovered, missing) }

func (c *Claim) readDate(header http.Header) error {
	if !c.covers("date") {
		return nil
	}
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return fmt.Errorf("%w: the Date header is missing or not an HTTP date", ErrMalformed)
	}
	c.Date = date.UTC()
	return nil
}

func (c *Claim) covers(name string) bool { return slices.Contains(c.Headers, name) }
