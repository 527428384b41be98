package writing

import (
	"net/http"

	"pamphlet/blog/dashboard/desk"
)

// feature shows an article first in its blog, or does so no more.
func (d pages) feature(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	switch v.Sent.Get("do") {
	case "feature":
		if err := d.Service.Feature(v.Context(), v.Account.ID, id); err != nil {
			return err
		}
		return desk.SeeOther(w, v, "/desk?done=featured")
	case "unfeature":
		if err := d.Service.Unfeature(v.Context(), v.Account.ID, id); err != nil {
			return err
		}
		return desk.SeeOther(w, v, "/desk?done=unfeature")
	}
	return desk.ErrButton
}
