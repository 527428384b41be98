package library

import (
	"cmp"
	"net/http"
	"strings"

	"pamphlet/blog/dashboard/desk"
)

func (d pages) confirmDelete(w http.ResponseWriter, v *desk.Visit) error {
	m, err := d.own(v)
	if err != nil {
		return err
	}
	return d.Confirm(w, v, "media", desk.Confirmation{
		Heading: v.Text("Delete “%s”?", cmp.Or(desk.PictureOf(m).Name, v.Text("No words yet"))), Button: v.Text("Delete for good"),
		Keep: strings.TrimSuffix(v.URL.Path, "/delete"), Action: v.URL.Path,
		Sentences: []string{v.Text("No article shows it any more. Former texts in the history may, and other servers may have copies.")},
	})
}

func (d pages) delete(w http.ResponseWriter, v *desk.Visit) error {
	m, err := d.own(v)
	if err != nil {
		return err
	}
	err = d.Service.DeleteMedia(v.Context(), v.Account.ID, m.ID)
	if found := v.ProblemsOf(err); found != nil {
		p := pageOf(m)
		p.Problems = found
		return d.filePage(w, v, desk.StatusOf(err), m, p)
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/media?done=deleted")
}
