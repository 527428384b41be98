package talk

import (
	"net/http"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// followersPage shows who follows a blog.
type followersPage struct {
	desk.Frame
	Blog      blog.Blog
	Handle    string
	Blogs     []blog.Blog // to choose from, when there are several
	Total     int
	Hosts     int
	Followers []followerRow
	Older     string
	Newer     string
}

// followerRow is one follower.
type followerRow struct {
	By    someone
	Since time.Time
}

const followersPerPage = 50

// showFollowers shows the followers of the blog named in the address, or of one's own.
func (d pages) showFollowers(w http.ResponseWriter, v *desk.Visit) error {
	blogs, err := d.Store.BlogsOf(v.Context(), v.Account.ID)
	if err != nil {
		return err
	}
	p := followersPage{}
	for _, b := range blogs {
		if name := v.URL.Query().Get("blog"); b.Name == name || (name == "" && p.Blog.ID == 0) {
			p.Blog = b
		}
	}
	if p.Blog.ID == 0 {
		return blog.ErrNotFound
	}
	if len(blogs) > 1 {
		p.Blogs = blogs
	}
	p.Handle = "@" + p.Blog.Name + "@" + d.Host()
	if p.Total, p.Hosts, err = d.Store.FollowerCount(v.Context(), p.Blog.ID); err != nil {
		return err
	}
	page := desk.PageNumber(v)
	list, err := d.Store.Followers(v.Context(), p.Blog.ID, followersPerPage+1, (page-1)*followersPerPage)
	if err != nil {
		return err
	}
	p.Newer, p.Older = desk.Paging("/desk/followers", nil, page, len(list) > followersPerPage)
	for _, address := range []*string{&p.Newer, &p.Older} {
		if *address != "" {
			*address += "&blog=" + p.Blog.Name
		}
	}
	for _, f := range list[:min(len(list), followersPerPage)] {
		p.Followers = append(p.Followers, followerRow{someoneOf(f.Actor), f.Since})
	}
	if p.Frame, err = d.Frame(v, v.Text("Followers"), "followers"); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "followers", p)
}
