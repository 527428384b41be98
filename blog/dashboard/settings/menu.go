package settings

import (
	"net/http"
	"slices"
	"strconv"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// menuPage is the menu of a blog, entry by entry.
type menuPage struct {
	desk.Frame
	Blog     blog.Blog
	Items    []blog.MenuItem // with empty ones at the end, to fill in
	Own      bool            // it is the owner's, not what is there by itself
	Problems desk.Problems
}

// emptyItems are how many entries may be added at once.
const emptyItems = 2

func (d pages) showMenu(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	items := b.Menu
	if len(items) == 0 && d.Menu != nil {
		if items, err = d.Menu(v.Context(), b); err != nil {
			return err
		}
	}
	return d.menuForm(w, v, http.StatusOK, menuPage{Blog: b, Items: items})
}

func (d pages) menuForm(w http.ResponseWriter, v *desk.Visit, status int, p menuPage) (err error) {
	p.Own = len(p.Blog.Menu) > 0
	p.Items = append(slices.Clone(p.Items), make([]blog.MenuItem, emptyItems)...)
	if p.Frame, err = d.Frame(v, v.Text("Menu"), "blog"); err != nil {
		return err
	}
	return d.Render(w, v, status, "menu", p)
}

func (d pages) saveMenu(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	labels, targets := v.Sent.All("label"), v.Sent.All("to")
	var items []blog.MenuItem
	for i := range min(len(labels), len(targets)) {
		items = append(items, blog.MenuItem{Label: labels[i], To: targets[i]})
	}
	switch do, at := v.Sent.Get("do"), 0; {
	case do == "default":
		items = nil
	case len(do) > 3 && do[:3] == "up ":
		if at, err = strconv.Atoi(do[3:]); err == nil && at > 0 && at < len(items) {
			items[at-1], items[at] = items[at], items[at-1]
		}
	}
	err = d.Service.SetMenu(v.Context(), v.Account.ID, b.ID, items)
	if found := v.ProblemsOf(err); found != nil {
		return d.menuForm(w, v, desk.StatusOf(err), menuPage{Blog: b, Items: items, Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk/blogs/%s/menu?done=saved", b.Name)
}
