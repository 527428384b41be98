package writing

import (
	"errors"
	"net/http"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// handedBack is what an editor said about an article.
type handedBack struct {
	Editor string
	Note   string
	At     time.Time
}

// handedBack is for a writer who has the article again; nil where there is nothing to say.
func (d pages) handedBack(v *desk.Visit, a blog.Article) (*handedBack, error) {
	said, editor, err := d.Store.HandedBack(v.Context(), a.ID)
	if errors.Is(err, blog.ErrNotFound) {
		return nil, nil //nolint:nilnil // that nobody said anything is an answer
	}
	return &handedBack{Editor: editor, Note: said.Note, At: said.At}, err
}

// submit passes a draft that was just saved to the editors, or back to its writer.
func (d pages) submit(w http.ResponseWriter, v *desk.Visit, typed draft) error {
	do, next, err := v.Sent.Get("do"), desk.ArticlePath(typed.Article), error(nil)
	switch do {
	case "submit":
		do, err = "submitted", d.Service.Submit(v.Context(), v.Account.ID, typed.Article, typed.Version)
	case "take-back":
		do, err = "taken", d.Service.HandBack(v.Context(), v.Account.ID, typed.Article, "")
	default: // and then it is nobody's but its writer's
		do, next, err = "handed", "/desk", d.Service.HandBack(v.Context(), v.Account.ID, typed.Article, typed.Note)
	}
	if err == nil {
		return desk.SeeOther(w, v, "%s", desk.DoneAt(next, do))
	}
	again(v, typed)
	var conflict *blog.EditConflict
	if found := v.RefusalOf(err); found != nil && !errors.As(err, &conflict) {
		return d.editor(w, v, desk.StatusOf(err), editorPage{Draft: typed, Problems: found})
	}
	return d.notSaved(w, v, typed, err)
}
