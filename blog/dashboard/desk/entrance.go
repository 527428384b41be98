package desk

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
)

// entrance are the addresses for people who have not signed in yet, and those of style sheets and scripts.
func (d *Desk) entrance(r chi.Router) {
	r.NotFound(d.Open(func(http.ResponseWriter, *Visit) error { return blog.ErrNotFound }))
	r.MethodNotAllowed(d.Open(func(http.ResponseWriter, *Visit) error { return errMethod }))

	r.Get("/welcome", d.Open(d.showWelcome))
	r.Post("/welcome", d.Open(d.createOwner))
	r.Get("/sign-in", d.Open(d.showSignIn))
	r.Post("/sign-in", d.Open(d.signIn))
	r.Post("/sign-out", d.SignedIn(d.signOut))
	r.Handle(assetsPrefix+"*", d.assets)
}
