package writing

import (
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// showPart answers the editor's script with a part of a text as readers get it: formulas drawn, code highlighted.
func (d pages) showPart(w http.ResponseWriter, v *desk.Visit) error {
	r, err := d.Service.Preview(v.Context(), blog.Text{Markdown: v.Sent.Get("markdown")})
	if err != nil {
		return err
	}
	return desk.AnswerJSON(w, http.StatusOK, map[string]string{"html": r.HTML})
}
