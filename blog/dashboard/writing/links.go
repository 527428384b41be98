package writing

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
	"pamphlet/content"
)

// deadLinks answers the script of the publish page: the links of the saved text that lead nowhere, here or elsewhere.
func (d pages) deadLinks(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	_, saved, err := d.Service.Draft(v.Context(), v.Account.ID, id)
	if err != nil {
		return err
	}
	r, err := d.Service.Preview(v.Context(), saved.Text)
	if err != nil {
		return err
	}
	var dead, elsewhere []string
	for _, address := range content.Links(r.HTML) {
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		switch {
		case u.Host == "" && u.Scheme == "" || strings.EqualFold(u.Host, d.BaseURL.Host):
			missing, err := d.missingHere(v, u.Path)
			if err != nil {
				return err
			}
			if missing {
				dead = append(dead, address)
			}
		case u.Scheme == "http" || u.Scheme == "https":
			elsewhere = append(elsewhere, address)
		}
	}
	if d.Copier != nil {
		dead = append(dead, d.Copier.DeadLinks(v.Context(), elsewhere)...)
	}
	sentence := ""
	if len(dead) > 0 {
		sentence = v.Text("Nothing is there, where these links lead: %s.", quoted(v, slices.Clone(dead)))
	}
	return desk.AnswerJSON(w, http.StatusOK, map[string]any{"dead": dead, "sentence": sentence})
}

// missingHere tells whether a path of this site should be an article and is none. Other pages are not looked at.
func (d pages) missingHere(v *desk.Visit, path string) (bool, error) {
	name, slug, found := strings.Cut(strings.TrimPrefix(path, "/@"), "/")
	if !strings.HasPrefix(path, "/@") || !found || slug == "" || strings.Contains(slug, "/") || blog.ReservedSlugs[slug] {
		return false, nil
	}
	b, err := d.Store.BlogByName(v.Context(), name)
	if err == nil {
		var at store.Address
		if at, err = d.Store.VisibleBySlug(v.Context(), b.ID, slug); err == nil {
			return at.Gone, nil
		}
	}
	if code := blog.CodeOf(err); code == blog.NotFound || code == blog.Gone {
		return true, nil
	}
	return false, err
}
