package writing

import (
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// showPart answers the editor's script with a part of a text as readers get it: formulas drawn, code highlighted,
// cards of what is on other sites.
func (d pages) showPart(w http.ResponseWriter, v *desk.Visit) error {
	text := blog.Text{Markdown: v.Sent.Get("markdown")}
	r, err := d.Service.Preview(v.Context(), text)
	if err != nil {
		return err
	}
	if d.Copier != nil && len(r.Remote) > 0 {
		fetched, err := d.Copier.Cards(v.Context(), r.Remote)
		if err != nil {
			return err
		}
		if fetched {
			if r, err = d.Service.Preview(v.Context(), text); err != nil {
				return err
			}
		}
	}
	return desk.AnswerJSON(w, http.StatusOK, map[string]string{"html": r.HTML})
}
