package library

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"unicode/utf8"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
)

// mediaPage is the grid of a person's pictures.
type mediaPage struct {
	desk.Frame
	Words    string // looked for in the descriptions
	Unused   bool   // only those no article shows
	Pictures []picture
	Older    string
	Newer    string
	Alt      string // as typed, of an upload that was refused
	Problems desk.Problems
	Wrong    int64 // the picture whose description was refused
	Typed    string
}

// picture is one of the grid, with the articles that show it.
type picture struct {
	desk.Picture
	Uses []blog.MediaUse
}

const (
	picturesPerPage = 48
	wordsMax        = 200 // bytes
	unusedState     = "unused"
)

// showMedia shows the grid; the editor's script asks for the same pictures to choose from.
func (d pages) showMedia(w http.ResponseWriter, v *desk.Visit) error {
	if desk.WantsJSON(v.Request) {
		return d.offerMedia(w, v)
	}
	return d.mediaGrid(w, v, http.StatusOK, mediaPage{})
}

// offered is a picture to put into a text.
type offered struct {
	Small    string `json:"small"` // address of a small cut
	Alt      string `json:"alt"`
	Markdown string `json:"markdown"`
}

func (d pages) offerMedia(w http.ResponseWriter, v *desk.Visit) error {
	list, _, err := d.chosen(v)
	if err != nil {
		return err
	}
	offer := []offered{}
	for _, p := range desk.Pictures(list) {
		offer = append(offer, offered{Small: p.Small, Alt: p.Alt, Markdown: p.Markdown})
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(offer)
}

// chosen are the pictures of the page that was asked for, and whether there are more.
func (d pages) chosen(v *desk.Visit) (list []blog.Media, more bool, err error) {
	list, err = d.Store.Library(v.Context(), store.MediaFilter{
		AccountID: v.Account.ID, Words: wordsOf(v), Unused: v.URL.Query().Get("state") == unusedState,
		Max: picturesPerPage + 1, Skip: (desk.PageNumber(v) - 1) * picturesPerPage,
	})
	return list[:min(len(list), picturesPerPage)], len(list) > picturesPerPage, err
}

// wordsOf are the words looked for; none where they are no text.
func wordsOf(v *desk.Visit) string {
	words := v.URL.Query().Get("words")
	if len(words) > wordsMax || !utf8.ValidString(words) {
		return ""
	}
	return words
}

func (d pages) mediaGrid(w http.ResponseWriter, v *desk.Visit, status int, p mediaPage) error {
	list, more, err := d.chosen(v)
	if err != nil {
		return err
	}
	uses, err := d.Store.UsesOf(v.Context(), v.Account.ID, list)
	if err != nil {
		return err
	}
	p.Words, p.Unused = wordsOf(v), v.URL.Query().Get("state") == unusedState
	for _, shown := range desk.Pictures(list) {
		p.Pictures = append(p.Pictures, picture{shown, uses[shown.ID]})
	}
	asked := url.Values{"words": {p.Words}, "state": {v.URL.Query().Get("state")}}
	p.Newer, p.Older = desk.Paging("/desk/media", asked, desk.PageNumber(v), more)
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
