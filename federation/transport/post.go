package transport

import (
	"bytes"
	"context"
	"io"
	"net/http"
)

// Payload is what a Post carries. The same one may go to many inboxes at once.
type Payload struct {
	// Body is sent as it is.
	Body []byte
	// Digest is signature.Digest of the body, for the signer.
	Digest string
	// ContentType is the Content-Type header.
	ContentType string
	// Header is what else is sent.
	Header http.Header
	// Signer signs the request; nil leaves it unsigned.
	Signer Signer
}

// Post delivers a body and reports whatever the host answered, success or not. Redirects are never followed: they are
// reported as their status. Errors: ErrRefusedAddress, ErrTimeout, and those of the network.
func (t *Transport) Post(ctx context.Context, rawURL string, p Payload) (*Response, error) {
	at, err := t.target(rawURL)
	if err != nil {
		return nil, explain(http.MethodPost, rawURL, err)
	}
	ctx, cancel := context.WithTimeout(ctx, t.timeouts.total)
	defer cancel()
	req, err := t.request(ctx, http.MethodPost, at, bytes.NewReader(p.Body))
	if err != nil {
		return nil, explain(http.MethodPost, at.String(), err)
	}
	for name, values := range p.Header {
		req.Header[name] = values
	}
	req.Header.Set("Content-Type", p.ContentType)
	answer, err := t.exchange(req, p.Signer, p.Digest, func(res *http.Response) ([]byte, error) {
		// The status has decided already; a body that breaks off is shown as far as it came.
		body, _ := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
		return body, nil
	})
	if err != nil {
		return nil, explain(http.MethodPost, at.String(), err)
	}
	return answer, nil
}
