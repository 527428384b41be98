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
	// Headers are the signed names in lower case, in signed order, pseudo-headers like (request-target) included.
	Headers []string
	// Date, Created and Expires are the times stated, in UTC; zero where there is none. Date counts only if signed.
	Date, Created, Expires time.Time

	signature []byte
	texts     []string // the strings that may have been signed
	digest    string
	hasBody   bool
	fresh     bool // CheckFresh passed
	bound     bool // CheckDigest passed
}

// Parse reads the signature of a request as the server received it and checks that it covers enough: always
// (request-target), host, and date or (created); digest for every method but GET and HEAD. The body is not read.
// Errors: ErrNoSignature, ErrMalformed, ErrUnsupported, ErrUncovered.
func (p Policy) Parse(req *http.Request) (*Claim, error) {
	value, err := signatureHeader(req)
	if err != nil {
		return nil, err
	}
	params, err := parseParameters(value)
	if err != nil {
		return nil, err
	}
	claim := &Claim{hasBody: carriesBody(req.Method), digest: req.Header.Get("Digest")}
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
	if err := claim.compose(req, p.BaseURL); err != nil {
		return nil, err
	}
	return claim, nil
}

// signatureHeader finds the one Signature header, and refuses what other readers might take instead of it.
func signatureHeader(req *http.Request) (string, error) {
	if scheme, _, _ := strings.Cut(req.Header.Get("Authorization"), " "); strings.EqualFold(scheme, "Signature") {
		return "", fmt.Errorf("%w: send the Signature header, not Authorization: Signature", ErrUnsupported)
	}
	if len(req.Header.Values("Signature-Input")) > 0 {
		return "", fmt.Errorf("%w: RFC 9421 is not accepted yet, sign by draft-cavage", ErrUnsupported)
	}
	for _, name := range []string{"Signature", "Date", "Digest", "Content-Type"} {
		if len(req.Header.Values(name)) > 1 {
			return "", fmt.Errorf("%w: there are several %s headers", ErrMalformed, name)
		}
	}
	value := req.Header.Get("Signature")
	if value == "" {
		return "", fmt.Errorf("%w: add a Signature header", ErrNoSignature)
	}
	return value, nil
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
	if !c.Created.IsZero() && !c.Expires.IsZero() && c.Expires.Before(c.Created) {
		return fmt.Errorf("%w: it expires before it was created", ErrMalformed)
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

func parseUnix(params map[string]string, name string) (time.Time, error) {
	value, stated := params[name]
	if !stated {
		return time.Time{}, nil
	}
	const farFuture = 1 << 40 // beyond year 36000; keeps every time comparable
	seconds, err := strconv.ParseInt(value, 10, 64)
	if err != nil || seconds <= 0 || seconds > farFuture || value != strconv.FormatInt(seconds, 10) {
		return time.Time{}, fmt.Errorf("%w: %s must be whole seconds since 1970", ErrMalformed, name)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

func (c *Claim) checkCovered() error {
	missing := ""
	switch {
	case !c.covers("(request-target)"):
		missing = "(request-target)"
	case !c.covers("host"):
		missing = "host"
	case !c.covers("date") && !c.covers("(created)"):
		missing = "date"
	case c.hasBody && !c.covers("digest"):
		missing = "digest"
	default:
		return nil
	}
	return fmt.Errorf("%w: sign %s too", ErrUncovered, missing)
}

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
