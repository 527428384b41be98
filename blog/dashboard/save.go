package dashboard

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"pamphlet/blog"
)

// saveArticle is every button of the editor: it always saves first. "do" says what else is wanted:
// nothing, to publish, or to pass it between a writer and the editors. Pictures that came along are stored before the text that names them.
func (d *Door) saveArticle(w http.ResponseWriter, v *visit) error {
	typed := sentDraft(v.sent)
	if v.URL.Path != "/desk/articles" {
		id, err := v.id("article")
		if err != nil {
			return err
		}
		typed.Article = id
	}
	if !v.sent.values.Has("markdown") {
		return errNotWhole // or half a form would empty the article
	}
	if wantsJSON(v.Request) {
		return d.autosave(w, v, typed)
	}
	err := d.storePictures(v, &typed)
	if err == nil {
		err = d.storeText(v, &typed)
	}
	if err != nil {
		return d.notSaved(w, v, typed, err)
	}
	switch v.sent.get("do") {
	case "publish":
		return d.publish(w, v, typed)
	case "submit", "hand-back", "take-back":
		return d.submit(w, v, typed)
	}
	return seeOther(w, v, "%s?done=saved", articlePath(typed.Article))
}

// publish shows a draft that was just saved to readers.
func (d *Door) publish(w http.ResponseWriter, v *visit, typed draft) error {
	_, err := d.service.Publish(v.Context(), v.account.ID, typed.Article, typed.Version, time.Time{})
	if err == nil {
		return seeOther(w, v, "%s?done=published", articlePath(typed.Article))
	}
	v.again(typed)
	if blog.CodeOf(err) == blog.Forbidden {
		return d.editor(w, v, http.StatusForbidden, editorPage{Draft: typed, Problems: problems{"": err.Error()}})
	}
	return d.notSaved(w, v, typed, err)
}

// again has whatever comes back now sent as the next version of this article.
func (v *visit) again(typed draft) {
	v.sent.values.Set("article", strconv.FormatInt(typed.Article, 10))
	v.sent.values.Set("version", strconv.FormatInt(typed.Version, 10))
}

// notSaved answers with the draft as it was typed.
func (d *Door) notSaved(w http.ResponseWriter, v *visit, typed draft, err error) error {
	var conflict *blog.EditConflict
	if errors.As(err, &conflict) {
		return d.showConflict(w, v, typed, conflict.Current)
	}
	found := problemsOf(err)
	if found == nil {
		return err
	}
	return d.editor(w, v, statusOf(err), editorPage{Draft: typed, Problems: found})
}

// storePictures takes a new cover and a picture for the text, where they came along.
func (d *Door) storePictures(v *visit, typed *draft) error {
	file, ok, err := v.sent.file("cover_file")
	if err != nil {
		return err
	}
	if ok {
		m, err := d.service.AddPicture(v.Context(), v.account.ID, file, typed.CoverAlt)
		if err != nil {
			return at("cover_file", err)
		}
		typed.Cover = m.ID
	}
	file, ok, err = v.sent.file("picture")
	if err != nil || !ok {
		return err
	}
	m, err := d.service.AddPicture(v.Context(), v.account.ID, file, typed.PictureAlt)
	if err != nil {
		return at("picture", err)
	}
	typed.addPicture(m)
	return nil
}

// storeText saves the draft, as a new article where it is none yet.
func (d *Door) storeText(v *visit, typed *draft) error {
	if typed.Article != 0 {
		saved, err := d.service.Save(v.Context(), v.account.ID, typed.Article, typed.Version, typed.text())
		if err == nil {
			typed.Version, typed.SavedAt = saved.Version, saved.SavedAt
		}
		return err
	}
	if typed.Blog == 0 { // a text whose article is gone: its form names no blog
		home, err := d.personalBlog(v)
		if err != nil {
			return err
		}
		typed.Blog = home.ID
	}
	a, saved, err := d.service.Begin(v.Context(), v.account.ID, blog.Beginning{BlogID: typed.Blog, Page: typed.Page, Text: typed.text()})
	if err == nil {
		typed.Article, typed.Version, typed.SavedAt = a.ID, saved.Version, saved.SavedAt
	}
	return err
}

// at moves a message about a picture or its description to the field the file was chosen in.
func at(field string, err error) error {
	var e *blog.Error
	if errors.As(err, &e) && e.Code == blog.Invalid {
		return &blog.Error{Code: e.Code, Field: field, Message: e.Message}
	}
	return err
}
