package writing

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
	"pamphlet/content"
)

// articlesPage is the list of everything its reader may edit.
type articlesPage struct {
	desk.Frame
	Tabs     []desk.Tab
	Rows     []articleRow
	State    blog.State
	Older    string // address of the next page; empty on the last
	Newer    string
	Multiple bool // the reader writes in several blogs, so rows name theirs
	Invited  []store.NamedInvitation
	Blogs    []blog.Blog // the reader writes in
	Words    string      // looked for
	In       int64       // only in this blog; 0 for all
	Select   bool        // to do something to several
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
	Cover       *desk.Picture
	MayShow     bool
	Featured    bool
	MayFeature  bool
}

const rowsPerPage = 30

func toArticles(w http.ResponseWriter, v *desk.Visit) error { return desk.SeeOther(w, v, "/desk") }

func (d pages) showArticles(w http.ResponseWriter, v *desk.Visit) error {
	state := blog.State(v.URL.Query().Get("state"))
	if !slices.Contains([]blog.State{"", blog.Draft, blog.Submitted, blog.Scheduled, blog.Published, blog.Withdrawn}, state) {
		return blog.ErrNotFound
	}
	page := desk.PageNumber(v)
	counts, err := d.Store.DeskCounts(v.Context(), v.Account.ID)
	if err != nil {
		return err
	}
	asked := v.URL.Query()
	p := articlesPage{Tabs: tabs(v, counts, state), State: state, Words: wordsOf(asked), In: desk.Number(asked.Get("blog")), Select: asked.Get("select") != ""}
	list, err := d.Store.DeskArticles(v.Context(), store.DeskFilter{
		AccountID: v.Account.ID, State: state, BlogID: p.In, Words: p.Words, Max: rowsPerPage + 1, Skip: (page - 1) * rowsPerPage,
	})
	if err != nil {
		return err
	}
	if len(list) == 0 && page > 1 { // what was there is gone
		asked.Del("page")
		return desk.SeeOther(w, v, "/desk?%s", asked.Encode())
	}
	p.Newer, p.Older = desk.Paging("/desk", asked, page, len(list) > rowsPerPage)
	if p.Blogs, err = d.Store.BlogsOf(v.Context(), v.Account.ID); err != nil {
		return err
	}
	p.Multiple = len(p.Blogs) > 1
	if p.Rows, err = d.rows(v, p.Blogs, list[:min(len(list), rowsPerPage)]); err != nil {
		return err
	}
	if p.Invited, err = d.Store.InvitationsTo(v.Context(), v.Account.ID); err != nil {
		return err
	}
	if p.Frame, err = d.Frame(v, v.Text("Articles"), "articles"); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "articles", p)
}

// wordsOf are the words looked for; none where they are no text.
func wordsOf(asked url.Values) string {
	words := strings.TrimSpace(asked.Get("words"))
	if len(words) > 200 || !utf8.ValidString(words) {
		return ""
	}
	return words
}

func tabs(v *desk.Visit, counts map[blog.State]int, current blog.State) []desk.Tab {
	all := 0
	for _, n := range counts {
		all += n
	}
	list := []desk.Tab{{Label: v.Text("All"), URL: "/desk", Count: all, Current: current == ""}}
	for _, t := range []struct {
		state blog.State
		label string
	}{
		{blog.Draft, v.Text("Drafts")}, {blog.Submitted, v.Text("Submitted")}, {blog.Scheduled, v.Text("Scheduled")},
		{blog.Published, v.Text("Published")}, {blog.Withdrawn, v.Text("Withdrawn")},
	} {
		if (t.state == blog.Scheduled || t.state == blog.Submitted) && counts[t.state] == 0 && t.state != current {
			continue
		}
		list = append(list, desk.Tab{Label: t.label, URL: "/desk?state=" + string(t.state), Count: counts[t.state], Current: t.state == current})
	}
	return list
}

func (d pages) rows(v *desk.Visit, blogs []blog.Blog, list []store.DeskArticle) (rows []articleRow, err error) {
	standings := map[int64]standing{}
	for _, b := range blogs {
		if standings[b.ID], err = d.standing(v, b); err != nil {
			return nil, err
		}
	}
	for _, item := range list {
		row := rowOf(v, item)
		in := standings[item.Article.BlogID]
		row.MayShow, row.Featured = in.may.Can(blog.PublishOwn), in.featured[row.ID]
		row.MayFeature = row.State == blog.Published && !row.Unlisted && in.may.Can(blog.PublishAny)
		if at := slices.IndexFunc(blogs, func(b blog.Blog) bool { return b.ID == item.Article.BlogID }); at >= 0 {
			row.Blog = blogs[at].Title
			if row.State == blog.Published {
				row.PageURL = desk.PagePath(blogs[at], item.Article.Slug)
			}
		}
		if row.Cover, err = d.Thumbnail(v, item.Copy.Text.CoverID); err != nil {
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

func (d pages) standing(v *desk.Visit, b blog.Blog) (s standing, err error) {
	if s.may, err = d.Store.MemberRole(v.Context(), b.ID, v.Account.ID); err != nil {
		return s, err
	}
	articles, err := d.Store.FeaturedIn(v.Context(), b.ID)
	s.featured = map[int64]bool{}
	for _, a := range articles {
		s.featured[a.ID] = true
	}
	return s, err
}

func rowOf(v *desk.Visit, item store.DeskArticle) articleRow {
	a, t := item.Article, item.Copy.Text
	row := articleRow{
		ID: a.ID, Title: v.TitleOf(t.Title), State: a.State, SavedAt: item.Copy.SavedAt, PublishedAt: a.PublishedAt,
		Unlisted: a.State == blog.Published && a.Visibility == blog.Unlisted,
		Changed:  (a.State == blog.Published || a.State == blog.Scheduled) && item.Copy.SavedAt.After(a.UpdatedAt),
	}
	for _, line := range []string{t.Subtitle, t.Summary, content.Beginning(t.Markdown, 120)} {
		if row.Line = line; line != "" {
			break
		}
	}
	return row
}
