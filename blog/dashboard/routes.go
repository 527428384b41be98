package dashboard

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"pamphlet/blog"
)

// routes are all addresses of this door. open is for everybody, desk for people who signed in.
func (d *Door) routes() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.GetHead)
	r.NotFound(d.open(func(http.ResponseWriter, *visit) error { return blog.ErrNotFound }))
	r.MethodNotAllowed(d.open(func(http.ResponseWriter, *visit) error { return errMethod }))

	r.Get("/welcome", d.open(d.showWelcome))
	r.Post("/welcome", d.open(d.createOwner))
	r.Get("/sign-in", d.open(d.showSignIn))
	r.Post("/sign-in", d.open(d.signIn))
	r.Post("/sign-out", d.desk(d.signOut))
	r.Handle(assetsPrefix+"*", d.assets)

	r.Get("/desk", d.desk(d.showArticles))
	r.Get("/desk/", d.desk(toArticles))
	r.Get("/desk/articles", d.desk(toArticles))
	r.Get("/desk/articles/new", d.desk(d.newArticle))
	r.Post("/desk/articles", d.desk(d.saveArticle))
	r.Get("/desk/articles/{article}", d.desk(d.editArticle))
	r.Post("/desk/articles/{article}", d.desk(d.saveArticle))
	r.Get("/desk/articles/{article}/withdraw", d.desk(d.confirmWithdraw))
	r.Post("/desk/articles/{article}/withdraw", d.desk(d.withdraw))
	r.Get("/desk/articles/{article}/delete", d.desk(d.confirmDelete))
	r.Post("/desk/articles/{article}/delete", d.desk(d.delete))
	r.Get("/desk/articles/{article}/history", d.desk(d.showHistory))
	r.Post("/desk/articles/{article}/history", d.desk(d.restore))
	r.Post("/desk/articles/{article}/feature", d.desk(d.feature))
	r.Get("/desk/articles/{article}/receipt", d.desk(d.showReceipt))
	r.Post("/desk/articles/{article}/receipt", d.desk(d.sendAgain))
	r.Post("/desk/preview", d.desk(d.preview))
	r.Post("/desk/shown", d.desk(d.showPart))
	r.Get("/desk/suggest", d.desk(d.suggest))
	r.Post("/desk/look", d.desk(d.showLooks))

	r.Get("/desk/comments", d.desk(d.showComments))
	r.Post("/desk/comments/{comment}", d.desk(d.moderateComment))
	r.Get("/desk/comments/{comment}/answer", d.desk(d.showAnswer))
	r.Post("/desk/comments/{comment}/answer", d.desk(d.answerComment))
	r.Get("/desk/answers/{answer}", d.desk(d.editAnswer))
	r.Post("/desk/answers/{answer}", d.desk(d.saveAnswer))
	r.Get("/desk/followers", d.desk(d.showFollowers))
	r.Get("/desk/following", d.desk(d.showFollowing))
	r.Post("/desk/following", d.desk(d.interact))
	r.Get("/desk/notices", d.desk(d.showNotices))
	r.Get("/desk/media", d.desk(d.showMedia))
	r.Post("/desk/media", d.desk(d.addPicture))
	r.Post("/desk/media/{media}", d.desk(d.setAlt))

	r.Get("/desk/blogs/{blog}/settings", d.desk(d.showBlogSettings))
	r.Post("/desk/blogs/{blog}/settings", d.desk(d.saveBlogSettings))
	r.Get("/desk/blogs/{blog}/members", d.desk(d.showMembers))
	r.Post("/desk/blogs/{blog}/members", d.desk(d.changeMembers))
	r.Get("/desk/blogs/{blog}/delete", d.desk(d.confirmDeletePublication))
	r.Post("/desk/blogs/{blog}/delete", d.desk(d.deletePublication))
	r.Post("/desk/invitations/{blog}", d.desk(d.answerInvitation))
	r.Get("/desk/profile", d.desk(d.showProfile))
	r.Post("/desk/profile", d.desk(d.saveProfile))
	r.Get("/desk/password", d.desk(d.showPassword))
	r.Post("/desk/password", d.desk(d.changePassword))
	r.Get("/desk/site", d.desk(d.showSite))
	r.Post("/desk/site", d.desk(d.saveSite))
	return r
}
