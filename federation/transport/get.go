package transport

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// Request says how to get something.
type Request struct {
	// Accept is the Accept header; empty means none.
	Accept string
	// Signer signs the request while it stays at its first origin; nil leaves it unsigned.
	Signer Signer
	// MaxBytes bounds the body after decompression; zero means MaxDocument.
	MaxBytes int64
	// SameOriginOnly refuses redirects to another origin.
	SameOriginOnly bool
}

// Get fetches a document, following up to 3 redirects. Errors: *StatusError for any status but 2xx and followed
// redirects, ErrRefusedAddress, ErrRedirect, ErrTooLarge, ErrEncoding, ErrTimeout, and those of the network.
func (t *Transport) Get(ctx context.Context, rawURL string, r Request) (*Response, error) {
	at, err := t.target(rawURL)
	if err != nil {
		return nil, explain(http.MethodGet, rawURL, err)
	}
	if r.MaxBytes <= 0 {
		r.MaxBytes = MaxDocument
	}
	ctx, cancel := context.WithTimeout(ctx, t.timeouts.total)
	defer cancel()
	seen := map[string]bool{at.String(): true}
	for range maxRedirects + 1 {
		res, location, err := t.getOnce(ctx, at, r)
		if err != nil {
			return nil, explain(http.MethodGet, at.String(), err)
		}
		if location == "" {
			return res, nil
		}
		next, err := t.follow(at, location)
		if err == nil && seen[next.String()] {
			err = fmt.Errorf("%w: it goes in circles", ErrRedirect)
		}
		if err == nil && !sameOrigin(at, next) {
			// From here on nothing is signed, not even back home: the detour chose what we ask for.
			r.Signer = nil
			if r.SameOriginOnly {
				err = fmt.Errorf("%w: it leads to another origin, %s", ErrRedirect, next.Host)
			}
		}
		if err != nil {
			return nil, explain(http.MethodGet, at.String(), err)
		}
		seen[next.String()] = true
		at = next
	}
	return nil, explain(http.MethodGet, rawURL, fmt.Errorf("%w: more than %d in a row", ErrRedirect, maxRedirects))
}

// getOnce makes one hop and gives either the answer or where it redirects to.
func (t *Transport) getOnce(ctx context.Context, at *url.URL, r Request) (*Response, string, error) {
	req, err := t.request(ctx, http.MethodGet, at, nil)
	if err != nil {
		return nil, "", err
	}
	req.Header.Set("Accept-Encoding", "gzip")
	if r.Accept != "" {
		req.Header.Set("Accept", r.Accept)
	}
	answer, err := t.exchange(req, r.Signer, "", func(res *http.Response) ([]byte, error) {
		switch {
		case isRedirect(res.StatusCode):
			return nil, nil
		case res.StatusCode < 200 || res.StatusCode > 299:
			return nil, &StatusError{Status: res.StatusCode, RetryAfter: retryAfter(res.Header, t.now())}
		}
		return readBody(res, r.MaxBytes)
	})
	if err != nil || !isRedirect(answer.Status) {
		return answer, "", err
	}
	location, err := locationOf(answer.Header)
	return nil, location, err
}

// follow resolves a Location and judges it like a first request.
func (t *Transport) follow(at *url.URL, location string) (*url.URL, error) {
	relative, err := url.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRedirect, err)
	}
	next, err := t.target(at.ResolveReference(relative).String())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRedirect, err)
	}
	if at.Scheme == "https" && next.Scheme != "https" {
		return nil, fmt.Errorf("%w: it leaves https", ErrRedirect)
	}
	return next, nil
}

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func locationOf(header http.Header) (string, error) {
	if values := header.Values("Location"); len(values) == 1 && values[0] != "" {
		return values[0], nil
	}
	return "", fmt.Errorf("%w: it has no single Location", ErrRedirect)
}
