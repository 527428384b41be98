package settings

import (
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// seriesPage is all series of a blog with their parts.
type seriesPage struct {
	desk.Frame
	Blog     blog.Blog
	Series   []seriesRow
	Problems desk.Problems
}

// seriesRow is one of them, as it is typed where it was refused.
type seriesRow struct {
	blog.Series
	Parts []blog.SeriesPart
	Wrong string
}

func (d pages) showSeries(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	return d.seriesList(w, v, http.StatusOK, b, seriesRow{})
}

// seriesList shows them; typed is what was refused.
func (d pages) seriesList(w http.ResponseWriter, v *desk.Visit, status int, b blog.Blog, typed seriesRow) error {
	p := seriesPage{Blog: b}
	all, err := d.Store.SeriesOfBlog(v.Context(), b.ID)
	if err != nil {
		return err
	}
	for _, s := range all {
		row := seriesRow{Series: s}
		if s.ID == typed.ID {
			row.Title, row.Description, row.Wrong = typed.Title, typed.Description, typed.Wrong
		}
		if row.Parts, err = d.Store.SeriesParts(v.Context(), s.ID); err != nil {
			return err
		}
		p.Series = append(p.Series, row)
	}
	if p.Frame, err = d.Frame(v, v.Text("Series"), "blog"); err != nil {
		return err
	}
	return d.Render(w, v, status, "series", p)
}

// changeSeries is every button of the page.
func (d pages) changeSeries(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	id := desk.Number(v.Sent.Get("series"))
	typed := seriesRow{Series: blog.Series{ID: id, Title: v.Sent.Get("title"), Description: v.Sent.Get("description")}}
	done := "saved"
	switch {
	case v.Sent.Get("up") != "":
		err = d.Service.MoveInSeries(v.Context(), v.Account.ID, id, desk.Number(v.Sent.Get("up")))
	case v.Sent.Get("do") == "delete":
		err, done = d.Service.DeleteSeries(v.Context(), v.Account.ID, id), "deleted"
	default:
		err = d.Service.UpdateSeries(v.Context(), v.Account.ID, id, typed.Title, typed.Description)
	}
	if found := v.ProblemsOf(err); found != nil {
		typed.Wrong = err.Error()
		return d.seriesList(w, v, desk.StatusOf(err), b, typed)
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/blogs/%s/series?done=%s", b.Name, done)
}
