package desk

import "net/http"

// Confirmation asks before something that cannot be taken back.
type Confirmation struct {
	Frame
	Heading   string
	Sentences []string
	Action    string // the address that does it
	Button    string
	Keep      string // the way back
}

// Confirm shows the question; nav is the entry of the rail it belongs to.
func (d *Desk) Confirm(w http.ResponseWriter, v *Visit, nav string, c Confirmation) (err error) {
	if c.Frame, err = d.Frame(v, c.Heading, nav); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "confirm", c)
}
