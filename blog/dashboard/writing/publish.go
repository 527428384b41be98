package writing

import (
	"errors"
	"net/http"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// publishPage is what a writer looks at before readers do: what goes out, when, and how it will look elsewhere.
type publishPage struct {
	editorPage
	Notes     []note
	Followers int
	Servers   int
	Later     bool   // not now
	At        string // when, as its field takes it; UTC
	Looks     lookPage
}

// atForm is how a browser writes a time without its zone.
const atForm = "2006-01-02T15:04"

func (d pages) showPublish(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	a, saved, err := d.Service.Draft(v.Context(), v.Account.ID, id)
	if err != nil {
		return err
	}
	p := publishPage{editorPage: editorPage{Draft: draftOf(a, saved)}}
	if a.State == blog.Scheduled {
		p.Later, p.At = true, a.PublishedAt.Format(atForm)
	}
	return d.publishForm(w, v, http.StatusOK, p)
}

// publishForm shows p.Draft before it goes out.
func (d pages) publishForm(w http.ResponseWriter, v *desk.Visit, status int, p publishPage) error {
	if err := d.fill(v, &p.editorPage); err != nil {
		return err
	}
	p.Title = v.Text("Publish: %s", v.TitleOf(p.Draft.Title))
	rendering, err := d.Service.Preview(v.Context(), p.Draft.text())
	if found := v.ProblemsOf(err); found != nil { // the form says what is wrong
		err = nil
	}
	if err != nil {
		return err
	}
	p.Notes = notesOn(v, p.Draft, rendering)
	if p.At == "" {
		p.At = d.Now().Add(24 * time.Hour).Truncate(time.Hour).Format(atForm)
	}
	if p.Followers, p.Servers, err = d.Store.FollowerCount(v.Context(), p.Draft.Blog); err != nil {
		return err
	}
	if d.Fediverse != nil {
		u := unsaved{draft: p.Draft}
		if err := d.placed(v, &u); err != nil {
			return err
		}
		if p.Looks, err = d.looks(v, u, rendering); err != nil {
			return err
		}
	}
	return d.Render(w, v, status, "publish", p)
}

// publish shows a draft that was just saved to readers, now or at its time.
func (d pages) publish(w http.ResponseWriter, v *desk.Visit, typed draft) error {
	at, err := timeIn(v.Sent)
	var a blog.Article
	if err == nil {
		a, err = d.Service.Publish(v.Context(), v.Account.ID, typed.Article, typed.Version, at)
	}
	if err == nil {
		done := "published"
		if a.State == blog.Scheduled {
			done = "scheduled"
		}
		return desk.SeeOther(w, v, "%s?done=%s", desk.ArticlePath(typed.Article), done)
	}
	again(v, typed)
	problems := v.ProblemsOf(err)
	if blog.CodeOf(err) == blog.Forbidden {
		problems = desk.Problems{"": err.Error()}
	}
	var conflict *blog.EditConflict
	switch {
	case problems == nil || errors.As(err, &conflict):
		return d.notSaved(w, v, typed, err)
	case v.Sent.Has("when"):
		p := publishPage{editorPage: editorPage{Draft: typed, Problems: problems}, Later: v.Sent.Get("when") == "later", At: v.Sent.Get("at")}
		return d.publishForm(w, v, desk.StatusOf(err), p)
	}
	return d.editor(w, v, desk.StatusOf(err), editorPage{Draft: typed, Problems: problems})
}

// timeIn reads when an article is to be published; zero for now. The script says what the clock time means where its
// writer is; without it, it is UTC.
func timeIn(f desk.Form) (time.Time, error) {
	if f.Get("when") != "later" {
		return time.Time{}, nil
	}
	if at, err := time.Parse(time.RFC3339, f.Get("instant")); err == nil {
		return at, nil
	}
	at, err := time.Parse(atForm, f.Get("at"))
	if err != nil {
		return at, blog.FieldError("at", "This is no day and time. Write it like %s.", time.Now().UTC().Format(atForm))
	}
	return at, nil
}

func (d pages) unschedule(w http.ResponseWriter, v *desk.Visit, typed draft) error {
	if err := d.Service.Unschedule(v.Context(), v.Account.ID, typed.Article); err != nil {
		return err
	}
	return desk.SeeOther(w, v, "%s?done=unscheduled", desk.ArticlePath(typed.Article))
}
