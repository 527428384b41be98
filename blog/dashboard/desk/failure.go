package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"

	"pamphlet/blog"
)

// Failures of this door itself.
var (
	errMethod    = &blog.Error{Code: blog.Invalid, Message: "This address cannot be used that way. Go back and press the button again."}
	errOtherSite = &blog.Error{Code: blog.Forbidden, Message: "This was sent from another website, so nothing was done. If it was you, do it here at your desk."}
	ErrButton    = &blog.Error{Code: blog.Invalid, Message: "This button is not known here. Go back and try again."}
	errStaleForm = &blog.Error{Code: blog.Forbidden, Message: "You have signed in again since this form was opened, so nothing was saved yet."}
	ErrAlone     = &blog.Error{Code: blog.Unavailable, Message: "Other servers cannot be asked from here at the moment."}
	errStore     = &blog.Error{Code: blog.Unavailable, Message: "What is stored here cannot be reached at the moment."}
	ErrNotWhole  = &blog.Error{Code: blog.Invalid, Message: "This form did not arrive whole, so nothing was changed. Go back in your browser, where your text still is, and send it again."}
	errSignedOut = &blog.Error{Code: blog.Forbidden, Message: "You were signed out. Press Save: your text is kept while you sign in again."}
	errTooLarge  = errors.New("the request is too large")
)

// failurePage says what happened and shows the way on; what was typed stands in it.
type failurePage struct {
	Frame
	Heading  string
	Sentence string
	Code     string // for the person who runs the site
	Kept     *keptText
	Again    string // label of the button that sends Kept
}

// fail is the one error page of this door. It must not need the store.
func (d *Desk) fail(w http.ResponseWriter, v *Visit, err error) {
	if errors.Is(err, context.Canceled) && v.Context().Err() != nil {
		return // the person went away
	}
	status, p := d.explain(v, err)
	if WantsJSON(v.Request) {
		if err := failScript(w, v, status, p.Sentence, err); err != nil {
			d.Log.Error("error answer failed", "path", v.URL.Path, "error", err)
		}
		return
	}
	if WantsMarkdown(v.Request) {
		http.Error(w, p.Sentence, status)
		return
	}
	if errors.Is(err, errMethod) {
		w.Header().Set("Allow", "GET, HEAD, POST")
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "30")
	}
	if v.Method == http.MethodPost {
		p.Kept, p.Again = whatWasTyped(v, status)
	}
	p.Frame = d.PlainFrame(v, p.Heading)
	if err := d.Render(w, v, status, "failure", p); err != nil {
		d.Log.Error("error page failed", "path", v.URL.Path, "error", err)
		http.Error(w, p.Sentence, status)
	}
}

// whatWasTyped is what the visitor sent, with the label of the button that sends it again.
func whatWasTyped(v *Visit, status int) (*keptText, string) {
	if was := carried(v.Sent); was != nil && was.Unsent() {
		return was, backLabel(v, was)
	} else if was != nil {
		return was, v.Text("Save it") // signing in failed; the desk asks again
	}
	text := keep(v.URL.Path, v.Sent)
	switch {
	case text == nil:
		return nil, ""
	case status == http.StatusNotFound && !text.HasText():
		return nil, ""
	case status == http.StatusNotFound: // its article is gone, or somebody else's
		text.To = "/desk/articles"
		return text, v.Text("Save it as a new draft")
	case text.Unsent():
		return text, backLabel(v, text)
	case status == http.StatusForbidden:
		return text, v.Text("Save it")
	}
	return text, v.Text("Try again")
}

// backLabel leads to a form whose words are not sent by themselves.
func backLabel(v *Visit, text *keptText) string {
	if text.HasText() {
		return v.Text("Back to my words")
	}
	return v.Text("Go back")
}

func (d *Desk) explain(v *Visit, err error) (int, failurePage) {
	if errors.Is(err, errTooLarge) {
		return http.StatusRequestEntityTooLarge, failurePage{Heading: v.Text("This was too large"),
			Sentence: v.Text("A picture may have 20 MB, another file 200 MB and a text 1 MB, so nothing was changed. Go back in your browser, where your text still is.")}
	}
	if errors.Is(err, errNoRoom) {
		return http.StatusInsufficientStorage, failurePage{Heading: v.Text("There is no room for this file"),
			Sentence: v.Text("The disk of this site is full, so nothing was changed. Go back in your browser, where your text still is, and tell who runs the site.")}
	}
	status := StatusOf(err)
	switch {
	case status == http.StatusNotFound:
		return status, failurePage{Heading: v.Text("There is no page at this address"),
			Sentence: v.Text("It may have been moved or deleted.")}
	case errors.Is(err, errMethod):
		return http.StatusMethodNotAllowed, failurePage{Heading: v.Text("That does not work here"), Sentence: v.Say(err)}
	case errors.Is(err, errStaleForm):
		return status, failurePage{Heading: v.Text("This form is from before"), Sentence: v.Say(err)}
	case status == http.StatusForbidden:
		return status, failurePage{Heading: v.Text("Nothing was done"), Sentence: v.Say(err)}
	case status == http.StatusServiceUnavailable && v.Method != http.MethodPost:
		return status, failurePage{Heading: v.Text("Not at the moment"), Sentence: v.Say(err) + " " + v.Text("Try again in a moment.")}
	case status == http.StatusServiceUnavailable:
		return status, failurePage{Heading: v.Text("Not saved yet"), Sentence: v.Say(err) + " " + v.Text("Try again in a moment.")}
	case status != http.StatusInternalServerError:
		return status, failurePage{Heading: v.Text("That did not work"), Sentence: v.Say(err)}
	}
	code := failureCode()
	d.Log.Error("desk failed", "method", v.Method, "path", v.URL.Path, "account", v.Account.ID, "code", code, "error", err)
	return status, failurePage{Heading: v.Text("Something broke on our side"), Code: code,
		Sentence: v.Text("If it stays broken, give the person who runs this site the code %s.", code)}
}

// StatusOf is the status of an error's code.
func StatusOf(err error) int {
	switch blog.CodeOf(err) {
	case blog.Invalid:
		return http.StatusUnprocessableEntity
	case blog.NotFound:
		return http.StatusNotFound
	case blog.Forbidden:
		return http.StatusForbidden
	case blog.Conflict:
		return http.StatusConflict
	case blog.Gone:
		return http.StatusGone
	case blog.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// StatusOrOK is the same for a page that may have gone well.
func StatusOrOK(err error) int {
	if err == nil {
		return http.StatusOK
	}
	return StatusOf(err)
}

// failureCode is short enough to be read over the telephone: "K4-71".
func failureCode() string {
	text := rand.Text()
	return fmt.Sprintf("%s-%02d", text[:2], (int(text[2])*31+int(text[3]))%100)
}

// Problems are sentences about form fields, by field; "" is about the whole form.
type Problems map[string]string

// ProblemsOf is the sentence an error has for the person at the form; nil when it has none, so
// that the error goes to the error page.
func (v *Visit) ProblemsOf(err error) Problems {
	var e *blog.Error
	if !errors.As(err, &e) || (e.Code != blog.Invalid && (e.Code != blog.Conflict || e.Field == "")) {
		return nil
	}
	return Problems{e.Field: v.Say(e)}
}

// RefusalOf is the same for what also others may refuse: everything a person can read and answer to,
// unless it is that something is not there, or that nothing works at the moment.
func (v *Visit) RefusalOf(err error) Problems {
	var e *blog.Error
	if !errors.As(err, &e) || e.Code == blog.NotFound || e.Code == blog.Unavailable {
		return nil
	}
	return Problems{e.Field: v.Say(e)}
}
