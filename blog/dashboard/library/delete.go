package library

import (
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

func (d pages) confirmDelete(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("media")
	if err != nil {
		return err
	}
	m, err := d.Store.Media(v.Context(), id)
	if err == nil && m.AccountID != v.Account.ID {
		err = blog.ErrNotFound
	}
	if err != nil {
		return err
	}
	name := m.Alt
	if name == "" {
		name = "without words"
	}
	return d.Confirm(w, v, "media", desk.Confirmation{
		Heading: "Delete the picture “" + name + "”?", Button: "Delete for good", Keep: "/desk/media", Action: v.URL.Path,
		Sentences: []string{"No article shows it any more. Former texts in the history, and copies on other servers, may."},
	})
}

func (d pages) deletePicture(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("media")
	if err != nil {
		return err
	}
	err = d.Service.DeleteMedia(v.Context(), v.Account.ID, id)
	if found := desk.ProblemsOf(err); found != nil {
		return d.mediaGrid(w, v, desk.StatusOf(err), mediaPage{Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/media?done=deleted")
}
