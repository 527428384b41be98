package dashboard

import "net/http"

// feature shows an article first in its blog, or does so no more.
func (d *Door) feature(w http.ResponseWriter, v *visit) error {
	id, err := v.id("article")
	if err != nil {
		return err
	}
	switch v.sent.get("do") {
	case "feature":
		if err := d.service.Feature(v.Context(), v.account.ID, id); err != nil {
			return err
		}
		return seeOther(w, v, "/desk?done=featured")
	case "unfeature":
		if err := d.service.Unfeature(v.Context(), v.account.ID, id); err != nil {
			return err
		}
		return seeOther(w, v, "/desk?done=unfeature")
	}
	return errButton
}
