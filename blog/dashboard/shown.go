package dashboard

import (
	"net/http"

	"pamphlet/blog"
)

// showPart answers the editor's script with a part of a text as readers get it: formulas drawn, code highlighted.
func (d *Door) showPart(w http.ResponseWriter, v *visit) error {
	r, err := d.service.Preview(v.Context(), blog.Text{Markdown: v.sent.get("markdown")})
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, map[string]string{"html": r.HTML})
}
