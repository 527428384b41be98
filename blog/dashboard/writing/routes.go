package writing

import (
	"embed"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog/dashboard/desk"
)

//go:embed templates
var files embed.FS

// pages are those of this room, at the desk.
type pages struct{ *desk.Desk }

// Furnish adds the pages about articles: writing, publishing and what became of them.
func Furnish(d *desk.Desk) { d.Add(files, pages{d}.routes) }

// routes are all addresses of this room.
func (d pages) routes(r chi.Router) {
	r.Get("/desk", d.SignedIn(d.showArticles))
	r.Get("/desk/", d.SignedIn(toArticles))
	r.Get("/desk/articles", d.SignedIn(toArticles))
	r.Get("/desk/articles/new", d.SignedIn(d.newArticle))
	r.Post("/desk/articles", d.SignedIn(d.saveArticle))
	r.Get("/desk/articles/{article}", d.SignedIn(d.editArticle))
	r.Post("/desk/articles/{article}", d.SignedIn(d.saveArticle))
	r.Get("/desk/articles/{article}/publish", d.SignedIn(d.showPublish))
	r.Get("/desk/articles/{article}/links", d.SignedIn(d.deadLinks))
	r.Get("/desk/articles/{article}/withdraw", d.SignedIn(d.confirmWithdraw))
	r.Post("/desk/articles/{article}/withdraw", d.SignedIn(d.withdraw))
	r.Get("/desk/articles/{article}/delete", d.SignedIn(d.confirmDelete))
	r.Post("/desk/articles/{article}/delete", d.SignedIn(d.delete))
	r.Get("/desk/articles/{article}/history", d.SignedIn(d.showHistory))
	r.Post("/desk/articles/{article}/history", d.SignedIn(d.restore))
	r.Post("/desk/articles/{article}/feature", d.SignedIn(d.feature))
	r.Get("/desk/articles/{article}/review", d.SignedIn(d.showReview))
	r.Post("/desk/articles/{article}/review", d.SignedIn(d.share))
	r.Get("/desk/review/{token}", d.Open(d.review))
	r.Get("/desk/articles/{article}/receipt", d.SignedIn(d.showReceipt))
	r.Post("/desk/articles/{article}/receipt", d.SignedIn(d.sendAgain))
	r.Post("/desk/many", d.SignedIn(d.many))
	r.Post("/desk/preview", d.SignedIn(d.preview))
	r.Post("/desk/shown", d.SignedIn(d.showPart))
	r.Get("/desk/suggest", d.SignedIn(d.suggest))
	r.Post("/desk/look", d.SignedIn(d.showLooks))
}
