package writing

import (
	"crypto/rand"
	"net/http"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/content"
)

// editorPage is the page with the editor.
type editorPage struct {
	desk.Frame
	Length   string // of the text, in words
	Account  int64  // the reader's, whose words a browser keeps apart from those of others
	Draft    draft
	State    blog.State // "" before the first save
	SavedAt  time.Time
	Changed  bool      // readers do not see the saved text yet
	Due      time.Time // when a scheduled article will appear
	PageURL  string
	Slug     string // the address the article has
	Blogs    []blog.Blog
	Blog     blog.Blog
	Pictures []desk.Picture // to choose a cover from
	Series   []blog.Series  // of the blog
	Others   []coAuthor     // who may have written it with its author; none where that is not to be said here
	Cover    *desk.Picture
	MayShow  bool // may publish
	Mine     bool // the reader wrote it
	Visual   bool // the script is there that shows the text as blocks
	// Languages are those that code is coloured in.
	Languages []string
	Nonce     string // of the styles its script makes
	Said      *handedBack
	Problems  desk.Problems
}

// recentPictures is how many covers are offered.
const recentPictures = 12

func (d pages) newArticle(w http.ResponseWriter, v *desk.Visit) error {
	home, err := d.PersonalBlog(v)
	if err != nil {
		return err
	}
	return d.editor(w, v, http.StatusOK, editorPage{Draft: draft{Blog: home.ID, Page: rand.Text()}})
}

func (d pages) editArticle(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	a, saved, err := d.Service.Draft(v.Context(), v.Account.ID, id)
	if err != nil {
		return err
	}
	return d.editor(w, v, http.StatusOK, editorPage{Draft: draftOf(a, saved)})
}

// editor shows p.Draft, which is either saved or was just refused, among what is known of its article.
func (d pages) editor(w http.ResponseWriter, v *desk.Visit, status int, p editorPage) error {
	if err := d.fill(v, &p); err != nil {
		return err
	}
	p.Nonce = d.AllowStyles(w)
	return d.Render(w, v, status, "editor", p)
}

// fill finds what is known of the draft's article.
func (d pages) fill(v *desk.Visit, p *editorPage) error {
	ctx, err := v.Context(), error(nil)
	p.Account, p.Visual, p.Languages = v.Account.ID, d.HasEditor(), content.CodeLanguages()
	p.Length = p.Draft.length(v)
	title := v.Text("New article")
	if p.Draft.Article != 0 {
		a, saved, err := d.Service.Draft(ctx, v.Account.ID, p.Draft.Article)
		if err != nil {
			return err
		}
		title = v.Text("Edit: %s", v.TitleOf(saved.Text.Title))
		p.State, p.SavedAt, p.Slug = a.State, saved.SavedAt, a.Slug
		p.Changed = (a.State == blog.Published || a.State == blog.Scheduled) && saved.SavedAt.After(a.UpdatedAt)
		if a.State == blog.Scheduled {
			p.Due = a.PublishedAt
		}
		p.Draft.Blog, p.Mine = a.BlogID, a.AuthorID == v.Account.ID
		if p.Said, err = d.handedBack(v, a); err != nil {
			return err
		}
	}
	if p.Frame, err = d.Frame(v, title, "articles"); err != nil {
		return err
	}
	if p.Blogs, err = d.Store.BlogsOf(ctx, v.Account.ID); err != nil {
		return err
	}
	for _, b := range p.Blogs {
		if b.ID == p.Draft.Blog {
			p.Blog = b
		}
	}
	role, err := d.Store.MemberRole(ctx, p.Draft.Blog, v.Account.ID)
	if err != nil {
		return err
	}
	p.MayShow = role.Can(blog.PublishOwn)
	if p.State == blog.Published {
		p.PageURL = desk.PagePath(p.Blog, p.Slug)
	}
	if p.Series, err = d.Store.SeriesOfBlog(ctx, p.Draft.Blog); err != nil {
		return err
	}
	if p.Others, err = d.coAuthors(v, *p); err != nil {
		return err
	}
	return d.coverChoice(v, p)
}

// coverChoice offers the latest pictures as covers, and the present cover.
func (d pages) coverChoice(v *desk.Visit, p *editorPage) error {
	list, err := d.Store.MediaOf(v.Context(), v.Account.ID, blog.Picture, recentPictures, 0)
	if err != nil {
		return err
	}
	p.Pictures = desk.Pictures(list)
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
	cover := desk.PictureOf(m)
	p.Cover = &cover
	return nil
}

// visibleCover is a picture the person may use or already sees as the cover of the article.
func (d pages) visibleCover(v *desk.Visit, article, id int64) (blog.Media, error) {
	m, err := d.Store.Media(v.Context(), id)
	if err != nil || m.AccountID == v.Account.ID {
		return m, err
	}
	if article != 0 {
		_, saved, err := d.Service.Draft(v.Context(), v.Account.ID, article)
		if err != nil {
			return blog.Media{}, err
		}
		if saved.Text.CoverID == id {
			return m, nil
		}
	}
	return blog.Media{}, blog.ErrNotFound
}

// More says whether a field that is seldom needed has something to say.
func (p editorPage) More() bool {
	for _, field := range []string{"warning", "slug", "language", "licence", "canonical"} {
		if p.Problems[field] != "" {
			return true
		}
	}
	return false
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
