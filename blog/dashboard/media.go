package dashboard

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"pamphlet/blog"
)

// mediaPage is the grid of a person's pictures.
type mediaPage struct {
	frame
	Pictures []picture
	Older    string
	Newer    string
	Alt      string // as typed, of an upload that was refused
	Problems problems
	Wrong    int64 // the picture whose description was refused
	Typed    string
}

// picture is a stored picture as pages of the desk show it.
type picture struct {
	ID       int64
	Alt      string
	Small    string // address of a copy some 480 pixels wide
	Large    string
	Width    int // of the small copy
	Height   int
	Markdown string
	AddedAt  time.Time
}

const picturesPerPage = 48

func (d *Door) showMedia(w http.ResponseWriter, v *visit) error {
	return d.mediaGrid(w, v, http.StatusOK, mediaPage{})
}

func (d *Door) mediaGrid(w http.ResponseWriter, v *visit, status int, p mediaPage) error {
	page := pageNumber(v)
	list, err := d.store.MediaOf(v.Context(), v.account.ID, blog.Picture, picturesPerPage+1, (page-1)*picturesPerPage)
	if err != nil {
		return err
	}
	p.Newer, p.Older = paging("/desk/media", "", page, len(list) > picturesPerPage)
	p.Pictures = pictures(list[:min(len(list), picturesPerPage)])
	if p.frame, err = d.frame(v, "Pictures", "media"); err != nil {
		return err
	}
	return d.render(w, status, "media", p)
}

// addPicture stores a picture. The editor's script asks for the Markdown that shows it.
func (d *Door) addPicture(w http.ResponseWriter, v *visit) error {
	file, chosen, err := v.sent.file("picture")
	if err == nil && !chosen {
		err = blog.FieldError("picture", "No picture was chosen. Choose a file first.")
	}
	var m blog.Media
	if err == nil {
		m, err = d.service.AddPicture(v.Context(), v.account.ID, file, v.sent.get("alt"))
	}
	if wantsMarkdown(v.Request) && err == nil {
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		w.WriteHeader(http.StatusCreated)
		_, _ = fmt.Fprint(w, pictureMarkdown(m))
		return nil
	}
	if found := problemsOf(err); found != nil && !wantsMarkdown(v.Request) {
		return d.mediaGrid(w, v, statusOf(err), mediaPage{Alt: v.sent.get("alt"), Problems: found})
	}
	if err != nil {
		return err
	}
	return seeOther(w, v, "/desk/media?done=added")
}

func (d *Door) setAlt(w http.ResponseWriter, v *visit) error {
	id, err := v.id("media")
	if err != nil {
		return err
	}
	m, err := d.store.Media(v.Context(), id)
	if err == nil && m.AccountID != v.account.ID {
		err = blog.ErrNotFound
	}
	if err != nil {
		return err
	}
	alt := v.sent.get("alt")
	err = d.service.SetAlt(v.Context(), v.account.ID, id, alt)
	if found := problemsOf(err); found != nil {
		return d.mediaGrid(w, v, statusOf(err), mediaPage{Problems: problems{"alt": err.Error()}, Wrong: id, Typed: alt})
	}
	if err != nil {
		return err
	}
	return seeOther(w, v, "/desk/media?done=described#picture-%d", id)
}

// wantsMarkdown tells the editor's script from a form.
func wantsMarkdown(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "text/markdown")
}

func pictures(list []blog.Media) []picture {
	all := make([]picture, 0, len(list))
	for _, m := range list {
		all = append(all, pictureOf(m))
	}
	return all
}

func pictureOf(m blog.Media) picture {
	small := smallest(m, 480)
	return picture{ID: m.ID, Alt: m.Alt, Small: mediaURL(small), Large: mediaURL(widest(m)),
		Width: small.Width, Height: small.Height, Markdown: pictureMarkdown(m), AddedAt: m.CreatedAt}
}

func mediaURL(v blog.MediaVariant) string {
	if v.Name == "" {
		return ""
	}
	return "/media/" + v.Name
}

// cardKind is the cut for link previews: 1200 by 630, so not the picture's own shape.
const cardKind = "card"

// widest is the variant that stands for the picture in a text.
func widest(m blog.Media) blog.MediaVariant {
	var best blog.MediaVariant
	for _, v := range m.Variants {
		if v.Kind != cardKind && v.MediaType != "image/webp" && v.Width > best.Width {
			best = v
		}
	}
	return best
}

// smallest is the smallest variant at least as wide as asked for, or else the widest.
func smallest(m blog.Media, width int) blog.MediaVariant {
	best := widest(m)
	for _, v := range m.Variants {
		if v.Kind != cardKind && v.Width >= width && v.Width < best.Width {
			best = v
		}
	}
	return best
}
