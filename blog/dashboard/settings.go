package dashboard

import (
	"errors"
	"io"
	"net/http"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
)

// blogPage is the settings of one blog.
type blogPage struct {
	frame
	Blog     blog.Blog
	Typed    blog.Settings
	Tabs     []blogTab
	Picture  *picture
	Problems problems
}

// profilePage is what a person says of themself.
type profilePage struct {
	frame
	Typed    blog.Profile
	Picture  *picture
	Problems problems
}

func (d *Door) showBlogSettings(w http.ResponseWriter, v *visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	return d.blogSettings(w, v, http.StatusOK, blogPage{Blog: b, Typed: blog.Settings{
		Title: b.Title, Description: b.Description, Language: b.Language, Licence: b.Licence, HoldStrangers: b.HoldStrangers, PictureID: b.PictureID}})
}

// managed is the blog of the path, if its reader may change its settings.
func (d *Door) managed(v *visit) (blog.Blog, error) {
	b, err := d.store.BlogByName(v.Context(), chi.URLParam(v.Request, "blog"))
	if err != nil {
		return b, err
	}
	role, err := d.store.MemberRole(v.Context(), b.ID, v.account.ID)
	if err == nil && !role.Can(blog.ManageBlog) {
		err = blog.ErrNotFound
	}
	return b, err
}

func (d *Door) blogSettings(w http.ResponseWriter, v *visit, status int, p blogPage) error {
	var err error
	if p.frame, err = d.frame(v, "Blog settings", "blog"); err != nil {
		return err
	}
	if p.Tabs, err = d.blogTabs(v, p.Blog); err != nil {
		return err
	}
	if p.Picture, err = d.thumbnail(v, p.Blog.PictureID); err != nil {
		return err
	}
	return d.render(w, status, "blog", p)
}

func (d *Door) saveBlogSettings(w http.ResponseWriter, v *visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	typed := blog.Settings{Title: v.sent.get("title"), Description: v.sent.get("description"),
		Language: v.sent.get("language"), Licence: v.sent.get("licence"), HoldStrangers: v.sent.get("hold_strangers") != ""}
	typed.PictureID, err = d.storeIcon(v, b.PictureID)
	if err == nil {
		err = d.service.UpdateBlog(v.Context(), v.account.ID, b.ID, typed)
	}
	if found := problemsOf(err); found != nil {
		return d.blogSettings(w, v, statusOf(err), blogPage{Blog: b, Typed: typed, Problems: found})
	}
	if err != nil {
		return err
	}
	return seeOther(w, v, "/desk/blogs/%s/settings?done=saved", b.Name)
}

func (d *Door) showProfile(w http.ResponseWriter, v *visit) error {
	return d.profile(w, v, http.StatusOK, profilePage{Typed: blog.Profile{DisplayName: v.account.DisplayName, Bio: v.account.Bio}})
}

func (d *Door) profile(w http.ResponseWriter, v *visit, status int, p profilePage) error {
	var err error
	if p.frame, err = d.frame(v, "Profile", "profile"); err != nil {
		return err
	}
	if p.Picture, err = d.thumbnail(v, v.account.PictureID); err != nil {
		return err
	}
	return d.render(w, status, "profile", p)
}

func (d *Door) saveProfile(w http.ResponseWriter, v *visit) error {
	typed := blog.Profile{DisplayName: v.sent.get("display_name"), Bio: v.sent.get("bio")}
	var err error
	typed.PictureID, err = d.storeIcon(v, v.account.PictureID)
	if err == nil {
		err = d.service.UpdateProfile(v.Context(), v.account.ID, typed)
	}
	if found := problemsOf(err); found != nil {
		return d.profile(w, v, statusOf(err), profilePage{Typed: typed, Problems: found})
	}
	if err != nil {
		return err
	}
	return seeOther(w, v, "/desk/profile?done=saved")
}

// storeIcon is the picture a form asks for: a new one, none, or the present one.
func (d *Door) storeIcon(v *visit, present int64) (int64, error) {
	file, chosen, err := v.sent.file("picture")
	if err != nil {
		return 0, err
	}
	if !chosen {
		if v.sent.get("remove_picture") != "" {
			return 0, nil
		}
		return present, nil
	}
	m, err := d.service.AddIcon(v.Context(), v.account.ID, io.Reader(file))
	return m.ID, err
}

// passwordPage changes the password.
type passwordPage struct {
	frame
	Problems problems
}

func (d *Door) showPassword(w http.ResponseWriter, v *visit) error {
	return d.password(w, v, http.StatusOK, nil)
}

func (d *Door) password(w http.ResponseWriter, v *visit, status int, found problems) (err error) {
	p := passwordPage{Problems: found}
	if p.frame, err = d.frame(v, "Password", "password"); err != nil {
		return err
	}
	return d.render(w, status, "password", p)
}

// changePassword ends all sessions of the account but this one, which goes on under a new token.
func (d *Door) changePassword(w http.ResponseWriter, v *visit) error {
	account, err := d.guess(w, v, v.account.Name, func() (blog.Account, error) {
		return d.service.ChangePassword(v.Context(), v.account.ID, v.sent.get("old"), v.sent.get("password"))
	})
	if errors.Is(err, errTooManyTries) {
		return d.password(w, v, http.StatusTooManyRequests, problems{"": "There were too many tries. Wait ten minutes, then try again."})
	}
	if found := problemsOf(err); found != nil {
		return d.password(w, v, statusOf(err), found)
	}
	if err != nil {
		return err
	}
	if err := d.beginSession(w, v, account); err != nil {
		return err
	}
	return seeOther(w, v, "/desk/password?done=password")
}

// sitePage is for owners and admins of the whole site.
type sitePage struct {
	frame
	SiteTitle string
	Home      int64
	Blogs     []blog.Blog
	Problems  problems
}

func (d *Door) showSite(w http.ResponseWriter, v *visit) error {
	if !v.account.Role.CanManageSite() {
		return blog.ErrNotFound
	}
	title, err := d.store.Setting(v.Context(), blog.SettingSiteTitle)
	if err != nil {
		return err
	}
	home, err := d.store.HomeBlog(v.Context())
	if err != nil && !errors.Is(err, blog.ErrNotFound) {
		return err
	}
	return d.site(w, v, http.StatusOK, sitePage{SiteTitle: title, Home: home.ID})
}

func (d *Door) site(w http.ResponseWriter, v *visit, status int, p sitePage) (err error) {
	if p.Blogs, err = d.store.Blogs(v.Context()); err != nil {
		return err
	}
	if p.frame, err = d.frame(v, "Site", "site"); err != nil {
		return err
	}
	return d.render(w, status, "site", p)
}

func (d *Door) saveSite(w http.ResponseWriter, v *visit) error {
	if !v.account.Role.CanManageSite() {
		return blog.ErrNotFound
	}
	p := sitePage{SiteTitle: v.sent.get("site_title"), Home: number(v.sent.get("home"))}
	if p.Home != 0 {
		if _, err := d.store.Blog(v.Context(), p.Home); err != nil {
			return err
		}
	}
	err := d.service.UpdateSite(v.Context(), v.account.ID, p.SiteTitle, p.Home)
	if p.Problems = problemsOf(err); p.Problems != nil {
		return d.site(w, v, statusOf(err), p)
	}
	if err != nil {
		return err
	}
	return seeOther(w, v, "/desk/site?done=saved")
}
