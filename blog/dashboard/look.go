package dashboard

import (
	"cmp"
	"html/template"
	"net/http"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/fediverse"
)

// lookPage shows how other servers would show a text.
type lookPage struct {
	frame
	Heading  string
	Language string
	Author   person
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
func (d *Door) showLooks(w http.ResponseWriter, v *visit) error {
	u, rendering, err := d.rendered(v)
	if err != nil {
		return err
	}
	if d.cfg.Fediverse == nil {
		return errAlone
	}
	rendering.Title = titleOf(blog.Text{Title: rendering.Title})
	a := u.article
	a.Published = rendering
	a.Slug = cmp.Or(strings.TrimSpace(u.draft.Slug), a.Slug, blog.Slugify(rendering.Title))
	looks, err := d.cfg.Fediverse.Looks(v.Context(), a)
	if err != nil {
		return err
	}
	p := lookPage{frame: d.plainFrame(v, "How it will look there"), Heading: rendering.Title, Language: rendering.Language,
		Blog: u.in.Title, Unlisted: u.draft.Unlisted}
	p.Author = person{Name: u.author.DisplayName, Handle: "@" + u.author.Name + "@" + d.host()}
	if p.Author.Picture, err = d.thumbnail(v, u.author.PictureID); err != nil {
		return err
	}
	for _, l := range looks {
		p.Looks = append(p.Looks, look{l, template.HTML(l.Body)}) //nolint:gosec // made safe by package content
	}
	return d.render(w, http.StatusOK, "look", p)
}

// Kind is the software's name for the style sheet.
func (l look) Kind() string {
	kind, _, _ := strings.Cut(strings.ToLower(l.Software), " ")
	return kind
}
