package signature

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/dunglas/httpsfv"
)

// The algorithms of RFC 9421 that we accept: of the others, nobody in the fediverse has keys.
const (
	messageRSA     = "rsa-v1_5-sha256"
	messageEd25519 = "ed25519"
)

// parseMessage reads a signature by RFC 9421. A request may carry several: the first one that says and covers enough
// counts, and no other.
func (p Policy) parseMessage(req *http.Request) (*Claim, error) {
	if err := refuseRepeated(req.Header, "Date", "Content-Type"); err != nil {
		return nil, err
	}
	inputs, err := readDictionary(joinedHeader(req.Header, "Signature-Input"))
	if err != nil {
		return nil, err
	}
	signatures, err := readDictionary(joinedHeader(req.Header, "Signature"))
	if err != nil {
		return nil, err
	}
	refusal := fmt.Errorf("%w: Signature-Input is empty", ErrNoSignature)
	for i, input := range inputs {
		claim, err := p.parseInput(req, input, signatures)
		if err == nil {
			return claim, nil
		}
		if i == 0 {
			refusal = err
		}
	}
	return nil, refusal
}

// parseInput reads one signature and what was signed with it.
func (p Policy) parseInput(req *http.Request, input member, signatures []member) (*Claim, error) {
	claim := &Claim{message: true, hasBody: carriesBody(req.Method),
		digest: joinedHeader(req.Header, "Content-Digest"), matchDigest: matchContentDigest}
	list, ok := input.value.(httpsfv.InnerList)
	if !ok {
		return nil, fmt.Errorf("%w: Signature-Input %q is not a list of components", ErrMalformed, input.name)
	}
	if err := claim.readSignature(input.name, signatures); err != nil {
		return nil, err
	}
	if err := claim.readComponents(list.Items); err != nil {
		return nil, err
	}
	// Components have no parameters, so every semicolon begins one of the list's: one too many is one given twice.
	if len(splitUnquoted(input.raw, ';')) != len(list.Params.Names())+1 {
		return nil, fmt.Errorf("%w: a parameter of signature %q is there twice", ErrMalformed, input.name)
	}
	if err := claim.readMessageParameters(list.Params); err != nil {
		return nil, err
	}
	if err := claim.checkComponents(req); err != nil {
		return nil, err
	}
	if err := claim.readDate(req.Header); err != nil {
		return nil, err
	}
	return claim, claim.composeMessage(req, p.BaseURL, input.raw)
}

func (c *Claim) readSignature(label string, signatures []member) error {
	for _, m := range signatures {
		if m.name != label {
			continue
		}
		item, _ := m.value.(httpsfv.Item)
		if raw, ok := item.Value.([]byte); ok && len(raw) > 0 {
			c.signature = raw
			return nil
		}
	}
	return fmt.Errorf("%w: the Signature header has no bytes for %q", ErrMalformed, label)
}

func (c *Claim) readMessageParameters(params *httpsfv.Params) (err error) {
	for _, name := range params.Names() {
		value, _ := params.Get(name)
		text, isText := value.(string)
		switch name {
		case "created":
			c.Created, err = readMoment(name, value)
		case "expires":
			c.Expires, err = readMoment(name, value)
		case "keyid":
			c.KeyID = text
		case "alg":
			c.Algorithm = text
			if text != messageRSA && text != messageEd25519 {
				err = fmt.Errorf("%w: algorithm %.40q, use %s", ErrUnsupported, text, messageRSA)
			}
		case "nonce", "tag":
			if !isText {
				err = fmt.Errorf("%w: %s must be a string", ErrMalformed, name)
			}
		default:
			err = fmt.Errorf("%w: parameter %.40q", ErrUnsupported, name)
		}
		if err != nil {
			return err
		}
	}
	if err := checkKeyID(c.KeyID); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if c.Created.IsZero() {
		return fmt.Errorf("%w: state when it was created", ErrUncovered)
	}
	return c.checkSpan()
}

func readMoment(name string, value any) (time.Time, error) {
	seconds, _ := value.(int64)
	return unixTime(name, seconds)
}

func joinedHeader(header http.Header, name string) string {
	return strings.Join(header.Values(name), ", ")
}
