package settings

import (
	"errors"
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// sitePage is for owners and admins of the whole site.
type sitePage struct {
	desk.Frame
	SiteTitle string
	Home      int64
	Blogs     []blog.Blog
	Problems  desk.Problems
}

func (d pages) showSite(w http.ResponseWriter, v *desk.Visit) error {
	if !v.Account.Role.CanManageSite() {
		return blog.ErrNotFound
	}
	title, err := d.Store.Setting(v.Context(), blog.SettingSiteTitle)
	if err != nil {
		return err
	}
	home, err := d.Store.HomeBlog(v.Context())
	if err != nil && !errors.Is(err, blog.ErrNotFound) {
		return err
	}
	return d.site(w, v, http.StatusOK, sitePage{SiteTitle: title, Home: home.ID})
}

func (d pages) site(w http.ResponseWriter, v *desk.Visit, status int, p sitePage) (err error) {
	if p.Blogs, err = d.Store.Blogs(v.Context()); err != nil {
		return err
	}
	if p.Frame, err = d.Frame(v, v.Text("Site"), "site"); err != nil {
		return err
	}
	return d.Render(w, v, status, "site", p)
}

func (d pages) saveSite(w http.ResponseWriter, v *desk.Visit) error {
	if !v.Account.Role.CanManageSite() {
		return blog.ErrNotFound
	}
	p := sitePage{SiteTitle: v.Sent.Get("site_title"), Home: desk.Number(v.Sent.Get("home"))}
	if p.Home != 0 {
		if _, err := d.Store.Blog(v.Context(), p.Home); err != nil {
			return err
		}
	}
	err := d.Service.UpdateSite(v.Context(), v.Account.ID, p.SiteTitle, p.Home)
	if p.Problems = v.ProblemsOf(err); p.Problems != nil {
		return d.site(w, v, desk.StatusOf(err), p)
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/site?done=saved")
}
