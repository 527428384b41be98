package federation

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Refusal is an answer that is not a success, with a short text for the people who run the other server. Dispatchers
// and listeners return it; any other error of theirs is ours, logged, and answered 500 without details.
type Refusal struct {
	Status     int           // an HTTP status from 400
	Text       string        // one plain sentence that says what to do
	RetryAfter time.Duration // zero when there is nothing to say about it

	cause error
}

// Error implements error.
func (r *Refusal) Error() string { return fmt.Sprintf("%d: %s", r.Status, r.Text) }

// Unwrap gives the error that led to it, of which the other side is not told.
func (r *Refusal) Unwrap() error { return r.cause }

// Refuse makes a Refusal.
func Refuse(status int, format string, args ...any) *Refusal {
	return &Refusal{Status: status, Text: fmt.Sprintf(format, args...)}
}

// Later makes a Refusal that asks to come back: 429 when the sender does too much, 503 when we do.
func Later(status int, after time.Duration, text string) *Refusal {
	return &Refusal{Status: status, Text: text, RetryAfter: after}
}

// ErrNotFound is what a dispatcher returns for what never was.
var ErrNotFound error = Refuse(http.StatusNotFound, "There is nothing at this address.")

// Gone is what a dispatcher returns for what was deleted: the answer is 410 with a Tombstone.
type Gone struct {
	FormerType string    // "" when it is not to be told
	Deleted    time.Time // zero when it is not to be told
}

// Error implements error.
func (g *Gone) Error() string { return "410: This was deleted." }

// What may be wrong with a fetched document, beside the errors of package transport and package vocab.
var (
	// ErrOrigin: the document speaks for something that its origin does not own.
	ErrOrigin = errors.New("the document is not from the origin it speaks for")
	// ErrNotActivity: the answer is not an ActivityPub document, by its Content-Type or by what is in it.
	ErrNotActivity = errors.New("the answer is not the expected ActivityPub document")
	// ErrUnknownKey is what a [KeyStore] returns for a key it does not have.
	ErrUnknownKey = errors.New("the key is not known")
)
