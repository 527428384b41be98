package talk

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// noticesPage is what others did to the reader's blogs and articles, the latest first.
type noticesPage struct {
	desk.Frame
	Fresh   []noticeRow // since the reader last looked
	Earlier []noticeRow
	Older   string
	Newer   string
}

// noticeRow is one sentence: somebody did something to something.
type noticeRow struct {
	By   someone
	Icon string
	Did  string
	What string
	Path string // of What; empty where it has no page
	Held bool   // it waits until somebody has looked at it
	At   time.Time
}

const (
	noticesPerPage = 50
	mentionLength  = 160 // characters of a post elsewhere
)

// showNotices shows the notices. Who sees the first page has seen that there is something new.
func (d pages) showNotices(w http.ResponseWriter, v *desk.Visit) error {
	page := desk.PageNumber(v)
	p, err := d.notices(v, page)
	if err != nil {
		return err
	}
	if len(p.Fresh) > 0 && page == 1 && v.Method == http.MethodGet {
		if err := d.Service.Noticed(v.Context(), v.Account.ID, p.Fresh[0].At); err != nil {
			return err
		}
	}
	if p.Frame, err = d.Frame(v, "Notifications", "notices"); err != nil {
		return err
	}
	return d.Render(w, http.StatusOK, "notices", p)
}

// notices reads one page of them.
func (d pages) notices(v *desk.Visit, page int) (p noticesPage, err error) {
	home, err := d.PersonalBlog(v)
	if err != nil {
		return p, err
	}
	_, since, err := d.Store.NewNotices(v.Context(), v.Account.ID, home.ID)
	if err != nil {
		return p, err
	}
	if page > 1 { // the first page has been seen; what was new then still is
		since = time.UnixMilli(desk.Number(v.URL.Query().Get("since")))
	}
	list, err := d.Store.Notices(v.Context(), v.Account.ID, home.ID, noticesPerPage+1, (page-1)*noticesPerPage)
	if err != nil {
		return p, err
	}
	if page > 1 {
		p.Newer = noticesPath(page-1, since)
	}
	if len(list) > noticesPerPage {
		p.Older = noticesPath(page+1, since)
	}
	for _, n := range list[:min(len(list), noticesPerPage)] {
		if n.At.After(since) {
			p.Fresh = append(p.Fresh, noticeRowOf(n))
		} else {
			p.Earlier = append(p.Earlier, noticeRowOf(n))
		}
	}
	return p, nil
}

func noticesPath(page int, since time.Time) string {
	query := url.Values{"page": {strconv.Itoa(page)}, "since": {strconv.FormatInt(max(since.UnixMilli(), 0), 10)}}
	return "/desk/notices?" + query.Encode()
}

func noticeRowOf(n blog.Notice) noticeRow {
	row := noticeRow{By: someoneOf(n.Actor), At: n.At, What: n.Title}
	if row.What == "" {
		row.What = "Untitled"
	}
	if n.Slug != "" {
		row.Path = desk.PagePath(n.Blog, n.Slug)
		if n.CommentID != 0 {
			row.Path += fmt.Sprintf("#reply-%d", n.CommentID)
		}
	}
	switch n.Kind {
	case blog.GotReply:
		row.Icon, row.Did = "reply", "replied to"
	case blog.GotLike:
		row.Icon, row.Did = "heart", "liked"
	case blog.GotBoost:
		row.Icon, row.Did = "boost", "boosted"
	case blog.GotMention:
		row.Icon, row.Did, row.What, row.Path = "reply", "wrote to you:", cut(n.Words, mentionLength), findPath(n.Object)
	case blog.GotQuote:
		row.Icon, row.Did, row.Path = "quote", "quoted", findPath(n.Object)
	case blog.GotRemoval:
		row.Icon, row.Did, row.What, row.Path = "hide", "removed your answer to", "this", findPath(n.Object)
		if n.Words != "" {
			row.Did = "removed your answer, “" + cut(n.Words, mentionLength) + "”, to"
		}
	case blog.GotFollower:
		row.Icon, row.Did, row.What, row.Path = "follow", "follows", n.Blog.Title, "/@"+n.Blog.Name
	}
	switch {
	case n.Kind == blog.GotQuote && n.Slug == "": // of what was answered elsewhere, or is withdrawn
		row.What = "what you wrote"
	case n.Kind == blog.GotQuote && n.CommentID != 0:
		row.Did += " your reply under"
	case n.CommentID != 0 && n.Kind != blog.GotReply:
		row.Did += " a reply under"
	}
	switch n.State { // readers do not see it
	case blog.CommentHeld:
		row.Held, row.Path = true, fmt.Sprintf("%s#reply-%d", commentsPath("waiting", 1), n.CommentID)
	case blog.CommentHidden:
		row.Path = fmt.Sprintf("%s#reply-%d", commentsPath("hidden", 1), n.CommentID)
	}
	return row
}
