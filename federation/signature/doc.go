// Package signature signs the HTTP requests we send to other servers and proves who sent the ones we get.
//
// Begin reading at: Policy.Parse in claim.go for what comes in, Key.SignRequest in sign.go for what goes out by
// draft-cavage; message.go, components.go and MessageKey in signmessage.go do the same by RFC 9421.
//
// The path: an inbox reads the body, calls Policy.Parse (no key is needed yet), then Claim.CheckFresh and
// Claim.CheckDigest, fetches the key named by Claim.KeyID, and asks Claim.Verify. A delivery computes Digest once
// and lets Key.SignRequest sign the same body for every inbox.
//
// Keeps these promises:
//   - a Claim is worth nothing before Verify said nil, and Verify refuses a claim whose freshness or body was not
//     checked, so a forgotten step fails closed;
//   - the key decides the algorithm; what the request states may narrow the choice and never widens it;
//   - the signed scheme and host are the base URL's, whatever Host a proxy passed on, and the signed path is the raw one;
//   - a request is read by one scheme: by RFC 9421 if it has Signature-Input, and nothing of the other helps it;
//   - every error wraps exactly one of the sentinels in errors.go and says in a sentence what to do;
//   - nothing is shared or remembered: all functions are safe for concurrent use, a Claim belongs to one goroutine.
//
// Does not: fetch or cache keys, compare the key's owner with the actor, remember seen activities, or know which scheme
// a host wants (federation).
//
// Standards & tests: draft-cavage-http-signatures-12 and RFC 3230 (Digest), RFC 9421 and RFC 9530 (Content-Digest), as
// the fediverse uses them (SWICG ActivityPub HTTP Signature report). Of RFC 9421 only rsa-v1_5-sha256 and ed25519, and
// components without parameters; dunglas/httpsfv takes the headers apart (RFC 9651). Multikeys by FEP-521a. go-fed/httpsig
// writes our draft-cavage signatures. Reading is our own: that library's reader measures "created" by the wall clock to
// ten seconds, splits parameters at quoted commas, and asks no policy. The tests hold both sides against third,
// independent signers and the vectors of RFC 9421: go test ./federation/signature.
package signature
