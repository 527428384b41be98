package settings

import (
	"io"
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/themes"
)

func (d pages) addTheme(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	if d.Looks == nil {
		return blog.ErrNotFound
	}
	file := v.Sent.File("archive")
	if file == nil {
		return d.look(w, v, http.StatusUnprocessableEntity, lookPage{Blog: b, Problems: desk.Problems{"archive": v.Text("Choose the zip of a theme first.")}})
	}
	archive, err := io.ReadAll(io.LimitReader(file, themes.MaxArchive+1))
	if err != nil {
		return err
	}
	if len(archive) > themes.MaxArchive {
		return d.look(w, v, http.StatusUnprocessableEntity, lookPage{Blog: b, Problems: desk.Problems{"archive": v.Text("This archive is too large; a theme has at most 12 MB.")}})
	}
	manifest, faults := d.Looks.CheckArchive(archive)
	if len(faults) > 0 {
		return d.look(w, v, http.StatusUnprocessableEntity, lookPage{Blog: b, Faults: faults, Problems: desk.Problems{"archive": v.Text("This theme cannot be worn yet. What is wrong with it stands below.")}})
	}
	title := manifest.Title
	if title == "" {
		title = manifest.Name
	}
	theme, err := d.Service.AddTheme(v.Context(), v.Account.ID, b.ID, manifest.Name, title, archive)
	if found := v.ProblemsOf(err); found != nil {
		return d.look(w, v, desk.StatusOf(err), lookPage{Blog: b, Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/blogs/%s/look?theme=%s", b.Name, url.QueryEscape(theme.Key()))
}

func (d pages) removeTheme(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	err = d.Service.RemoveTheme(v.Context(), v.Account.ID, b.ID, chi.URLParam(v.Request, "theme"))
	if found := v.ProblemsOf(err); found != nil {
		return d.look(w, v, desk.StatusOf(err), lookPage{Blog: b, Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/blogs/%s/look?done=saved", b.Name)
}

func (d pages) showScreenshot(w http.ResponseWriter, v *desk.Visit) error {
	if d.Looks == nil {
		return blog.ErrNotFound
	}
	theme, err := d.Looks.Theme(v.Context(), chi.URLParam(v.Request, "theme"))
	if err != nil {
		return err
	}
	if theme.Screenshot() == nil {
		return blog.ErrNotFound
	}
	h := w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, max-age=3600")
	_, _ = w.Write(theme.Screenshot()) // a reader who went away is no news
	return nil
}
