package talk

import (
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
	"pamphlet/content"
)

// commentsPage lists replies to articles the reader may moderate, the latest first.
type commentsPage struct {
	desk.Frame
	Tabs  []desk.Tab
	Rows  []commentRow
	State blog.CommentState // "" for all
	Any   bool              // there are replies in some state
	Here  string            // address of this page, to come back to
	Older string
	Newer string
}

// commentRow is one reply.
type commentRow struct {
	blog.Comment
	By     someone
	HTML   template.HTML
	Title  string // of the article
	Path   string // of its page, at this reply
	To     string // name of whom it answers; empty when that is the article
	Before string // the beginning of what it answers
	Liked  bool   // by the reader
	Answer string // opaque id of the reader's own answer; empty for what others wrote
}

const (
	commentsPerPage = 30
	beforeLength    = 160
)

// commentLists are the tabs, by the word in their address.
var commentLists = map[string]blog.CommentState{"": "", "waiting": blog.CommentHeld, "hidden": blog.CommentHidden}

func (d pages) showComments(w http.ResponseWriter, v *desk.Visit) error {
	show, page := v.URL.Query().Get("show"), desk.PageNumber(v)
	state, ok := commentLists[show]
	if !ok {
		return blog.ErrNotFound
	}
	home, err := d.PersonalBlog(v)
	if err != nil {
		return err
	}
	counts, err := d.Store.DeskCommentCounts(v.Context(), v.Account.ID)
	if err != nil {
		return err
	}
	list, err := d.Store.DeskComments(v.Context(), store.CommentFilter{
		AccountID: v.Account.ID, Own: home.ID, State: state, Max: commentsPerPage + 1, Skip: (page - 1) * commentsPerPage,
	})
	if err != nil {
		return err
	}
	p := commentsPage{Tabs: commentTabs(v, counts, state), State: state, Any: len(counts) > 0, Here: commentsPath(show, page)}
	if page > 1 {
		p.Newer = commentsPath(show, page-1)
	}
	if len(list) > commentsPerPage {
		p.Older = commentsPath(show, page+1)
	}
	for _, c := range list[:min(len(list), commentsPerPage)] {
		p.Rows = append(p.Rows, commentRowOf(c, home.ID))
	}
	if p.Frame, err = d.Frame(v, v.Text("Replies"), "comments"); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "comments", p)
}

func commentTabs(v *desk.Visit, counts map[blog.CommentState]int, current blog.CommentState) []desk.Tab {
	all := 0
	for _, n := range counts {
		all += n
	}
	return []desk.Tab{
		{Label: v.Text("All"), URL: "/desk/comments", Count: all, Current: current == ""},
		{Label: v.Text("Waiting"), URL: commentsPath("waiting", 1), Count: counts[blog.CommentHeld], Current: current == blog.CommentHeld, Wants: counts[blog.CommentHeld] > 0},
		{Label: v.Text("Hidden"), URL: commentsPath("hidden", 1), Count: counts[blog.CommentHidden], Current: current == blog.CommentHidden},
	}
}

// commentsPath is the address of a page of the list.
func commentsPath(show string, page int) string {
	query := url.Values{}
	if show != "" {
		query.Set("show", show)
	}
	if page > 1 {
		query.Set("page", strconv.Itoa(page))
	}
	return (&url.URL{Path: "/desk/comments", RawQuery: query.Encode()}).String()
}

func commentRowOf(c store.DeskComment, own int64) commentRow {
	row := commentRow{Comment: c.Comment, By: someoneOf(c.Comment.Actor), Title: c.Title, To: c.ParentName, Liked: c.Liked,
		HTML: template.HTML(c.Comment.HTML)} //nolint:gosec // sanitised by package content before it was stored
	row.Before = cut(strings.Join(strings.Fields(content.PlainText(c.ParentHTML)), " "), beforeLength)
	if c.Comment.Actor.BlogID == own {
		row.Answer = answerID(c.Comment.URI)
	}
	if c.Slug == "" {
		return row
	}
	row.Path = desk.PagePath(blog.Blog{Name: c.BlogName}, c.Slug) + "#replies"
	if c.Comment.State == blog.CommentShown {
		row.Path = desk.PagePath(blog.Blog{Name: c.BlogName}, c.Slug) + "#reply-" + strconv.FormatInt(c.Comment.ID, 10)
	}
	return row
}

// moderateComment does to a reply what its button says.
func (d pages) moderateComment(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("comment")
	if err != nil {
		return err
	}
	ctx, me := v.Context(), v.Account.ID
	done := ""
	switch v.Sent.Get("do") {
	case "hide":
		err, done = d.Service.HideComment(ctx, me, id), "hidden"
	case "restore":
		err, done = d.Service.RestoreComment(ctx, me, id), "shown"
	case "delete":
		err, done = d.Service.DeleteComment(ctx, me, id), "deleted"
	case "like", "unlike":
		err = d.likeComment(v, id, v.Sent.Get("do") == "like")
	default:
		err = desk.ErrButton
	}
	if err != nil {
		return err
	}
	back := v.BackTo("/desk/comments")
	if done == "" || (done != "deleted" && !strings.Contains(back, "show=")) { // it still stands in the list
		return desk.SeeOther(w, v, "%s#reply-%d", back, id)
	}
	return desk.SeeOther(w, v, "%s", desk.DoneAt(back, done))
}

// likeComment likes a reply, or takes that back. Who wrote it is told.
func (d pages) likeComment(v *desk.Visit, id int64, like bool) error {
	c, _, err := d.Service.Moderated(v.Context(), v.Account.ID, id)
	if err != nil {
		return err
	}
	if !like {
		return d.Service.TakeBack(v.Context(), v.Account.ID, blog.ToLike, c.URI)
	}
	return d.Service.Interact(v.Context(), v.Account.ID, blog.Wish{
		Kind: blog.ToLike, Object: c.URI, Actor: c.Actor, To: blog.Target{ArticleID: c.ArticleID, CommentID: c.ID},
	})
}

// cut is the first n characters of a text, with an ellipsis where it goes on.
func cut(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return strings.TrimSpace(text[:i]) + "…"
		}
	}
	return text
}
