package federation

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
)

const (
	// schemeRemembered is how long a host is asked first by the scheme that worked.
	schemeRemembered = 24 * time.Hour
	// knockTime is for both requests together, as long as package transport gives one: who leases a delivery or runs
	// a job counts on it.
	knockTime = 20 * time.Second
)

// knock asks with a signature by draft-cavage, which nearly every server reads, and when the answer is one of the
// refusals once more by RFC 9421. A host that took only the second gets that scheme first from then on, and the other
// when it refuses again.
//
// If neither is taken, the first answer counts: what a server says to a scheme it may not know tells nothing, while the
// first may ask for patience (401) or say that we are blocked (403).
func (c *Context) knock(address string, key signature.Key, ask func(transport.Signer) (*transport.Response, error), refusals ...int) (*transport.Response, error) {
	host := hostOf(address)
	first, second := transport.Signer(key), transport.Signer(signature.MessageKey(key))
	modern, _ := c.modern.get(host)
	if modern {
		first, second = second, first
	}
	res, err := ask(first)
	if !slices.Contains(refusals, statusOf(res, err)) {
		return res, err
	}
	again, againErr := ask(second)
	if !understood(statusOf(again, againErr)) {
		return res, err
	}
	c.modern.put(host, !modern)
	return again, againErr
}

// understood tells whether an answer is about what was asked, and not about the signature or the server.
func understood(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
		return false
	}
	return status >= 200 && status <= 499
}

// statusOf gives the status of an answer; 0 when there was none.
func statusOf(res *transport.Response, err error) int {
	var status *transport.StatusError
	switch {
	case errors.As(err, &status):
		return status.Status
	case err != nil:
		return 0
	}
	return res.Status
}
