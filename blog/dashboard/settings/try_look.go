package settings

import (
	"errors"
	"maps"
	"net/http"
	"net/url"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/themes"
)

// untriedPage stands where a page would be that a theme cannot make.
type untriedPage struct {
	desk.Frame
	Fault themes.Fault
}

// tryLook is a page of the blog in what the address says.
func (d pages) tryLook(w http.ResponseWriter, v *desk.Visit) error { return d.try(w, v, v.URL.Query()) }

// trySent is the same with what a form says, whose secrets do not belong into an address.
func (d pages) trySent(w http.ResponseWriter, v *desk.Visit) error {
	return d.try(w, v, v.Sent.Values())
}

func (d pages) try(w http.ResponseWriter, v *desk.Visit, asked url.Values) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	if d.Looks == nil {
		return blog.ErrNotFound
	}
	theme, err := d.Looks.Theme(v.Context(), asked.Get("theme"))
	if err != nil {
		return err
	}
	b.Theme, b.ThemeSettings = theme.Key(), maps.Clone(b.ThemeSettings)
	if b.ThemeSettings == nil || asked.Get("fresh") != "" {
		b.ThemeSettings = map[string]string{}
	}
	for _, s := range theme.Manifest().Settings {
		if field := settingPrefix + s.Name; asked.Has("settings") && s.Type != "image" {
			b.ThemeSettings[s.Name] = sentValue(s, asked.Get(field), asked.Get(field+"-own"))
		}
	}
	html, policy, err := d.Looks.Try(v.Context(), b, asked.Get("page"), func(path string) string {
		other := maps.Clone(asked)
		other.Set("page", path)
		return tryPath(b) + "?" + other.Encode()
	})
	var fault themes.Fault
	if errors.As(err, &fault) {
		p := untriedPage{Fault: fault}
		if p.Frame, err = d.Frame(v, v.Text("Preview"), "blog"); err != nil {
			return err
		}
		d.AllowInFrame(w)
		return d.Render(w, v, http.StatusOK, "untried", p)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(html) // a reader who went away is no news
	return nil
}

func tryPath(b blog.Blog) string { return "/desk/blogs/" + b.Name + "/look/try" }

// tried are the pages of a blog to look at in a theme.
func (d pages) tried(v *desk.Visit, b blog.Blog) ([]blog.MenuItem, error) {
	labels := map[string]string{
		"": v.Text("First page"), "archive": v.Text("Archive"), "about": v.Text("About"), "search": v.Text("Search"), "follow": v.Text("Follow"),
	}
	list, err := d.Looks.Tried(v.Context(), b)
	for i, item := range list {
		if label, ok := labels[item.To]; ok {
			list[i].Label = label
		} else if item.Label == "" {
			list[i].Label = v.Text("A page that is not there")
		}
	}
	return list, err
}
