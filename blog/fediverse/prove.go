package fediverse

import (
	"time"

	"pamphlet/federation/proof"
)

// prove gives an activity of ours its integrity proof. Nothing of it is stored: the form for the receiver, and a
// replaced key, need a proof of their own, and the same body, key and time give the same bytes. So what is delivered is
// what is served.
func (k blogKeys) prove(body []byte, created time.Time) ([]byte, error) {
	if k.proves.Private == nil {
		return body, nil
	}
	if created.Before(k.at) {
		created = k.at // this key did not exist before
	}
	return proof.Attach(body, k.proves, created)
}

// proofRoom is what a proof adds at most, in bytes; nearly all of it is the "@context", which it repeats.
const proofRoom = 4 << 10
