package desk

import (
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
)

// Limits of one form.
const (
	maxText     = 4 << 20 // bytes of all text fields together
	maxFields   = 500
	maxRequest  = 256 << 20
	maxStranger = 32 << 20
)

// Form is what a person sent.
type Form struct {
	values url.Values
	files  map[string]*File
}

// Get is the value of a field; empty where it was not sent.
func (f Form) Get(name string) string { return f.values.Get(name) }

// All are the values of a field that comes several times.
func (f Form) All(name string) []string { return f.values[name] }

// Has says whether a field was sent, be it empty.
func (f Form) Has(name string) bool { return f.values.Has(name) }

// Values are all fields without the token, to be put into an address.
func (f Form) Values() url.Values {
	values := maps.Clone(f.values)
	values.Del("csrf")
	return values
}

// Set changes a field in what goes back to its writer.
func (f Form) Set(name, value string) { f.values.Set(name, value) }

// File is the file sent in a field; nil when none was chosen. It is there until the visit is over.
func (f Form) File(field string) *File { return f.files[field] }

// forget lets go of the files.
func (f Form) forget() {
	for _, sent := range f.files {
		sent.forget()
	}
}

// readForm reads the body once.
// Files of strangers are thrown away as they arrive.
func (v *Visit) readForm(w http.ResponseWriter) error {
	if carried, ok := v.Context().Value(carriedKey{}).(Form); ok {
		v.Sent = carried
		return nil
	}
	v.Sent = Form{values: url.Values{}, files: map[string]*File{}}
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
	parts, text, room := multipart.NewReader(v.Body, boundary), 0, maxKept
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
			f, err := readFile(part, v.SignedIn(), room)
			if err != nil {
				return unreadable(err)
			}
			room -= f.kept
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

// unreadable is the error of a body that no browser sends.
func unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) || errors.Is(err, errNoRoom) {
		return err
	}
	return ErrNotWhole
}
