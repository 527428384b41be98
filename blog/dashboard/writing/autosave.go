package writing

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// autosaved answers the editor's script.
type autosaved struct {
	Article int64         `json:"article"`
	Version int64         `json:"version"` // on which the next save is based
	SavedAt time.Time     `json:"savedAt"`
	Left    desk.Problems `json:"left,omitempty"` // fields that cannot be saved like this, and stayed as they were
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

// autosave saves what can be saved: a tag that is too long must not keep the text from it.
func (d pages) autosave(w http.ResponseWriter, v *desk.Visit, typed draft) error {
	before, err := d.savedDraft(v, typed.Article)
	if err != nil {
		return err
	}
	left := desk.Problems{}
	err = d.storeText(v, &typed)
	for range len(typed.fields()) {
		found := v.ProblemsOf(err)
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
	if err == nil {
		err = d.storeCoAuthors(v, typed.Article)
	}
	if err != nil {
		return err
	}
	return desk.AnswerJSON(w, http.StatusOK, autosaved{Article: typed.Article, Version: typed.Version, SavedAt: typed.SavedAt, Left: left})
}

// savedDraft is the saved working copy of an article; nothing for one that was never saved.
func (d pages) savedDraft(v *desk.Visit, article int64) (draft, error) {
	if article == 0 {
		return draft{}, nil
	}
	a, saved, err := d.Service.Draft(v.Context(), v.Account.ID, article)
	return draftOf(a, saved), err
}

func (d pages) answerOvertaken(w http.ResponseWriter, v *desk.Visit, typed draft, current blog.WorkingCopy) error {
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
	if saved.Standing {
		answer.Fields["visibility"] = string(blog.Standing)
	}
	for name, value := range saved.fields() {
		answer.Fields[name] = *value
	}
	return desk.AnswerJSON(w, http.StatusConflict, answer)
}

// savedBy names who saved a working copy; empty for the reader.
func (d pages) savedBy(v *desk.Visit, saved blog.WorkingCopy) (string, error) {
	if saved.AccountID == v.Account.ID {
		return "", nil
	}
	other, err := d.Store.Account(v.Context(), saved.AccountID)
	return other.DisplayName, err
}
