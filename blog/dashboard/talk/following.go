package talk

import (
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// followingPage finds people and what they wrote, here and on other servers, or lists whom the
// reader follows or blocks.
type followingPage struct {
	desk.Frame
	Asked    bool   // there is an address, so something is to be found
	Address  string // as it was typed
	Found    *foundView
	Markdown string // an answer that is not sent
	Blocked  bool   // the list is of those the reader blocks
	Any      bool   // the reader follows or blocks somebody
	Rows     []followingRow
	Here     string // address of this page, to come back to
	Older    string
	Newer    string
	Problems desk.Problems
}

// followingRow is somebody the reader follows or blocks.
type followingRow struct {
	By    someone
	URI   string
	State blog.InteractionState
	Since time.Time
}

// Loose says that there is an answer, but nothing to answer.
func (p followingPage) Loose() bool {
	return p.Markdown != "" && (p.Found == nil || p.Found.Thing == nil)
}

// Elsewhere are the problems that are not about the address, which has its own at the field.
func (p followingPage) Elsewhere() desk.Problems {
	rest := maps.Clone(p.Problems)
	delete(rest, "address")
	return rest
}

const followingPerPage = 50

func (d pages) showFollowing(w http.ResponseWriter, v *desk.Visit) error {
	query := v.URL.Query()
	if !query.Has("address") {
		return d.listFollowing(w, v)
	}
	p := followingPage{Asked: true, Address: query.Get("address")}
	found, err := d.find(v, p.Address)
	if err == nil {
		p.Found, err = d.viewFound(v, found)
	}
	if p.Problems = v.RefusalOf(err); p.Problems == nil && err != nil {
		return err
	}
	return d.following(w, v, desk.StatusOrOK(err), p)
}

// listFollowing lists whom the reader follows, or blocks.
func (d pages) listFollowing(w http.ResponseWriter, v *desk.Visit) error {
	show, page := v.URL.Query().Get("show"), desk.PageNumber(v)
	if show != "" && show != "blocked" {
		return blog.ErrNotFound
	}
	home, err := d.PersonalBlog(v)
	if err != nil {
		return err
	}
	p := followingPage{Blocked: show == "blocked", Here: followingPath(show, page)}
	kind, other := blog.ToFollow, blog.ToBlock
	if p.Blocked {
		kind, other = other, kind
	}
	list, err := d.Store.InteractionsBy(v.Context(), home.ID, kind, followingPerPage+1, (page-1)*followingPerPage)
	if err != nil {
		return err
	}
	others, err := d.Store.InteractionsBy(v.Context(), home.ID, other, 1, 0)
	if err != nil {
		return err
	}
	p.Any = len(list)+len(others) > 0
	if page > 1 {
		p.Newer = followingPath(show, page-1)
	}
	if len(list) > followingPerPage {
		p.Older = followingPath(show, page+1)
	}
	for _, i := range list[:min(len(list), followingPerPage)] {
		p.Rows = append(p.Rows, followingRow{By: someoneOf(i.Actor), URI: i.Object, State: i.State, Since: i.CreatedAt})
	}
	return d.following(w, v, http.StatusOK, p)
}

// following shows the page, whatever is on it.
func (d pages) following(w http.ResponseWriter, v *desk.Visit, status int, p followingPage) error {
	said := p.Notice
	var err error
	if p.Frame, err = d.Frame(v, v.Text("Following"), "following"); err != nil {
		return err
	}
	if said != "" {
		p.Notice = said
	}
	if p.Asked {
		p.Here = findPath(p.Address)
	}
	return d.Render(w, v, status, "following", p)
}

func followingPath(show string, page int) string {
	query := url.Values{}
	if show != "" {
		query.Set("show", show)
	}
	if page > 1 {
		query.Set("page", strconv.Itoa(page))
	}
	return (&url.URL{Path: "/desk/following", RawQuery: query.Encode()}).String()
}
