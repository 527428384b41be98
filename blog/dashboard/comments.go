package dashboard

import (
	"html/template"
	"net/http"

	"pamphlet/blog"
)

// commentsPage lists replies to articles the reader may moderate, the latest first.
type commentsPage struct {
	frame
	Rows  []commentRow
	Older string
	Newer string
}

// commentRow is one reply.
type commentRow struct {
	blog.Comment
	HTML  template.HTML
	Name  string
	Title string // of the article
	Path  string // of its page, at this reply
}

const commentsPerPage = 30

func (d *Door) showComments(w http.ResponseWriter, v *visit) error {
	page := pageNumber(v)
	list, err := d.store.DeskComments(v.Context(), v.account.ID, commentsPerPage+1, (page-1)*commentsPerPage)
	if err != nil {
		return err
	}
	p := commentsPage{}
	p.Newer, p.Older = paging("/desk/comments", "", page, len(list) > commentsPerPage)
	for _, c := range list[:min(len(list), commentsPerPage)] {
		row := commentRow{Comment: c.Comment, Name: c.Comment.Actor.Name, Title: c.Title,
			HTML: template.HTML(c.Comment.HTML)} //nolint:gosec // sanitised by package content before it was stored
		if row.Name == "" {
			row.Name = c.Comment.Actor.Username
		}
		if c.Slug != "" {
			row.Path = blog.Blog{Name: c.BlogName}.ArticlePath(blog.Article{Slug: c.Slug}) + "#replies"
		}
		p.Rows = append(p.Rows, row)
	}
	if p.frame, err = d.frame(v, "Replies", "comments"); err != nil {
		return err
	}
	return d.render(w, http.StatusOK, "comments", p)
}

// moderateComment hides, restores or deletes a reply.
func (d *Door) moderateComment(w http.ResponseWriter, v *visit) error {
	id, err := v.id("comment")
	if err != nil {
		return err
	}
	switch v.sent.get("do") {
	case "hide":
		err = d.service.HideComment(v.Context(), v.account.ID, id)
	case "restore":
		err = d.service.RestoreComment(v.Context(), v.account.ID, id)
	case "delete":
		err = d.service.DeleteComment(v.Context(), v.account.ID, id)
	default:
		err = blog.Errorf(blog.Invalid, "This button is not known here. Go back and try again.")
	}
	if err != nil {
		return err
	}
	return seeOther(w, v, "/desk/comments")
}
