package blog

import (
	"errors"
	"fmt"

	"pamphlet/content/words"
)

// Code says what kind of failure an Error is; doors map it to a status in one place.
type Code string

// The codes. Any error that is not an *Error is internal and never shown to people.
const (
	Invalid     Code = "invalid"     // the request cannot be right: 400 or 422
	NotFound    Code = "not_found"   // 404
	Forbidden   Code = "forbidden"   // 403
	Conflict    Code = "conflict"    // somebody else was first: 409
	Gone        Code = "gone"        // was here, will not come back: 410
	Unavailable Code = "unavailable" // try again later: 503
)

// Error is a failure a person may see: Message is a whole sentence in plain words that says what to do.
type Error struct {
	Code    Code
	Field   string // the form field the message belongs to; empty when it is about the whole request
	Message string

	english string // what Message was made of
	values  []any
}

// Error implements error.
func (e *Error) Error() string { return e.Message }

// Errorf makes an *Error with a formatted message.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), english: format, values: args}
}

// FieldError makes an Invalid error about one form field.
func FieldError(field, format string, args ...any) *Error {
	return &Error{Code: Invalid, Field: field, Message: fmt.Sprintf(format, args...), english: format, values: args}
}

// In is the error about a form field.
func (e *Error) In(field string) *Error {
	about := *e
	about.Field = field
	return &about
}

// Say is the sentence of an error in a language of the interface: empty for nil, and for an error that is not for people.
func Say(l *words.Language, err error) string {
	var e *Error
	switch {
	case !errors.As(err, &e):
		return ""
	case e.english == "":
		return l.Text(e.Message)
	}
	return l.Text(e.english, e.values...)
}

// ErrNotFound is what the store answers when nothing has the wanted id or name.
var ErrNotFound = &Error{Code: NotFound, Message: "There is nothing at this address."}

// CodeOf is the code of the first *Error in err's chain; empty for internal errors.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
