package writing

import (
	"cmp"
	"html/template"
	"net/http"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/fediverse"
)

// lookPage shows how other servers would show a text.
type lookPage struct {
	desk.Frame
	Heading  string
	Language string
	Author   desk.Person
	Blog     string
	Unlisted bool
	Looks    []look
}

// look is one server's.
type look struct {
	fediverse.Look
	Words template.HTML
}

// showLooks shows how the text in the form would look on other servers, saving nothing.
func (d pages) showLooks(w http.ResponseWriter, v *desk.Visit) error {
	u, rendering, err := d.rendered(v)
	if err != nil {
		return err
	}
	if d.Fediverse == nil {
		return desk.ErrAlone
	}
	p, err := d.looks(v, u, rendering)
	if err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "look", p)
}

// looks are how a text would look on other servers.
func (d pages) looks(v *desk.Visit, u unsaved, rendering blog.Rendering) (p lookPage, err error) {
	rendering.Title = v.TitleOf(rendering.Title)
	a := u.article
	a.Published = rendering
	a.Slug = cmp.Or(strings.TrimSpace(u.draft.Slug), a.Slug, blog.Slugify(rendering.Title))
	looks, err := d.Fediverse.Looks(v.Context(), a)
	if err != nil {
		return p, err
	}
	p = lookPage{Frame: d.PlainFrame(v, v.Text("How it will look there")), Heading: rendering.Title, Language: rendering.Language,
		Blog: u.in.Title, Unlisted: u.draft.Unlisted}
	p.Author = desk.Person{Name: u.author.DisplayName, Handle: "@" + u.author.Name + "@" + d.Host()}
	if p.Author.Picture, err = d.Thumbnail(v, u.author.PictureID); err != nil {
		return p, err
	}
	for _, l := range looks {
		p.Looks = append(p.Looks, look{l, template.HTML(l.Body)}) //nolint:gosec // made safe by package content
	}
	return p, nil
}

// Kind is the software's name for the style sheet.
func (l look) Kind() string {
	kind, _, _ := strings.Cut(strings.ToLower(l.Software), " ")
	return kind
}
