package library

import (
	"net/http"
	"strconv"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// filePage is the page of one file: what is said about it, and where it is shown.
type filePage struct {
	desk.Frame
	File     desk.Picture
	Type     string // in words, like "JPEG"
	Bytes    int64  // of the largest cut
	Wide     int    // pixels of it
	High     int
	Caption  string
	Across   int // where the picture matters most, in hundredths: -100 left to 100 right
	Up       int // -100 at the bottom to 100 at the top
	Uses     []blog.MediaUse
	Problems desk.Problems
}

// pageOf shows a file as it is stored.
func pageOf(m blog.Media) filePage {
	v := m.File()
	if v.Name == "" {
		v = m.Cover(1 << 20)
	}
	return filePage{
		File: desk.PictureOf(m), Type: v.MediaType, Bytes: v.Bytes, Wide: m.Width, High: m.Height, Caption: m.Caption,
		Across: int(m.Focus.X * 100), Up: int(m.Focus.Y * 100),
	}
}

func (d pages) showFile(w http.ResponseWriter, v *desk.Visit) error {
	m, err := d.own(v)
	if err != nil {
		return err
	}
	return d.filePage(w, v, http.StatusOK, m, pageOf(m))
}

// own is the file of the address; one of somebody else is not there.
func (d pages) own(v *desk.Visit) (blog.Media, error) {
	id, err := v.ID("media")
	if err != nil {
		return blog.Media{}, err
	}
	m, err := d.Store.Media(v.Context(), id)
	if err == nil && (m.AccountID != v.Account.ID || m.Kind == blog.Icon) {
		err = blog.ErrNotFound
	}
	return m, err
}

func (d pages) filePage(w http.ResponseWriter, v *desk.Visit, status int, m blog.Media, p filePage) error {
	uses, err := d.Store.UsesOf(v.Context(), v.Account.ID, []blog.Media{m})
	if err != nil {
		return err
	}
	p.Uses = uses[m.ID]
	if p.Frame, err = d.Frame(v, p.File.Name, "media"); err != nil {
		return err
	}
	return d.Render(w, v, status, "one", p)
}

// describe keeps what is said about a file.
func (d pages) describe(w http.ResponseWriter, v *desk.Visit) error {
	m, err := d.own(v)
	if err != nil {
		return err
	}
	across, up := hundredths(v.Sent.Get("across")), hundredths(v.Sent.Get("up"))
	in := blog.Description{Alt: v.Sent.Get("alt"), Caption: v.Sent.Get("caption"), Focus: blog.Focus{X: float64(across) / 100, Y: float64(up) / 100}}
	err = d.Service.DescribeMedia(v.Context(), v.Account.ID, m.ID, in)
	if found := v.ProblemsOf(err); found != nil {
		p := pageOf(m)
		p.File.Alt, p.Caption, p.Across, p.Up, p.Problems = in.Alt, in.Caption, across, up, found
		return d.filePage(w, v, desk.StatusOf(err), m, p)
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/media/%d?done=described", m.ID)
}

// hundredths is a number from a slider; what is none is the middle.
func hundredths(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return min(max(n, -100), 100)
}

// replace puts another file in the place of one.
func (d pages) replace(w http.ResponseWriter, v *desk.Visit) error {
	m, err := d.own(v)
	if err != nil {
		return err
	}
	up, err := upload(v)
	if err == nil {
		_, err = d.Service.ReplaceMedia(v.Context(), v.Account.ID, m.ID, up)
	}
	if found := v.ProblemsOf(err); found != nil {
		p := pageOf(m)
		p.Problems = found
		return d.filePage(w, v, desk.StatusOf(err), m, p)
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/media/%d?done=replaced", m.ID)
}
