package settings

import "pamphlet/blog/dashboard/desk"

// storeIcon is the picture a form asks for: a new one, none, or the present one.
func (d pages) storeIcon(v *desk.Visit, present int64) (int64, error) {
	file := v.Sent.File("picture")
	if file == nil {
		if v.Sent.Get("remove_picture") != "" {
			return 0, nil
		}
		return present, nil
	}
	m, err := d.Service.AddIcon(v.Context(), v.Account.ID, file)
	return m.ID, err
}
