package federation

import (
	"context"
	"net/http"
	"strings"
	"time"
	"unicode"

	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
)

// Delivery is one activity on its way to one inbox. The queue of them belongs to the application.
type Delivery struct {
	Inbox  string
	Body   []byte
	Digest string // signature.Digest(Body), computed once for all inboxes
	Key    signature.Key
}

// Outcome says what a delivery came to.
type Outcome int

// The outcomes.
const (
	Delivered Outcome = iota // taken
	Retry                    // not now; try again after Backoff, or after Result.After if that is longer
	Refused                  // not this activity, ever; others to the same inbox may pass
	Removed                  // the inbox is gone for good: forget it and its followers
)

// String names the outcome.
func (o Outcome) String() string {
	return [...]string{"delivered", "retry", "refused", "removed"}[o]
}

// Result is what a delivery came to, and why.
type Result struct {
	Outcome Outcome
	Status  int           // of the answer; 0 when there was none
	Words   string        // the first words of the answer, or the error, in one line of plain text
	After   time.Duration // how long the host asks to wait; 0 when it does not
}

// wordsLimit bounds Result.Words, in bytes.
const wordsLimit = 300

// Deliver posts an activity, and once more by the other signature scheme if the first is refused; both take 20 seconds at
// most. It never fails: what went wrong is in the Result.
func (c *Context) Deliver(ctx context.Context, d Delivery) Result {
	ctx, cancel := context.WithTimeout(ctx, knockTime)
	defer cancel()
	res, err := c.knock(d.Inbox, d.Key, func(signer transport.Signer) (*transport.Response, error) {
		return c.transport.Post(ctx, d.Inbox, transport.Payload{
			Body: d.Body, Digest: d.Digest, ContentType: "application/activity+json", Signer: signer,
		})
	}, http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden)
	if err != nil {
		return Result{Outcome: classify(0, err), Words: oneLine(err.Error())}
	}
	return Result{Outcome: classify(res.Status, nil), Status: res.Status, Words: oneLine(string(res.Body)), After: res.RetryAfter}
}

// classify says what an answer means, or an error when there was no answer. Mastodon gives up on the same answers.
func classify(status int, err error) Outcome {
	switch {
	case err != nil:
		// Even a refused address may be a name that is set up wrongly for an hour; the schedule ends in any case.
		return Retry
	case status >= 200 && status <= 299:
		return Delivered
	case status == http.StatusGone:
		return Removed
	case status == http.StatusUnauthorized, status == http.StatusRequestTimeout, status == http.StatusTooManyRequests:
		return Retry // 401: they may not have got our key yet
	case status == http.StatusNotImplemented:
		return Refused
	case status < 400 || status >= 500:
		return Retry // a redirect is not followed, and is most often a page about maintenance
	}
	return Refused
}

// oneLine makes text from elsewhere fit for a log or a table.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > wordsLimit {
		text = strings.ToValidUTF8(text[:wordsLimit], "") + "…"
	}
	return text
}
