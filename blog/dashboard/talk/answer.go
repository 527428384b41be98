package talk

import (
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// answerPage is the form in which the reader writes an answer or changes one.
type answerPage struct {
	desk.Frame
	Heading  string
	To       *quote // what is answered; nil where it is not known here
	Object   string // page of the desk about what is answered; empty where To says it all
	Held     bool   // the reply waits, and will be shown
	Action   string
	Do       string // what its button says
	Button   string // the same in words
	Back     string
	Markdown string
	Problems desk.Problems
}

// quote is what somebody wrote, above the answer to it.
type quote struct {
	By       someone
	Title    string // of the article it is under
	At       time.Time
	Warning  string
	Language string
	HTML     template.HTML
}

func quoteOf(c blog.Comment, title string) *quote {
	return &quote{By: someoneOf(c.Actor), Title: title, At: c.PublishedAt, Warning: c.Warning, Language: c.Language,
		HTML: template.HTML(c.HTML)} //nolint:gosec // sanitised by package content before it was stored
}

// unsent is said over a text that came back through the sign-in page. Nothing goes to other people
// because its writer signed in.
const unsent = "Your words are here. Nothing was sent yet: read them once more, then send them."

func (d pages) showAnswer(w http.ResponseWriter, v *desk.Visit) error {
	p, _, err := d.answering(v)
	if err != nil {
		return err
	}
	return d.answerForm(w, v, http.StatusOK, p)
}

// answering is the empty form for the reply of the path.
func (d pages) answering(v *desk.Visit) (p answerPage, to blog.Target, err error) {
	id, err := v.ID("comment")
	if err != nil {
		return p, to, err
	}
	c, a, err := d.Service.Moderated(v.Context(), v.Account.ID, id)
	if err != nil {
		return p, to, err
	}
	p = answerPage{To: quoteOf(c, a.Published.Title), Held: c.State == blog.CommentHeld, Do: "answer", Button: v.Text("Send answer"),
		Action: "/desk/comments/" + strconv.FormatInt(id, 10) + "/answer", Back: v.BackTo("/desk/comments")}
	p.Heading = v.Text("Answer %s", p.To.By.Name)
	return p, blog.Target{ArticleID: a.ID, CommentID: c.ID}, nil
}

func (d pages) answerForm(w http.ResponseWriter, v *desk.Visit, status int, p answerPage) error {
	frame, err := d.Frame(v, p.Heading, "comments")
	if err != nil {
		return err
	}
	if p.Notice != "" {
		frame.Notice = p.Notice
	}
	p.Frame = frame
	return d.Render(w, v, status, "answer", p)
}

func (d pages) answerComment(w http.ResponseWriter, v *desk.Visit) error {
	p, to, err := d.answering(v)
	if err != nil {
		return err
	}
	p.Markdown = v.Sent.Get("markdown")
	if v.Sent.Get("do") != "answer" {
		p.Notice = v.Text(unsent)
		return d.answerForm(w, v, http.StatusOK, p)
	}
	_, err = d.Service.Answer(v.Context(), v.Account.ID, blog.Answered{Target: to}, p.Markdown)
	if p.Problems = v.RefusalOf(err); p.Problems != nil {
		return d.answerForm(w, v, desk.StatusOf(err), p)
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "%s", desk.DoneAt(p.Back, "answer"))
}

func (d pages) editAnswer(w http.ResponseWriter, v *desk.Visit) error {
	p, err := d.editing(v)
	if err != nil {
		return err
	}
	return d.answerForm(w, v, http.StatusOK, p)
}

// editing is the form with the answer of the path.
func (d pages) editing(v *desk.Visit) (answerPage, error) {
	a, err := d.ownAnswer(v)
	if err != nil {
		return answerPage{}, err
	}
	p := answerPage{Heading: v.Text("Edit your answer"), Do: "save", Button: v.Text("Save changes"), Action: "/desk/answers/" + a.APID,
		Markdown: a.Markdown, Object: findPath(a.InReplyTo), Back: v.BackTo("/desk/comments")}
	c, err := d.Store.CommentByURI(v.Context(), a.InReplyTo)
	switch {
	case err == nil && c.State == blog.CommentShown:
		p.To, p.Object = quoteOf(c, ""), ""
	case err != nil && blog.CodeOf(err) != blog.NotFound:
		return p, err
	}
	return p, nil
}

// ownAnswer is the answer of the path, if the reader wrote it.
func (d pages) ownAnswer(v *desk.Visit) (blog.Answer, error) {
	home, err := d.PersonalBlog(v)
	if err != nil {
		return blog.Answer{}, err
	}
	a, err := d.Store.AnswerByAPID(v.Context(), chi.URLParam(v.Request, "answer"))
	if err == nil && (a.BlogID != home.ID || !a.DeletedAt.IsZero()) {
		err = blog.ErrNotFound
	}
	return a, err
}

// saveAnswer changes the reader's answer, or deletes it.
func (d pages) saveAnswer(w http.ResponseWriter, v *desk.Visit) error {
	p, err := d.editing(v)
	if err != nil {
		return err
	}
	id := chi.URLParam(v.Request, "answer")
	switch v.Sent.Get("do") {
	case "delete":
		if err := d.Service.DeleteAnswer(v.Context(), v.Account.ID, id); err != nil {
			return err
		}
		return desk.SeeOther(w, v, "%s", desk.DoneAt(p.Back, "deleted"))
	case "save":
		p.Markdown = v.Sent.Get("markdown")
		err = d.Service.EditAnswer(v.Context(), v.Account.ID, id, p.Markdown)
		if p.Problems = v.RefusalOf(err); p.Problems != nil {
			return d.answerForm(w, v, desk.StatusOf(err), p)
		}
		if err != nil {
			return err
		}
		return desk.SeeOther(w, v, "%s", desk.DoneAt(p.Back, "changed"))
	}
	if !v.Sent.Has("markdown") {
		return desk.ErrButton
	}
	p.Markdown, p.Notice = v.Sent.Get("markdown"), unsent
	return d.answerForm(w, v, http.StatusOK, p)
}

// answerID is the opaque id of an answer, the last part of its address.
func answerID(uri string) string { return uri[strings.LastIndexByte(uri, '/')+1:] }
