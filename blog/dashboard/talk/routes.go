package talk

import (
	"embed"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog/dashboard/desk"
)

//go:embed templates
var files embed.FS

// pages are those of this room, at the desk.
type pages struct{ *desk.Desk }

// Furnish adds the pages about the conversation with other servers.
func Furnish(d *desk.Desk) { d.Add(files, pages{d}.routes) }

// routes are all addresses of this room.
func (d pages) routes(r chi.Router) {
	r.Get("/desk/comments", d.SignedIn(d.showComments))
	r.Post("/desk/comments/{comment}", d.SignedIn(d.moderateComment))
	r.Get("/desk/comments/{comment}/answer", d.SignedIn(d.showAnswer))
	r.Post("/desk/comments/{comment}/answer", d.SignedIn(d.answerComment))
	r.Get("/desk/answers/{answer}", d.SignedIn(d.editAnswer))
	r.Post("/desk/answers/{answer}", d.SignedIn(d.saveAnswer))
	r.Get("/desk/followers", d.SignedIn(d.showFollowers))
	r.Get("/desk/following", d.SignedIn(d.showFollowing))
	r.Post("/desk/following", d.SignedIn(d.interact))
	r.Get("/desk/notices", d.SignedIn(d.showNotices))
}
