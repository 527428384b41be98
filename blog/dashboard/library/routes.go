package library

import (
	"embed"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog/dashboard/desk"
)

//go:embed templates
var files embed.FS

// pages are those of this room, at the desk.
type pages struct{ *desk.Desk }

// Furnish adds the pages about media.
func Furnish(d *desk.Desk) { d.Add(files, pages{d}.routes) }

// routes are all addresses of this room.
func (d pages) routes(r chi.Router) {
	r.Get("/desk/media", d.SignedIn(d.showMedia))
	r.Post("/desk/media", d.SignedIn(d.addMedia))
	r.Get("/desk/media/{media}", d.SignedIn(d.showFile))
	r.Post("/desk/media/{media}", d.SignedIn(d.describe))
	r.Post("/desk/media/{media}/replace", d.SignedIn(d.replace))
	r.Get("/desk/media/{media}/delete", d.SignedIn(d.confirmDelete))
	r.Post("/desk/media/{media}/delete", d.SignedIn(d.delete))
}
