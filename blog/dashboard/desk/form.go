package desk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"

	"pamphlet/blog"
)

// Limits of one form. A request may be longer than what is kept of it: a person whose picture is
// too large gets their text back, and a sentence with the picture's size.
const (
	maxKept     = 21 << 20 // bytes of files in one form; the picture limit itself is in content/media
	maxText     = 4 << 20  // bytes of all text fields together
	maxFields   = 500
	maxRequest  = 128 << 20
	maxStranger = 32 << 20
)

// Form is what a person sent.
type Form struct {
	values url.Values
	files  map[string]file
}

// file is an uploaded file: kept in memory, since decoding needs many times as much.
type file struct {
	content []byte
	size    int64 // as sent; larger than content when the file was not kept
}

// Get is the value of a field; empty where it was not sent.
func (f Form) Get(name string) string { return f.values.Get(name) }

// Has says whether a field was sent, be it empty.
func (f Form) Has(name string) bool { return f.values.Has(name) }

// Set changes a field in what goes back to its writer.
func (f Form) Set(name, value string) { f.values.Set(name, value) }

// File is the file sent in a field; ok is false when none was chosen.
func (f Form) File(field string) (content io.Reader, ok bool, err error) {
	sent, ok := f.files[field]
	if !ok {
		return nil, false, nil
	}
	if sent.size > int64(len(sent.content)) {
		return nil, true, &blog.Error{Code: blog.Invalid, Field: field, Message: fmt.Sprintf(
			"This picture is %d MB; the limit here is 20 MB. A smaller copy will look the same on a page.", (sent.size+1<<20-1)>>20)}
	}
	return bytes.NewReader(sent.content), true, nil
}

// readForm reads the body once.
// Files of strangers are thrown away as they arrive.
func (v *Visit) readForm(w http.ResponseWriter) error {
	if carried, ok := v.Context().Value(carriedKey{}).(Form); ok {
		v.Sent = carried
		return nil
	}
	v.Sent = Form{values: url.Values{}, files: map[string]file{}}
	limit := int64(maxStranger)
	if v.SignedIn() {
		limit = maxRequest
	}
	v.Body = http.MaxBytesReader(w, v.Body, limit)
	kind, params, err := mime.ParseMediaType(v.Header.Get("Content-Type"))
	switch {
	case err == nil && kind == "multipart/form-data":
		err = v.readParts(params["boundary"])
	default:
		err = v.readFields()
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge
	}
	return err
}

// readFields reads application/x-www-form-urlencoded.
func (v *Visit) readFields() error {
	body, err := io.ReadAll(io.LimitReader(v.Body, maxText+1))
	if err != nil {
		return unreadable(err)
	}
	if len(body) > maxText {
		return errTooLarge
	}
	v.Sent.values, err = url.ParseQuery(string(body))
	return unreadable(err)
}

// readParts reads multipart/form-data.
func (v *Visit) readParts(boundary string) error {
	parts, text, kept := multipart.NewReader(v.Body, boundary), 0, 0
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unreadable(err)
		}
		if n >= maxFields {
			return errTooLarge
		}
		if part.FileName() != "" {
			f, err := readFile(part, v.SignedIn(), maxKept-kept)
			if err != nil {
				return unreadable(err)
			}
			kept += len(f.content)
			v.Sent.files[part.FormName()] = f
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, int64(maxText-text)+1))
		if err != nil {
			return unreadable(err)
		}
		if text += len(value); text > maxText {
			return errTooLarge
		}
		v.Sent.values.Add(part.FormName(), string(value))
	}
}

// readFile keeps a file of at most room bytes, and measures the rest of a larger one.
func readFile(r io.Reader, keep bool, room int) (file, error) {
	if !keep {
		room = 0
	}
	content, err := io.ReadAll(io.LimitReader(r, int64(room)))
	if err != nil {
		return file{}, err
	}
	rest, err := io.Copy(io.Discard, r)
	size := int64(len(content)) + rest
	if rest > 0 {
		content = nil
	}
	return file{content: content, size: size}, err
}

// unreadable is the error of a body that no browser sends.
func unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return ErrNotWhole
}
