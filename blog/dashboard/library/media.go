package library

import (
	"fmt"
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// mediaPage is the grid of a person's pictures.
type mediaPage struct {
	desk.Frame
	Pictures []desk.Picture
	Older    string
	Newer    string
	Alt      string // as typed, of an upload that was refused
	Problems desk.Problems
	Wrong    int64 // the picture whose description was refused
	Typed    string
}

const picturesPerPage = 48

func (d pages) showMedia(w http.ResponseWriter, v *desk.Visit) error {
	return d.mediaGrid(w, v, http.StatusOK, mediaPage{})
}

func (d pages) mediaGrid(w http.ResponseWriter, v *desk.Visit, status int, p mediaPage) error {
	page := desk.PageNumber(v)
	list, err := d.Store.MediaOf(v.Context(), v.Account.ID, blog.Picture, picturesPerPage+1, (page-1)*picturesPerPage)
	if err != nil {
		return err
	}
	p.Newer, p.Older = desk.Paging("/desk/media", "", page, len(list) > picturesPerPage)
	p.Pictures = desk.Pictures(list[:min(len(list), picturesPerPage)])
	if p.Frame, err = d.Frame(v, "Pictures", "media"); err != nil {
		return err
	}
	return d.Render(w, status, "media", p)
}

// addPicture stores a picture. The editor's script asks for the Markdown that shows it.
func (d pages) addPicture(w http.ResponseWriter, v *desk.Visit) error {
	file, chosen, err := v.Sent.File("picture")
	if err == nil && !chosen {
		err = blog.FieldError("picture", "No picture was chosen. Choose a file first.")
	}
	var m blog.Media
	if err == nil {
		m, err = d.Service.AddPicture(v.Context(), v.Account.ID, file, v.Sent.Get("alt"))
	}
	if desk.WantsMarkdown(v.Request) && err == nil {
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		w.WriteHeader(http.StatusCreated)
		_, _ = fmt.Fprint(w, desk.PictureMarkdown(m))
		return nil
	}
	if found := desk.ProblemsOf(err); found != nil && !desk.WantsMarkdown(v.Request) {
		return d.mediaGrid(w, v, desk.StatusOf(err), mediaPage{Alt: v.Sent.Get("alt"), Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/media?done=added")
}

func (d pages) setAlt(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("media")
	if err != nil {
		return err
	}
	m, err := d.Store.Media(v.Context(), id)
	if err == nil && m.AccountID != v.Account.ID {
		err = blog.ErrNotFound
	}
	if err != nil {
		return err
	}
	alt := v.Sent.Get("alt")
	err = d.Service.SetAlt(v.Context(), v.Account.ID, id, alt)
	if found := desk.ProblemsOf(err); found != nil {
		return d.mediaGrid(w, v, desk.StatusOf(err), mediaPage{Problems: desk.Problems{"alt": err.Error()}, Wrong: id, Typed: alt})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/media?done=described#picture-%d", id)
}
