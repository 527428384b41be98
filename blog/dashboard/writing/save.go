package writing

import (
	"errors"
	"net/http"
	"strconv"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// saveArticle is every button of the editor: it always saves first. "do" says what else is wanted:
// nothing, to publish, or to pass it between a writer and the editors. Pictures that came along are stored before the text that names them.
func (d pages) saveArticle(w http.ResponseWriter, v *desk.Visit) error {
	typed := sentDraft(v.Sent)
	if v.URL.Path != "/desk/articles" {
		id, err := v.ID("article")
		if err != nil {
			return err
		}
		typed.Article = id
	}
	if !v.Sent.Has("markdown") {
		return desk.ErrNotWhole // or half a form would empty the article
	}
	if desk.WantsJSON(v.Request) {
		return d.autosave(w, v, typed)
	}
	err := d.storePictures(v, &typed)
	if err == nil {
		err = d.storeText(v, &typed)
	}
	if err == nil {
		err = d.storeCoAuthors(v, typed.Article)
	}
	if err != nil {
		return d.notSaved(w, v, typed, err)
	}
	switch v.Sent.Get("do") {
	case "review":
		return desk.SeeOther(w, v, "%s/publish", desk.ArticlePath(typed.Article))
	case "publish":
		return d.publish(w, v, typed)
	case "unschedule":
		return d.unschedule(w, v, typed)
	case "submit", "hand-back", "take-back":
		return d.submit(w, v, typed)
	}
	return desk.SeeOther(w, v, "%s?done=saved", desk.ArticlePath(typed.Article))
}

// again has whatever comes back now sent as the next version of this article.
func again(v *desk.Visit, typed draft) {
	v.Sent.Set("article", strconv.FormatInt(typed.Article, 10))
	v.Sent.Set("version", strconv.FormatInt(typed.Version, 10))
}

// notSaved answers with the draft as it was typed.
func (d pages) notSaved(w http.ResponseWriter, v *desk.Visit, typed draft, err error) error {
	var conflict *blog.EditConflict
	if errors.As(err, &conflict) {
		return d.showConflict(w, v, typed, conflict.Current)
	}
	found := v.ProblemsOf(err)
	if found == nil {
		return err
	}
	return d.editor(w, v, desk.StatusOf(err), editorPage{Draft: typed, Problems: found})
}

// storePictures takes a new cover and a picture for the text, where they came along.
func (d pages) storePictures(v *desk.Visit, typed *draft) error {
	if file := v.Sent.File("cover_file"); file != nil {
		m, err := d.Service.AddPicture(v.Context(), v.Account.ID, file, typed.CoverAlt)
		if err != nil {
			return at("cover_file", err)
		}
		typed.Cover = m.ID
	}
	file := v.Sent.File("picture")
	if file == nil {
		return nil
	}
	m, err := d.Service.AddFile(v.Context(), v.Account.ID, blog.Upload{Content: file, Size: file.Size, Name: file.Name, Alt: typed.PictureAlt})
	if err != nil {
		return at("picture", err)
	}
	typed.addPicture(m)
	return nil
}

// storeText saves the draft, as a new article where it is none yet.
func (d pages) storeText(v *desk.Visit, typed *draft) error {
	if typed.Article != 0 {
		saved, err := d.Service.Save(v.Context(), v.Account.ID, typed.Article, typed.Version, typed.text())
		if err == nil {
			typed.Version, typed.SavedAt = saved.Version, saved.SavedAt
		}
		return err
	}
	if typed.Blog == 0 { // a text whose article is gone: its form names no blog
		home, err := d.PersonalBlog(v)
		if err != nil {
			return err
		}
		typed.Blog = home.ID
	}
	a, saved, err := d.Service.Begin(v.Context(), v.Account.ID, blog.Beginning{BlogID: typed.Blog, Page: typed.Page, Text: typed.text()})
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
