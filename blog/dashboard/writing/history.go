package writing

import (
	"html/template"
	"net/http"
	"strconv"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/content/difference"
)

// historyPage lists the former texts of an article, and shows one beside the present text.
type historyPage struct {
	desk.Frame
	Article int64
	Heading string
	Version int64 // of the present text
	SavedAt time.Time
	Rows    []historyRow
	Shown   *historyRow
	HTML    template.HTML              // what became of the former text, as readers see it
	Lines   []difference.Piece[string] // the same as Markdown, where that was asked for: "+" is only in the present text
	Source  bool                       // it was
	Fields  []fieldChange
}

// historyRow is one former text.
type historyRow struct {
	ID      int64
	At      time.Time
	Author  string
	Public  bool // readers see this one
	Current bool // it is shown
}

// maxHistory is how many former texts are listed.
const maxHistory = 200

func (d pages) showHistory(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	a, saved, err := d.Service.Draft(v.Context(), v.Account.ID, id)
	if err != nil {
		return err
	}
	p := historyPage{Article: id, Heading: v.TitleOf(saved.Text.Title), Version: saved.Version, SavedAt: saved.SavedAt}
	list, err := d.Store.RevisionsOf(v.Context(), id, maxHistory)
	if err != nil {
		return err
	}
	asked := desk.Number(v.URL.Query().Get("revision"))
	for _, r := range list {
		p.Rows = append(p.Rows, historyRow{ID: r.ID, At: r.At, Author: r.Author, Public: a.State == blog.Published && r.ID == a.Published.RevisionID, Current: r.ID == asked})
	}
	if asked != 0 {
		if err := d.compare(v, &p, saved, asked); err != nil {
			return err
		}
	}
	if p.Frame, err = d.Frame(v, v.Text("History: %s", p.Heading), "articles"); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "history", p)
}

// compare puts a former text beside the present one.
func (d pages) compare(v *desk.Visit, p *historyPage, saved blog.WorkingCopy, revision int64) error {
	r, err := d.Service.Revision(v.Context(), v.Account.ID, p.Article, revision)
	if err != nil {
		return err
	}
	p.Shown = &historyRow{ID: r.ID, At: r.CreatedAt}
	for _, row := range p.Rows {
		if row.Current {
			p.Shown = &row
		}
	}
	former, present := draftOf(blog.Article{}, blog.WorkingCopy{Text: r.Text}), draftOf(blog.Article{}, saved)
	if p.Source = v.URL.Query().Get("as") == "markdown"; p.Source {
		p.Lines = difference.Of(lines(former.Markdown), lines(present.Markdown))
	} else {
		was, err := d.Service.Preview(v.Context(), r.Text)
		if err != nil {
			return err
		}
		is, err := d.Service.Preview(v.Context(), saved.Text)
		if err != nil {
			return err
		}
		p.HTML = template.HTML(difference.HTML(was.HTML, is.HTML)) //nolint:gosec // both are sanitised
	}
	p.Fields = fieldChanges(v, present, former)
	return nil
}

// restore saves a former text again.
func (d pages) restore(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	_, err = d.Service.Restore(v.Context(), v.Account.ID, id, desk.Number(v.Sent.Get("revision")), desk.Number(v.Sent.Get("version")))
	if blog.CodeOf(err) == blog.Conflict { // somebody writes at this moment: look again
		return desk.SeeOther(w, v, "%s/history?revision=%s", desk.ArticlePath(id), strconv.FormatInt(desk.Number(v.Sent.Get("revision")), 10))
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "%s?done=restored", desk.ArticlePath(id))
}
