package writing

import (
	"net/http"
	"strconv"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/fediverse"
)

// receiptPage says what became of an article at each server.
type receiptPage struct {
	desk.Frame
	ID      int64
	Heading string
	PageURL string // "" when readers do not see it
	MaySend bool
	Numbers map[string]int // of servers, by state
	Trouble []receiptRow
	Arrived []receiptRow
}

// receiptRow is one server.
type receiptRow struct {
	blog.Receipt
	Runs    string // its software
	Why     string // a whole sentence or two
	Again   bool   // may be sent again
	Pending bool   // Next is to be shown
}

// foldAfter is how many servers that have an article are shown at once.
const foldAfter = 12

// showReceipt shows how far an article came.
func (d pages) showReceipt(w http.ResponseWriter, v *desk.Visit) error {
	a, name, err := d.named(v)
	if err != nil {
		return err
	}
	p := receiptPage{ID: a.ID, Heading: name, Numbers: map[string]int{}}
	role, err := d.Store.MemberRole(v.Context(), a.BlogID, v.Account.ID)
	if err != nil {
		return err
	}
	p.MaySend = role.Can(blog.PublishAny) || (a.AuthorID == v.Account.ID && role.Can(blog.PublishOwn))
	in, err := d.Store.Blog(v.Context(), a.BlogID)
	if err != nil {
		return err
	}
	if a.State == blog.Published {
		p.PageURL = desk.PagePath(in, a.Slug)
	}
	receipts, err := d.Store.Receipts(v.Context(), a.ID)
	if err != nil {
		return err
	}
	for _, r := range receipts {
		p.add(v, a, in, r)
	}
	if p.Frame, err = d.Frame(v, v.Text("Where it went"), "articles"); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusOK, "receipt", p)
}

func (p *receiptPage) add(v *desk.Visit, a blog.Article, in blog.Blog, r blog.Receipt) {
	p.Numbers[string(r.State)]++
	row := receiptRow{Receipt: r, Runs: v.SoftwareOf(r.Software, r.Version)}
	switch r.State {
	case blog.Arrived:
		row.Why = arrivedAs(v, a, in, r)
		p.Arrived = append(p.Arrived, row)
		return
	case blog.Waiting:
		row.Why, row.Pending = v.Text("Waiting for its turn."), r.Answer != ""
		if row.Pending {
			row.Why = heard(v, r.Answer)
		}
	case blog.RefusedReceipt:
		row.Why, row.Again = v.Text("It does not want it.")+" "+heard(v, r.Answer), p.MaySend
	case blog.Away:
		row.Why, row.Again = v.Text("It did not take it for days, so we stopped asking.")+" "+heard(v, r.Answer), p.MaySend
	}
	p.Trouble = append(p.Trouble, row)
}

// arrivedAs says what a server has that took what it was sent.
func arrivedAs(v *desk.Visit, a blog.Article, in blog.Blog, r blog.Receipt) string {
	unseen := fediverse.Unseen(r.Software, a, in)
	switch {
	case a.State != blog.Published:
		return v.Text("It was asked to delete its copy.")
	case unseen != "":
		return v.Text("It was told of the article, and shows nothing of it.") + " " + v.Text(unseen)
	case !a.EditedAt.IsZero() && fediverse.IgnoresEdits(r.Software):
		return v.Text("It has the article as it was first sent, and takes no edits of articles.")
	}
	return v.Text("It has the article.")
}

// heard says in words what came back, then what exactly.
func heard(v *desk.Visit, answer string) string {
	answer = strings.TrimSpace(answer)
	if answer == "" {
		return ""
	}
	first, _, _ := strings.Cut(answer, " ")
	status, err := strconv.Atoi(first)
	if err != nil {
		return v.Text("It could not be reached (%s).", answer)
	}
	return v.Text(meaning(status), answer)
}

// meaning is the sentence for a status, with place for the answer.
func meaning(status int) string {
	switch {
	case status == http.StatusUnauthorized:
		return "It did not believe that this came from you (%s)."
	case status == http.StatusForbidden:
		return "It accepts nothing from you or from this site (%s)."
	case status == http.StatusNotFound:
		return "It found nobody at the address it gave us (%s)."
	case status == http.StatusGone:
		return "Whoever followed there has left (%s)."
	case status == http.StatusRequestEntityTooLarge:
		return "The article is too long for it (%s)."
	case status == http.StatusTooManyRequests:
		return "It was busy and asked us to come back (%s)."
	case status >= http.StatusInternalServerError:
		return "It had trouble of its own (%s)."
	}
	return "It answered (%s)."
}

// Sendable is how many servers an article may be sent to again.
func (p receiptPage) Sendable() (n int) {
	for _, row := range p.Trouble {
		if row.Again {
			n++
		}
	}
	return n
}

// First are the servers that are shown at once of those that have the article, and More the others.
func (p receiptPage) First() []receiptRow { return p.Arrived[:min(len(p.Arrived), foldAfter)] }

// More are the servers that First leaves out.
func (p receiptPage) More() []receiptRow { return p.Arrived[len(p.First()):] }
