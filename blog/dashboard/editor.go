package dashboard

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/content"
)

// editorPage is the page with the editor.
type editorPage struct {
	frame
	Account  int64 // the reader's, whose words a browser keeps apart from those of others
	Draft    draft
	State    blog.State // "" before the first save
	SavedAt  time.Time
	Changed  bool // readers do not see the saved text yet
	PageURL  string
	Slug     string // the address the article has
	Blogs    []blog.Blog
	Blog     blog.Blog
	Pictures []picture // to choose a cover from
	Cover    *picture
	MayShow  bool // may publish
	Mine     bool // the reader wrote it
	Visual   bool // the script is there that shows the text as blocks
	// Languages are those that code is coloured in.
	Languages []string
	Nonce     string // of the styles its script makes
	Said      *handedBack
	Problems  problems
}

// recentPictures is how many covers are offered.
const recentPictures = 12

func (d *Door) newArticle(w http.ResponseWriter, v *visit) error {
	home, err := d.personalBlog(v)
	if err != nil {
		return err
	}
	return d.editor(w, v, http.StatusOK, editorPage{Draft: draft{Blog: home.ID, Page: rand.Text()}})
}

func (d *Door) editArticle(w http.ResponseWriter, v *visit) error {
	id, err := v.id("article")
	if err != nil {
		return err
	}
	a, saved, err := d.service.Draft(v.Context(), v.account.ID, id)
	if err != nil {
		return err
	}
	return d.editor(w, v, http.StatusOK, editorPage{Draft: draftOf(a, saved)})
}

// editor shows p.Draft, which is either saved or was just refused, among what is known of its article.
func (d *Door) editor(w http.ResponseWriter, v *visit, status int, p editorPage) error {
	ctx, err := v.Context(), error(nil)
	p.Account, p.Visual, p.Languages = v.account.ID, d.assets.editor, content.CodeLanguages()
	title := "New article"
	if p.Draft.Article != 0 {
		a, saved, err := d.service.Draft(ctx, v.account.ID, p.Draft.Article)
		if err != nil {
			return err
		}
		title = "Edit: " + titleOf(saved.Text)
		p.State, p.SavedAt, p.Slug = a.State, saved.SavedAt, a.Slug
		p.Changed = a.State == blog.Published && saved.SavedAt.After(a.UpdatedAt)
		p.Draft.Blog, p.Mine = a.BlogID, a.AuthorID == v.account.ID
		if p.Said, err = d.handedBack(v, a); err != nil {
			return err
		}
	}
	if p.frame, err = d.frame(v, title, "articles"); err != nil {
		return err
	}
	if p.Blogs, err = d.store.BlogsOf(ctx, v.account.ID); err != nil {
		return err
	}
	for _, b := range p.Blogs {
		if b.ID == p.Draft.Blog {
			p.Blog = b
		}
	}
	role, err := d.store.MemberRole(ctx, p.Draft.Blog, v.account.ID)
	if err != nil {
		return err
	}
	p.MayShow = role.Can(blog.PublishOwn)
	if p.State == blog.Published {
		p.PageURL = pagePath(p.Blog, p.Slug)
	}
	if err := d.coverChoice(v, &p); err != nil {
		return err
	}
	p.Nonce = rand.Text()
	w.Header().Set("Content-Security-Policy", strings.Replace(policy, "style-src 'self'", "style-src 'self' 'nonce-"+p.Nonce+"'", 1))
	return d.render(w, status, "editor", p)
}

// coverChoice offers the latest pictures as covers, and the present cover.
func (d *Door) coverChoice(v *visit, p *editorPage) error {
	list, err := d.store.MediaOf(v.Context(), v.account.ID, blog.Picture, recentPictures, 0)
	if err != nil {
		return err
	}
	p.Pictures = pictures(list)
	if p.Draft.Cover == 0 {
		return nil
	}
	m, err := d.visibleCover(v, p.Draft.Article, p.Draft.Cover)
	if blog.CodeOf(err) == blog.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	cover := pictureOf(m)
	p.Cover = &cover
	return nil
}

// visibleCover is a picture the person may use or already sees as the cover of the article.
func (d *Door) visibleCover(v *visit, article, id int64) (blog.Media, error) {
	m, err := d.store.Media(v.Context(), id)
	if err != nil || m.AccountID == v.account.ID {
		return m, err
	}
	if article != 0 {
		_, saved, err := d.service.Draft(v.Context(), v.account.ID, article)
		if err != nil {
			return blog.Media{}, err
		}
		if saved.Text.CoverID == id {
			return m, nil
		}
	}
	return blog.Media{}, blog.ErrNotFound
}

// DetailsOpen says whether the panel has something to say.
func (p editorPage) DetailsOpen() bool {
	for field := range p.Problems {
		switch field {
		case "title", "subtitle", "markdown", "picture", "note", "":
		default:
			return true
		}
	}
	return false
}

// Chosen is the id of the cover that is marked among the choices.
func (p editorPage) Chosen() int64 {
	if p.Cover == nil {
		return 0
	}
	return p.Cover.ID
}

// Offered says whether the present cover is among the latest pictures.
func (p editorPage) Offered() bool {
	for _, offered := range p.Pictures {
		if offered.ID == p.Chosen() {
			return true
		}
	}
	return false
}

// titleOf names a text that may have no title yet.
func titleOf(t blog.Text) string {
	if t.Title == "" {
		return "Untitled"
	}
	return t.Title
}
