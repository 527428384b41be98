package desk

import (
	"context"
	"crypto/subtle"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/content/words"
)

// Visit is one request with what is known about it.
type Visit struct {
	*http.Request
	Account blog.Account    // zero for somebody who is not signed in
	Words   *words.Language // what the desk speaks with them
	token   string          // of this session's forms
	Sent    Form            // of a POST
}

func newVisit(r *http.Request) *Visit { return &Visit{Request: r, Words: wanted(blog.Account{}, r)} }

// SignedIn says whether it is known who asks.
func (v *Visit) SignedIn() bool { return v.Account.ID != 0 }

// Handler answers a visit, or returns an error for the door's error page.
type Handler func(w http.ResponseWriter, v *Visit) error

// Open makes a handler for everybody.
func (d *Desk) Open(h Handler) http.HandlerFunc {
	return d.answer(func(w http.ResponseWriter, v *Visit, unknown error) error {
		if unknown != nil && v.Method == http.MethodPost {
			return errStore
		}
		return h(w, v) // reading works for a stranger all the same
	})
}

// SignedIn makes a handler for people who signed in. Everybody else is asked to, and keeps what they sent.
func (d *Desk) SignedIn(h Handler) http.HandlerFunc {
	return d.answer(func(w http.ResponseWriter, v *Visit, unknown error) error {
		switch {
		case unknown != nil:
			return errStore
		case !v.SignedIn() && (WantsMarkdown(v.Request) || WantsJSON(v.Request)):
			return errSignedOut
		case !v.SignedIn():
			return d.askToSignIn(w, v)
		case v.Method == http.MethodPost && !v.tokenFits():
			return errStaleForm
		}
		return h(w, v)
	})
}

// answer finds out who asks and what they sent, lets enter answer, and shows its error.
func (d *Desk) answer(enter func(w http.ResponseWriter, v *Visit, unknown error) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := newVisit(r)
		unknown := d.recognise(v)
		if unknown != nil {
			d.Log.Error("reading the session failed", "path", r.URL.Path, "error", unknown)
		}
		var err error
		if r.Method == http.MethodPost {
			// The form is read even where the session could not be: what was typed goes into the answer.
			err = v.readForm(w)
			defer v.Sent.forget()
			if err != nil {
				v.Sent = Form{} // half a form must not be offered to be sent again
			}
		}
		if err == nil {
			err = enter(w, v, unknown)
		}
		if err != nil {
			d.fail(w, v, err)
		}
	}
}

// recognise finds the account of the session, if there is one that still counts.
func (d *Desk) recognise(v *Visit) error {
	ctx, err := d.loadSession(v.Request)
	if err != nil {
		return err
	}
	v.Request = v.WithContext(ctx)
	v.Account, v.token, err = d.sessionAccount(ctx)
	v.Words = wanted(v.Account, v.Request)
	return err
}

func (v *Visit) tokenFits() bool {
	return v.token != "" && subtle.ConstantTimeCompare([]byte(v.Sent.Get("csrf")), []byte(v.token)) == 1
}

// ID is the Number in the path; a word that is none is the id of nothing.
func (v *Visit) ID(name string) (int64, error) {
	id, err := strconv.ParseInt(chi.URLParam(v.Request, name), 10, 64)
	if err != nil || id < 1 {
		return 0, blog.ErrNotFound
	}
	return id, nil
}

// carriedKey finds a form that was carried through the sign-in page in a request's context.
type carriedKey struct{}

// replay answers a form that was sent before its writer had to sign in again. The router sees a
// POST to path, as it would have been with the session in place.
func (d *Desk) replay(w http.ResponseWriter, v *Visit, path string, sent Form) {
	ctx := context.WithValue(v.Context(), chi.RouteCtxKey, nil)
	ctx = context.WithValue(ctx, carriedKey{}, sent)
	r := v.Clone(ctx)
	r.Method, r.URL.Path, r.URL.RawPath, r.URL.RawQuery, r.Body = http.MethodPost, path, "", "", http.NoBody
	d.router.ServeHTTP(w, r)
}

// SeeOther leads on after a POST.
func SeeOther(w http.ResponseWriter, v *Visit, format string, args ...any) error {
	http.Redirect(w, v.Request, fmt.Sprintf(format, args...), http.StatusSeeOther)
	return nil
}

// BackTo is the page of the desk from which a form was opened or sent.
func (v *Visit) BackTo(otherwise string) string {
	back := v.Sent.Get("back")
	if v.Method == http.MethodGet {
		back = v.URL.Query().Get("back")
	}
	if back != "" && deskPath(back) == back {
		return back
	}
	return otherwise
}

// DoneAt is a page that says what was done.
func DoneAt(path, done string) string {
	if strings.Contains(path, "?") {
		return path + "&done=" + done
	}
	return path + "?done=" + done
}
