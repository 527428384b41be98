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
	By     someone
	Icon   string
	Did    string // the sentence, for who did it, What, and Quoted
	What   string
	Quoted string // the beginning of what was written
	Path   string // of What; empty where it has no page
	Held   bool   // it waits until somebody has looked at it
	At     time.Time
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
	if p.Frame, err = d.Frame(v, v.Text("Notifications"), "notices"); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "notices", p)
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
			p.Fresh = append(p.Fresh, noticeRowOf(v, n))
		} else {
			p.Earlier = append(p.Earlier, noticeRowOf(v, n))
		}
	}
	return p, nil
}

func noticesPath(page int, since time.Time) string {
	query := url.Values{"page": {strconv.Itoa(page)}, "since": {strconv.FormatInt(max(since.UnixMilli(), 0), 10)}}
	return "/desk/notices?" + query.Encode()
}

func noticeRowOf(v *desk.Visit, n blog.Notice) noticeRow {
	row := noticeRow{By: someoneOf(n.Actor), At: n.At, What: v.TitleOf(n.Title), Quoted: cut(n.Words, mentionLength)}
	if n.Slug != "" {
		row.Path = desk.PagePath(n.Blog, n.Slug)
		if n.CommentID != 0 {
			row.Path += fmt.Sprintf("#reply-%d", n.CommentID)
		}
	}
	row.Icon, row.Did = whatTheyDid(n)
	switch n.Kind {
	case blog.GotMention:
		row.What, row.Path = row.Quoted, findPath(n.Object)
	case blog.GotQuote:
		row.Path = findPath(n.Object)
		if n.Slug == "" { // of what was answered elsewhere, or is withdrawn
			row.What = v.Text("what you wrote")
		}
	case blog.GotRemoval:
		row.What, row.Path = v.Text("this"), findPath(n.Object)
	case blog.GotFollower:
		row.What, row.Path = n.Blog.Title, "/@"+n.Blog.Name
	}
	switch n.State { // readers do not see it
	case blog.CommentHeld:
		row.Held, row.Path = true, fmt.Sprintf("%s#reply-%d", commentsPath("waiting", 1), n.CommentID)
	case blog.CommentHidden:
		row.Path = fmt.Sprintf("%s#reply-%d", commentsPath("hidden", 1), n.CommentID)
	}
	return row
}

// whatTheyDid is the sign of a notice and its sentence: about who did it, what it was about, and for some what was
// written.
func whatTheyDid(n blog.Notice) (icon, sentence string) {
	ofReply := n.CommentID != 0
	switch {
	case n.Kind == blog.GotReply:
		return "reply", "%s replied to %s"
	case n.Kind == blog.GotLike && ofReply:
		return "heart", "%s liked a reply under %s"
	case n.Kind == blog.GotLike:
		return "heart", "%s liked %s"
	case n.Kind == blog.GotBoost && ofReply:
		return "boost", "%s boosted a reply under %s"
	case n.Kind == blog.GotBoost:
		return "boost", "%s boosted %s"
	case n.Kind == blog.GotMention:
		return "reply", "%s wrote to you: %s"
	case n.Kind == blog.GotQuote && ofReply && n.Slug != "":
		return "quote", "%s quoted your reply under %s"
	case n.Kind == blog.GotQuote:
		return "quote", "%s quoted %s"
	case n.Kind == blog.GotRemoval && n.Words != "":
		return "hide", "%[1]s removed your answer, “%[3]s”, to %[2]s"
	case n.Kind == blog.GotRemoval:
		return "hide", "%s removed your answer to %s"
	}
	return "follow", "%s follows %s"
}
