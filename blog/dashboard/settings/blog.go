package settings

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// blogPage is the settings of one blog.
type blogPage struct {
	desk.Frame
	Blog     blog.Blog
	Typed    blog.Settings
	Tabs     []blogTab
	Picture  *desk.Picture
	Problems desk.Problems
}

func (d pages) showBlogSettings(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	return d.blogSettings(w, v, http.StatusOK, blogPage{Blog: b, Typed: blog.Settings{
		Title: b.Title, Description: b.Description, Language: b.Language, Licence: b.Licence, HoldStrangers: b.HoldStrangers, PictureID: b.PictureID}})
}

// managed is the blog of the path, if its reader may change its settings.
func (d pages) managed(v *desk.Visit) (blog.Blog, error) {
	b, err := d.Store.BlogByName(v.Context(), chi.URLParam(v.Request, "blog"))
	if err != nil {
		return b, err
	}
	role, err := d.Store.MemberRole(v.Context(), b.ID, v.Account.ID)
	if err == nil && !role.Can(blog.ManageBlog) {
		err = blog.ErrNotFound
	}
	return b, err
}

func (d pages) blogSettings(w http.ResponseWriter, v *desk.Visit, status int, p blogPage) error {
	var err error
	if p.Frame, err = d.Frame(v, v.Text("Blog settings"), "blog"); err != nil {
		return err
	}
	if p.Tabs, err = d.blogTabs(v, p.Blog); err != nil {
		return err
	}
	if p.Picture, err = d.Thumbnail(v, p.Blog.PictureID); err != nil {
		return err
	}
	return d.Render(w, v, status, "blog", p)
}

func (d pages) saveBlogSettings(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	typed := blog.Settings{Title: v.Sent.Get("title"), Description: v.Sent.Get("description"),
		Language: v.Sent.Get("language"), Licence: v.Sent.Get("licence"), HoldStrangers: v.Sent.Get("hold_strangers") != ""}
	typed.PictureID, err = d.storeIcon(v, b.PictureID)
	if err == nil {
		err = d.Service.UpdateBlog(v.Context(), v.Account.ID, b.ID, typed)
	}
	if found := v.ProblemsOf(err); found != nil {
		return d.blogSettings(w, v, desk.StatusOf(err), blogPage{Blog: b, Typed: typed, Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/blogs/%s/settings?done=saved", b.Name)
}
