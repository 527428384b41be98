package main

import (
	"crypto"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"pamphlet/federation/signature"
)

// prove checks the signature as another server would: with the key that its owner's document lists.
func (s *sink) prove(r *http.Request, body []byte) (owner string, err error) {
	base, err := url.Parse(s.base)
	if err != nil {
		return "", err
	}
	claim, err := signature.Policy{BaseURL: base}.Parse(r)
	if err != nil {
		return "", err
	}
	if err := errors.Join(claim.CheckFresh(time.Now()), claim.CheckDigest(body)); err != nil {
		return "", err
	}
	owner, isMain := strings.CutSuffix(claim.KeyID, "#main-key")
	if !isMain {
		return "", fmt.Errorf("the key id %s does not end in #main-key", claim.KeyID)
	}
	key, err := s.keyOf(owner)
	if err != nil {
		return "", err
	}
	return owner, claim.Verify(key)
}

// keyOf is the key of an actor elsewhere, which like Lemmy the sink asks for without a signature.
func (s *sink) keyOf(owner string) (crypto.PublicKey, error) {
	s.mu.Lock()
	key := s.known[owner]
	s.mu.Unlock()
	if key != nil {
		return key, nil
	}
	req, err := http.NewRequest(http.MethodGet, owner, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/activity+json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	var doc object
	if err := json.NewDecoder(res.Body).Decode(&doc); err != nil {
		return nil, err
	}
	listed := doc.in("publicKey")
	if doc.text("id") != owner || listed.text("id") != owner+"#main-key" || listed.text("owner") != owner {
		return nil, fmt.Errorf("%s lists the key %v", doc.text("id"), listed)
	}
	if key, err = signature.ParsePublicKey(listed.text("publicKeyPem")); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[owner] = key
	return key, nil
}
