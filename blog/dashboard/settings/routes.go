package settings

import (
	"embed"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog/dashboard/desk"
)

//go:embed templates
var files embed.FS

// pages are those of this room, at the desk.
type pages struct{ *desk.Desk }

// Furnish adds the pages about blogs, people and the site.
func Furnish(d *desk.Desk) { d.Add(files, pages{d}.routes) }

// routes are all addresses of this room.
func (d pages) routes(r chi.Router) {
	r.Get("/desk/blogs/{blog}/settings", d.SignedIn(d.showBlogSettings))
	r.Post("/desk/blogs/{blog}/settings", d.SignedIn(d.saveBlogSettings))
	r.Get("/desk/blogs/{blog}/series", d.SignedIn(d.showSeries))
	r.Post("/desk/blogs/{blog}/series", d.SignedIn(d.changeSeries))
	r.Get("/desk/blogs/{blog}/menu", d.SignedIn(d.showMenu))
	r.Post("/desk/blogs/{blog}/menu", d.SignedIn(d.saveMenu))
	r.Get("/desk/blogs/{blog}/look", d.SignedIn(d.showLook))
	r.Post("/desk/blogs/{blog}/look", d.SignedIn(d.saveLook))
	r.Get("/desk/blogs/{blog}/look/try", d.SignedIn(d.tryLook))
	r.Post("/desk/blogs/{blog}/look/try", d.SignedIn(d.trySent))
	r.Post("/desk/blogs/{blog}/themes", d.SignedIn(d.addTheme))
	r.Post("/desk/blogs/{blog}/themes/{theme}/remove", d.SignedIn(d.removeTheme))
	r.Get("/desk/themes/{theme}/screenshot.png", d.SignedIn(d.showScreenshot))
	r.Get("/desk/blogs/{blog}/members", d.SignedIn(d.showMembers))
	r.Post("/desk/blogs/{blog}/members", d.SignedIn(d.changeMembers))
	r.Get("/desk/blogs/{blog}/delete", d.SignedIn(d.confirmDeletePublication))
	r.Post("/desk/blogs/{blog}/delete", d.SignedIn(d.deletePublication))
	r.Post("/desk/invitations/{blog}", d.SignedIn(d.answerInvitation))
	r.Get("/desk/profile", d.SignedIn(d.showProfile))
	r.Post("/desk/profile", d.SignedIn(d.saveProfile))
	r.Get("/desk/password", d.SignedIn(d.showPassword))
	r.Post("/desk/password", d.SignedIn(d.changePassword))
	r.Get("/desk/site", d.SignedIn(d.showSite))
	r.Post("/desk/site", d.SignedIn(d.saveSite))
}
