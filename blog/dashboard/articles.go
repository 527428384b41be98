package dashboard

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/content"
)

// articlesPage is the list of everything its reader may edit.
type articlesPage struct {
	frame
	Tabs     []tab
	Rows     []articleRow
	State    blog.State
	Older    string // address of the next page; empty on the last
	Newer    string
	Multiple bool // the reader writes in several blogs, so rows name theirs
	Invited  []store.NamedInvitation
}

// tab is one choice of states.
type tab struct {
	Label   string
	URL     string
	Count   int
	Current bool
	Wants   bool // something there waits for the reader
}

// articleRow is one article in the list.
type articleRow struct {
	ID          int64
	Title       string
	Line        string // what helps to recognise it
	Blog        string
	State       blog.State
	Unlisted    bool
	Changed     bool // saved since readers last got it
	SavedAt     time.Time
	PublishedAt time.Time
	PageURL     string // empty unless published
	Cover       *picture
	MayShow     bool
	Featured    bool
	MayFeature  bool
}

const rowsPerPage = 30

func toArticles(w http.ResponseWriter, v *visit) error { return seeOther(w, v, "/desk") }

func (d *Door) showArticles(w http.ResponseWriter, v *visit) error {
	state := blog.State(v.URL.Query().Get("state"))
	if !slices.Contains([]blog.State{"", blog.Draft, blog.Submitted, blog.Scheduled, blog.Published, blog.Withdrawn}, state) {
		return blog.ErrNotFound
	}
	page := pageNumber(v)
	counts, err := d.store.DeskCounts(v.Context(), v.account.ID)
	if err != nil {
		return err
	}
	list, err := d.store.DeskArticles(v.Context(), store.DeskFilter{
		AccountID: v.account.ID, State: state, Max: rowsPerPage + 1, Skip: (page - 1) * rowsPerPage,
	})
	if err != nil {
		return err
	}
	p := articlesPage{Tabs: tabs(counts, state), State: state}
	p.Newer, p.Older = paging("/desk", string(state), page, len(list) > rowsPerPage)
	if p.Rows, err = d.rows(v, list[:min(len(list), rowsPerPage)], &p.Multiple); err != nil {
		return err
	}
	if p.Invited, err = d.store.InvitationsTo(v.Context(), v.account.ID); err != nil {
		return err
	}
	if p.frame, err = d.frame(v, "Articles", "articles"); err != nil {
		return err
	}
	return d.render(w, http.StatusOK, "articles", p)
}

func tabs(counts map[blog.State]int, current blog.State) []tab {
	all := 0
	for _, n := range counts {
		all += n
	}
	list := []tab{{Label: "All", URL: "/desk", Count: all, Current: current == ""}}
	for _, t := range []struct {
		state blog.State
		label string
	}{{blog.Draft, "Drafts"}, {blog.Submitted, "Submitted"}, {blog.Scheduled, "Scheduled"}, {blog.Published, "Published"}, {blog.Withdrawn, "Withdrawn"}} {
		if (t.state == blog.Scheduled || t.state == blog.Submitted) && counts[t.state] == 0 && t.state != current {
			continue
		}
		list = append(list, tab{Label: t.label, URL: "/desk?state=" + string(t.state), Count: counts[t.state], Current: t.state == current})
	}
	return list
}

func (d *Door) rows(v *visit, list []store.DeskArticle, multiple *bool) ([]articleRow, error) {
	blogs, err := d.store.BlogsOf(v.Context(), v.account.ID)
	if err != nil {
		return nil, err
	}
	*multiple = len(blogs) > 1
	standings := map[int64]standing{}
	for _, b := range blogs {
		if standings[b.ID], err = d.standing(v, b); err != nil {
			return nil, err
		}
	}
	rows := make([]articleRow, 0, len(list))
	for _, item := range list {
		row := rowOf(item)
		in := standings[item.Article.BlogID]
		row.MayShow, row.Featured = in.may.Can(blog.PublishOwn), in.featured[row.ID]
		row.MayFeature = row.State == blog.Published && !row.Unlisted && in.may.Can(blog.PublishAny)
		if at := slices.IndexFunc(blogs, func(b blog.Blog) bool { return b.ID == item.Article.BlogID }); at >= 0 {
			row.Blog = blogs[at].Title
			if row.State == blog.Published {
				row.PageURL = pagePath(blogs[at], item.Article.Slug)
			}
		}
		if row.Cover, err = d.thumbnail(v, item.Copy.Text.CoverID); err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// standing is what the reader may do in a blog, and what that features.
type standing struct {
	may      blog.MemberRole
	featured map[int64]bool // by article
}

func (d *Door) standing(v *visit, b blog.Blog) (s standing, err error) {
	if s.may, err = d.store.MemberRole(v.Context(), b.ID, v.account.ID); err != nil {
		return s, err
	}
	articles, err := d.store.FeaturedIn(v.Context(), b.ID)
	s.featured = map[int64]bool{}
	for _, a := range articles {
		s.featured[a.ID] = true
	}
	return s, err
}

func rowOf(item store.DeskArticle) articleRow {
	a, t := item.Article, item.Copy.Text
	row := articleRow{
		ID: a.ID, Title: titleOf(t), State: a.State, SavedAt: item.Copy.SavedAt, PublishedAt: a.PublishedAt,
		Unlisted: a.State == blog.Published && a.Visibility == blog.Unlisted,
		Changed:  a.State == blog.Published && item.Copy.SavedAt.After(a.UpdatedAt),
	}
	for _, line := range []string{t.Subtitle, t.Summary, content.Beginning(t.Markdown, 120)} {
		if row.Line = line; line != "" {
			break
		}
	}
	return row
}

// thumbnail is a small copy of a cover; nil where there is none.
func (d *Door) thumbnail(v *visit, id int64) (*picture, error) {
	if id == 0 {
		return nil, nil //nolint:nilnil // no cover is no failure
	}
	m, err := d.store.Media(v.Context(), id)
	if blog.CodeOf(err) == blog.NotFound {
		return nil, nil //nolint:nilnil // the same
	}
	if err != nil {
		return nil, err
	}
	p := pictureOf(m)
	return &p, nil
}

// pageNumber is the page of a list that is asked for, from 1.
func pageNumber(v *visit) int {
	page, err := strconv.Atoi(v.URL.Query().Get("page"))
	if err != nil || page < 1 || page > 100_000 {
		return 1
	}
	return page
}

// paging are the addresses of the pages before and after this one.
func paging(path, state string, page int, more bool) (newer, older string) {
	address := func(n int) string {
		query := "?page=" + strconv.Itoa(n)
		if state != "" {
			query += "&state=" + state
		}
		return path + query
	}
	if page > 1 {
		newer = address(page - 1)
	}
	if more {
		older = address(page + 1)
	}
	return newer, older
}

// pagePath is the address of an article's page.
func pagePath(b blog.Blog, slug string) string { return "/@" + b.Name + "/" + slug }
