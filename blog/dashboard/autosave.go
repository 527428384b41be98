package dashboard

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"pamphlet/blog"
)

// autosaved answers the editor's script.
type autosaved struct {
	Article int64     `json:"article"`
	Version int64     `json:"version"` // on which the next save is based
	SavedAt time.Time `json:"savedAt"`
	Left    problems  `json:"left,omitempty"` // fields that cannot be saved like this, and stayed as they were
}

// overtaken answers the editor's script when somebody saved since: nothing was overwritten, and the script has both
// texts to join.
type overtaken struct {
	Problem string            `json:"problem"`
	Article int64             `json:"article"`
	Version int64             `json:"version"`
	By      string            `json:"by"` // empty: the same person, in another window
	SavedAt time.Time         `json:"savedAt"`
	Fields  map[string]string `json:"fields"` // of the form, as saved
}

// refused answers the editor's script when nothing was saved.
type refused struct {
	Problem string `json:"problem"`
	// After somebody signed in again the page goes on with a new token, if it is theirs.
	Token   string `json:"token,omitempty"`
	Account int64  `json:"account,omitempty"`
}

// wantsJSON tells the editor's script, when it saves, from a form.
func wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// autosave saves what can be saved: a tag that is too long must not keep the text from it.
func (d *Door) autosave(w http.ResponseWriter, v *visit, typed draft) error {
	before, err := d.savedDraft(v, typed.Article)
	if err != nil {
		return err
	}
	left := problems{}
	err = d.storeText(v, &typed)
	for range len(typed.fields()) {
		found := problemsOf(err)
		if found == nil {
			break
		}
		for field, problem := range found {
			if !typed.leave(field, before) {
				return err
			}
			left[field] = problem
		}
		err = d.storeText(v, &typed)
	}
	var conflict *blog.EditConflict
	if errors.As(err, &conflict) {
		return d.answerOvertaken(w, v, typed, conflict.Current)
	}
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, autosaved{Article: typed.Article, Version: typed.Version, SavedAt: typed.SavedAt, Left: left})
}

// savedDraft is the saved working copy of an article; nothing for one that was never saved.
func (d *Door) savedDraft(v *visit, article int64) (draft, error) {
	if article == 0 {
		return draft{}, nil
	}
	a, saved, err := d.service.Draft(v.Context(), v.account.ID, article)
	return draftOf(a, saved), err
}

func (d *Door) answerOvertaken(w http.ResponseWriter, v *visit, typed draft, current blog.WorkingCopy) error {
	by, err := d.savedBy(v, current)
	if err != nil {
		return err
	}
	saved := draftOf(blog.Article{ID: current.ArticleID, BlogID: typed.Blog}, current)
	answer := overtaken{Problem: (&blog.EditConflict{}).Error(), Article: current.ArticleID, Version: current.Version, By: by, SavedAt: current.SavedAt,
		Fields: map[string]string{"cover": strconv.FormatInt(saved.Cover, 10), "visibility": string(blog.Public)}}
	if saved.Unlisted {
		answer.Fields["visibility"] = string(blog.Unlisted)
	}
	for name, value := range saved.fields() {
		answer.Fields[name] = *value
	}
	return answerJSON(w, http.StatusConflict, answer)
}

// savedBy names who saved a working copy; empty for the reader.
func (d *Door) savedBy(v *visit, saved blog.WorkingCopy) (string, error) {
	if saved.AccountID == v.account.ID {
		return "", nil
	}
	other, err := d.store.Account(v.Context(), saved.AccountID)
	return other.DisplayName, err
}

// failScript is the error page of the editor's script.
func failScript(w http.ResponseWriter, v *visit, status int, sentence string, err error) error {
	answer := refused{Problem: sentence}
	if errors.Is(err, errStaleForm) {
		answer.Token, answer.Account = v.token, v.account.ID
	}
	return answerJSON(w, status, answer)
}

func answerJSON(w http.ResponseWriter, status int, answer any) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a browser that went away saves again
	return nil
}
