package writing

import (
	"net/http"

	"pamphlet/blog/dashboard/desk"
)

// sendAgain gives an article once more to the server the form names, or to all that do not have it.
func (d pages) sendAgain(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	if !v.Sent.Has("host") {
		return desk.ErrNotWhole // or half a form would send to everybody
	}
	if err := d.Service.SendAgain(v.Context(), v.Account.ID, id, v.Sent.Get("host")); err != nil {
		return err
	}
	return desk.SeeOther(w, v, "%s/receipt?done=again", desk.ArticlePath(id))
}
