package dashboard

import (
	"net/http"
	"strings"

	"pamphlet/blog"
)

// receiptPage says what became of an article at each server.
type receiptPage struct {
	frame
	ID       int64
	Heading  string
	Arrived  int
	Waiting  int
	Refused  int
	Away     int
	Receipts []blog.Receipt // trouble first
}

// showReceipt shows how far a published article came.
func (d *Door) showReceipt(w http.ResponseWriter, v *visit) error {
	id, err := v.id("article")
	if err != nil {
		return err
	}
	_, saved, err := d.service.Draft(v.Context(), v.account.ID, id)
	if err != nil {
		return err
	}
	p := receiptPage{ID: id, Heading: titleOf(saved.Text)}
	if p.Receipts, err = d.store.Receipts(v.Context(), id); err != nil {
		return err
	}
	for i, r := range p.Receipts {
		switch r.State {
		case blog.Arrived:
			p.Arrived++
		case blog.Waiting:
			p.Waiting++
		case blog.RefusedReceipt:
			p.Refused++
		case blog.Away:
			p.Away++
		}
		p.Receipts[i].Answer = strings.TrimSpace(r.Answer)
	}
	if p.frame, err = d.frame(v, "Where it went", "articles"); err != nil {
		return err
	}
	return d.render(w, http.StatusOK, "receipt", p)
}
