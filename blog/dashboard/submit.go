package dashboard

import (
	"errors"
	"net/http"
	"time"

	"pamphlet/blog"
)

// handedBack is what an editor said about an article.
type handedBack struct {
	Editor string
	Note   string
	At     time.Time
}

// handedBack is for a writer who has the article again; nil where there is nothing to say.
func (d *Door) handedBack(v *visit, a blog.Article) (*handedBack, error) {
	said, editor, err := d.store.HandedBack(v.Context(), a.ID)
	if errors.Is(err, blog.ErrNotFound) {
		return nil, nil //nolint:nilnil // that nobody said anything is an answer
	}
	return &handedBack{Editor: editor, Note: said.Note, At: said.At}, err
}

// submit passes a draft that was just saved to the editors, or back to its writer.
func (d *Door) submit(w http.ResponseWriter, v *visit, typed draft) error {
	do, next, err := v.sent.get("do"), articlePath(typed.Article), error(nil)
	switch do {
	case "submit":
		do, err = "submitted", d.service.Submit(v.Context(), v.account.ID, typed.Article, typed.Version)
	case "take-back":
		do, err = "taken", d.service.HandBack(v.Context(), v.account.ID, typed.Article, "")
	default: // and then it is nobody's but its writer's
		do, next, err = "handed", "/desk", d.service.HandBack(v.Context(), v.account.ID, typed.Article, typed.Note)
	}
	if err == nil {
		return seeOther(w, v, "%s", doneAt(next, do))
	}
	v.again(typed)
	var conflict *blog.EditConflict
	if found := refusalOf(err); found != nil && !errors.As(err, &conflict) {
		return d.editor(w, v, statusOf(err), editorPage{Draft: typed, Problems: found})
	}
	return d.notSaved(w, v, typed, err)
}
