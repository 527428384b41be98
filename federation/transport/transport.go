package transport

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"code.dny.dev/ssrf"
)

// Limits on bodies, in bytes after decompression.
const (
	// MaxDocument is the default of Request.MaxBytes, enough for every ActivityPub document.
	MaxDocument = 1 << 20
	// maxAnswer is how much of the answer to a Post is kept, to show a person why it failed.
	maxAnswer = 4 << 10
)

const (
	maxRedirects   = 3
	maxHeaderBytes = 64 << 10
	maxPerHost     = 4
	maxIdlePerHost = 2
	maxIdle        = 256
	// idleTimeout is below the five seconds after which Node closes a connection (Misskey, PeerTube, Ghost): a request
	// that crosses its closing is lost, and a delivery tried again only a minute later.
	idleTimeout     = 4 * time.Second
	defaultAgent    = "Pamphlet"
	maxStreamBuffer = 256 << 10
)

// Config is what New needs. The zero value is the strict one.
type Config struct {
	// UserAgent introduces us, as in "Pamphlet/1.0 (+https://host)"; GoToSocial refuses requests without. Empty means
	// "Pamphlet".
	UserAgent string
	// AllowPrivateNetwork opens http, every port, loopback and private addresses; for tests and closed networks.
	AllowPrivateNetwork bool
	// Now dates signatures; nil means time.Now.
	Now func() time.Time
}

// timeouts bound one Get or Post.
type timeouts struct {
	connect time.Duration // name look-up and TCP
	tls     time.Duration
	header  time.Duration // from the request sent to its answer's headers
	total   time.Duration // everything: waiting for the host's turn, redirects, body
}

// Signer signs a request that is about to be sent; digest is empty if there is no body. signature.Key
// and signature.MessageKey are.
type Signer interface {
	SignRequest(req *http.Request, digest string, now time.Time) error
}

// Response is what a host answered.
type Response struct {
	// Status is the HTTP status code.
	Status int
	// Header has the headers of the final answer; Content-Type is absent if there were several.
	Header http.Header
	// FinalURL is where the answer came from, after redirects, without fragment.
	FinalURL string
	// Body is all of it after a Get, the first 4 KiB after a Post.
	Body []byte
	// RetryAfter is how long the host asks to wait, up to a week; zero if it does not say.
	RetryAfter time.Duration
}

// Transport carries requests out. Make it with New; it is safe for concurrent use.
type Transport struct {
	userAgent string
	private   bool
	now       func() time.Time
	timeouts  timeouts
	guard     *ssrf.Guardian
	dialer    *net.Dialer
	wire      *http.Transport
	hosts     *hosts
}

// New makes a Transport.
func New(config Config) *Transport {
	return newTransport(config, timeouts{
		connect: 5 * time.Second, tls: 10 * time.Second, header: 10 * time.Second, total: 20 * time.Second})
}

func newTransport(config Config, limits timeouts) *Transport {
	t := &Transport{
		userAgent: config.UserAgent, private: config.AllowPrivateNetwork, now: config.Now,
		timeouts: limits, guard: newGuard(config.AllowPrivateNetwork), hosts: newHosts(maxPerHost),
	}
	if t.userAgent == "" {
		t.userAgent = defaultAgent
	}
	if t.now == nil {
		t.now = time.Now
	}
	t.dialer = &net.Dialer{Timeout: limits.connect, Control: t.control}
	t.wire = &http.Transport{
		Proxy:                  nil, // a proxy would connect in our place, past the guard
		DialContext:            t.dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    limits.tls,
		ResponseHeaderTimeout:  limits.header,
		MaxResponseHeaderBytes: maxHeaderBytes,
		DisableCompression:     true, // readBody decompresses, within its limit
		ForceAttemptHTTP2:      true,
		HTTP2:                  &http.HTTP2Config{MaxReceiveBufferPerStream: maxStreamBuffer},
		MaxIdleConns:           maxIdle,
		MaxIdleConnsPerHost:    maxIdlePerHost,
		IdleConnTimeout:        idleTimeout,
	}
	return t
}

// Close drops idle connections. Requests under way go on.
func (t *Transport) Close() { t.wire.CloseIdleConnections() }

// request builds one hop, see exchange.
func (t *Transport) request(ctx context.Context, method string, at *url.URL, body io.Reader) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, at.String(), body)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRefusedAddress, err)
	}
	req.Header.Set("User-Agent", t.userAgent)
	return req, nil
}

// exchange sends a request, signed last of all, and reads its answer, all while it is our turn at the host.
func (t *Transport) exchange(req *http.Request, signer Signer, digest string, read func(*http.Response) ([]byte, error)) (*Response, error) {
	release, err := t.hosts.acquire(req.Context(), req.URL.Host)
	if err != nil {
		return nil, err
	}
	defer release()
	if signer != nil {
		if err := signer.SignRequest(req, digest, t.now()); err != nil {
			return nil, err
		}
	}
	res, err := t.wire.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close() //nolint:errcheck // whatever is left of the body is not wanted
	if len(res.Header.Values("Content-Type")) > 1 {
		res.Header.Del("Content-Type") // readers would choose differently
	}
	body, err := read(res)
	if err != nil {
		return nil, err
	}
	return &Response{Status: res.StatusCode, Header: res.Header, FinalURL: req.URL.String(), Body: body,
		RetryAfter: retryAfter(res.Header, t.now())}, nil
}
