package dashboard

import (
	"net/http"
	"strconv"
	"time"

	"pamphlet/blog"
)

// historyPage lists the former texts of an article, and shows one beside the present text.
type historyPage struct {
	frame
	Article int64
	Heading string
	Version int64 // of the present text
	SavedAt time.Time
	Rows    []historyRow
	Shown   *historyRow
	Lines   []diffLine // "+" is only in the present text, "-" only in the former one
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

func (d *Door) showHistory(w http.ResponseWriter, v *visit) error {
	id, err := v.id("article")
	if err != nil {
		return err
	}
	a, saved, err := d.service.Draft(v.Context(), v.account.ID, id)
	if err != nil {
		return err
	}
	p := historyPage{Article: id, Heading: titleOf(saved.Text), Version: saved.Version, SavedAt: saved.SavedAt}
	list, err := d.store.RevisionsOf(v.Context(), id, maxHistory)
	if err != nil {
		return err
	}
	asked := number(v.URL.Query().Get("revision"))
	for _, r := range list {
		p.Rows = append(p.Rows, historyRow{ID: r.ID, At: r.At, Author: r.Author, Public: a.State == blog.Published && r.ID == a.Published.RevisionID, Current: r.ID == asked})
	}
	if asked != 0 {
		if err := d.compare(v, &p, saved, asked); err != nil {
			return err
		}
	}
	if p.frame, err = d.frame(v, "History: "+p.Heading, "articles"); err != nil {
		return err
	}
	return d.render(w, http.StatusOK, "history", p)
}

// compare puts a former text beside the present one.
func (d *Door) compare(v *visit, p *historyPage, saved blog.WorkingCopy, revision int64) error {
	r, err := d.service.Revision(v.Context(), v.account.ID, p.Article, revision)
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
	p.Lines = diffLines(lines(present.Markdown), lines(former.Markdown))
	p.Fields = fieldChanges(present, former)
	return nil
}

// restore saves a former text again.
func (d *Door) restore(w http.ResponseWriter, v *visit) error {
	id, err := v.id("article")
	if err != nil {
		return err
	}
	_, err = d.service.Restore(v.Context(), v.account.ID, id, number(v.sent.get("revision")), number(v.sent.get("version")))
	if blog.CodeOf(err) == blog.Conflict { // somebody writes at this moment: look again
		return seeOther(w, v, "%s/history?revision=%s", articlePath(id), strconv.FormatInt(number(v.sent.get("revision")), 10))
	}
	if err != nil {
		return err
	}
	return seeOther(w, v, "%s?done=restored", articlePath(id))
}
