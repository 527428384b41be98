package settings

import (
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

func (d pages) confirmDeletePublication(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	if b.Kind != blog.Publication {
		return blog.ErrNotFound
	}
	articles, err := d.Store.CountInBlog(v.Context(), b.ID)
	if err != nil {
		return err
	}
	followers, _, err := d.Store.FollowerCount(v.Context(), b.ID)
	if err != nil {
		return err
	}
	sentences := []string{v.Text("Its pages and feeds disappear at once. Other servers are asked to delete their copies and the publication itself; most do within minutes.")}
	if articles > 0 {
		sentences = append(sentences, v.Count(articles, "%d article disappears with it.", "%d articles disappear with it."))
	}
	if followers > 0 {
		sentences = append(sentences, v.Count(followers, "%d follower cannot be brought back.", "%d followers cannot be brought back."))
	}
	return d.Confirm(w, v, "blog", desk.Confirmation{
		Heading: v.Text("Delete “%s”?", b.Title), Button: v.Text("Delete for good"), Keep: "/desk/blogs/" + b.Name + "/settings",
		Action: "/desk/blogs/" + b.Name + "/delete",
		Sentences: append(sentences,
			v.Text("No words are lost: everything goes back to the desks of those who wrote it, and can be published again on their own blogs."),
			v.Text("The name @%s is never given to anybody again.", b.Name)),
	})
}

func (d pages) deletePublication(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	if err := d.Service.DeletePublication(v.Context(), v.Account.ID, b.ID); err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk?done=deleted")
}
