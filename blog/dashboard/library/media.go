package library

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"unicode/utf8"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
)

// mediaPage is the grid of a person's pictures and other files.
type mediaPage struct {
	desk.Frame
	Words    string // looked for in the descriptions
	Unused   bool   // only those no article shows
	Files    []file
	Older    string
	Newer    string
	Alt      string // as typed, of an upload that was refused
	Problems desk.Problems
}

// file is one of the grid, with the number of articles that show it.
type file struct {
	desk.Picture
	Uses int
}

const (
	filesPerPage = 48
	wordsMax     = 200 // bytes
	unusedState  = "unused"
)

// showMedia shows the grid; the editor's script asks for the same files to choose from.
func (d pages) showMedia(w http.ResponseWriter, v *desk.Visit) error {
	if desk.WantsJSON(v.Request) {
		return d.offerMedia(w, v)
	}
	return d.mediaGrid(w, v, http.StatusOK, mediaPage{})
}

// offered is a file to put into a text.
type offered struct {
	Kind     blog.MediaKind `json:"kind"`
	Small    string         `json:"small"` // address of a small cut; empty for what is no picture
	Name     string         `json:"name"`
	Markdown string         `json:"markdown"`
}

func (d pages) offerMedia(w http.ResponseWriter, v *desk.Visit) error {
	list, _, err := d.chosen(v)
	if err != nil {
		return err
	}
	offer := []offered{}
	for _, p := range desk.Pictures(list) {
		offer = append(offer, offered{Kind: p.Kind, Small: p.Small, Name: cmp.Or(p.Name, v.Text("No words yet")), Markdown: p.Markdown})
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(offer)
}

// chosen are the files of the page that was asked for, and whether there are more.
func (d pages) chosen(v *desk.Visit) (list []blog.Media, more bool, err error) {
	list, err = d.Store.Library(v.Context(), store.MediaFilter{
		AccountID: v.Account.ID, Words: wordsOf(v), Unused: v.URL.Query().Get("state") == unusedState,
		Max: filesPerPage + 1, Skip: (desk.PageNumber(v) - 1) * filesPerPage,
	})
	return list[:min(len(list), filesPerPage)], len(list) > filesPerPage, err
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
		p.Files = append(p.Files, file{shown, len(uses[shown.ID])})
	}
	asked := url.Values{"words": {p.Words}, "state": {v.URL.Query().Get("state")}}
	p.Newer, p.Older = desk.Paging("/desk/media", asked, desk.PageNumber(v), more)
	if p.Frame, err = d.Frame(v, v.Text("Media"), "media"); err != nil {
		return err
	}
	return d.Render(w, v, status, "media", p)
}

// addMedia stores a file. The editor's script asks for the Markdown that shows it.
func (d pages) addMedia(w http.ResponseWriter, v *desk.Visit) error {
	up, err := upload(v)
	var m blog.Media
	if err == nil {
		m, err = d.Service.AddFile(v.Context(), v.Account.ID, up)
	}
	if desk.WantsMarkdown(v.Request) && err == nil {
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		w.WriteHeader(http.StatusCreated)
		_, _ = fmt.Fprint(w, desk.PictureMarkdown(m))
		return nil
	}
	if found := v.ProblemsOf(err); found != nil && !desk.WantsMarkdown(v.Request) {
		return d.mediaGrid(w, v, desk.StatusOf(err), mediaPage{Alt: v.Sent.Get("alt"), Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/media/%d?done=added", m.ID)
}

// upload is the file of a form.
func upload(v *desk.Visit) (blog.Upload, error) {
	sent := v.Sent.File("picture")
	if sent == nil {
		return blog.Upload{}, blog.FieldError("picture", "No file was chosen. Choose one first.")
	}
	return blog.Upload{Content: sent, Size: sent.Size, Name: sent.Name, Alt: v.Sent.Get("alt")}, nil
}
