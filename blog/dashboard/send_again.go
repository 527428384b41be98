package dashboard

import "net/http"

// sendAgain gives an article once more to the server the form names, or to all that do not have it.
func (d *Door) sendAgain(w http.ResponseWriter, v *visit) error {
	id, err := v.id("article")
	if err != nil {
		return err
	}
	if !v.sent.values.Has("host") {
		return errNotWhole // or half a form would send to everybody
	}
	if err := d.service.SendAgain(v.Context(), v.account.ID, id, v.sent.get("host")); err != nil {
		return err
	}
	return seeOther(w, v, "%s/receipt?done=again", articlePath(id))
}
