package dashboard

import (
	"net/http"

	"pamphlet/blog"
)

func (d *Door) confirmDeletePublication(w http.ResponseWriter, v *visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	if b.Kind != blog.Publication {
		return blog.ErrNotFound
	}
	articles, err := d.store.CountInBlog(v.Context(), b.ID)
	if err != nil {
		return err
	}
	followers, _, err := d.store.FollowerCount(v.Context(), b.ID)
	if err != nil {
		return err
	}
	gone := "Its pages and feeds disappear at once"
	if articles > 0 {
		gone += ", and " + counted(articles, "article") + " with them"
	}
	if followers > 0 {
		gone += ". " + counted(followers, "follower") + " cannot be brought back"
	}
	return d.confirm(w, v, "blog", confirmPage{
		Heading: "Delete “" + b.Title + "”?", Button: "Delete for good", Keep: "/desk/blogs/" + b.Name + "/settings",
		Action: "/desk/blogs/" + b.Name + "/delete",
		Sentences: []string{
			gone + ". Other servers are asked to delete their copies and the publication itself; most do within minutes.",
			"No words are lost: everything goes back to the desks of those who wrote it, and can be published again on their own blogs.",
			"The name @" + b.Name + " is never given to anybody again.",
		},
	})
}

func (d *Door) deletePublication(w http.ResponseWriter, v *visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	if err := d.service.DeletePublication(v.Context(), v.account.ID, b.ID); err != nil {
		return err
	}
	return seeOther(w, v, "/desk?done=deleted")
}
