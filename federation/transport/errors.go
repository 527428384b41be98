package transport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// What may go wrong besides the network itself. Errors name the URL and wrap at least one of these where it applies.
var (
	// ErrRefusedAddress means that the URL, or the address behind it, is not one we go to. Nothing was sent there.
	ErrRefusedAddress = errors.New("the address is refused")
	// ErrRedirect means that the answer led somewhere we do not follow; what it said about that place is wrapped too.
	ErrRedirect = errors.New("the redirect is not followed")
	// ErrTooLarge means that the body is longer than allowed, after decompression.
	ErrTooLarge = errors.New("the answer is too large")
	// ErrEncoding means that the body is compressed in a way that was not asked for, or badly.
	ErrEncoding = errors.New("the answer cannot be decompressed")
	// ErrTimeout means that the host, or its turn, took too long.
	ErrTimeout = errors.New("the host took too long")
)

// StatusError is the answer to a Get that is neither a success nor a redirect.
type StatusError struct {
	// Status is the HTTP status code.
	Status int
	// RetryAfter is how long the host asks to wait; zero if it does not say.
	RetryAfter time.Duration
}

// Error names the status.
func (e *StatusError) Error() string {
	return fmt.Sprintf("the host answered %d %s", e.Status, http.StatusText(e.Status))
}

// explain adds the URL, and ErrTimeout to the many errors that mean it.
func explain(method, target string, err error) error {
	var network net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout() {
		err = fmt.Errorf("%w: %w", ErrTimeout, err)
	}
	return fmt.Errorf("%s %.300s: %w", method, target, err)
}
