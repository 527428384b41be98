package transport

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// readBody reads at most limit bytes of the wire, and decompresses them to at most limit bytes.
func readBody(res *http.Response, limit int64) ([]byte, error) {
	if res.ContentLength > limit {
		return nil, fmt.Errorf("%w: it announces %d bytes, the limit is %d", ErrTooLarge, res.ContentLength, limit)
	}
	wire := &io.LimitedReader{R: res.Body, N: limit + 1}
	var body []byte
	var err error
	switch encoding := strings.ToLower(strings.Join(res.Header.Values("Content-Encoding"), ",")); encoding {
	case "", "identity":
		body, err = io.ReadAll(wire)
	case "gzip", "x-gzip":
		body, err = unzip(wire, limit)
	default:
		return nil, fmt.Errorf("%w: %.40q was not asked for", ErrEncoding, encoding)
	}
	if int64(len(body)) > limit || wire.N <= 0 {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	return body, nil
}

func unzip(wire io.Reader, limit int64) ([]byte, error) {
	var body []byte
	reader, err := gzip.NewReader(wire)
	if err == nil {
		// One member is the body. A stream of empty ones would cost much work for nothing.
		reader.Multistream(false)
		body, err = io.ReadAll(io.LimitReader(reader, limit+1))
	}
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) {
		err = fmt.Errorf("%w: %w", ErrEncoding, err)
	}
	return body, err
}
