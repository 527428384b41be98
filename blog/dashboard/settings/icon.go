package settings

import (
	"io"

	"pamphlet/blog/dashboard/desk"
)

// storeIcon is the picture a form asks for: a new one, none, or the present one.
func (d pages) storeIcon(v *desk.Visit, present int64) (int64, error) {
	file, chosen, err := v.Sent.File("picture")
	if err != nil {
		return 0, err
	}
	if !chosen {
		if v.Sent.Get("remove_picture") != "" {
			return 0, nil
		}
		return present, nil
	}
	m, err := d.Service.AddIcon(v.Context(), v.Account.ID, io.Reader(file))
	return m.ID, err
}
