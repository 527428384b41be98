package talk

import (
	"errors"
	"html/template"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/fediverse"
)

// foundView is what stands at an address, and what the reader does about it.
type foundView struct {
	fediverse.Found
	By      someone
	Kind    string // of account or thing, in words
	Person  bool
	HTML    template.HTML // what the account says of itself, or the text of the thing
	Summary string        // of an article; what a note has there is a warning
	Long    bool          // the text is folded at first
	Mine    bool          // it is the reader
	Follow  blog.InteractionState
	Blocks  bool
	Likes   bool
	Boosts  bool
	Quotes  bool // it quotes the reader, who may take the approval back
	Answers []ownAnswer
}

// ownAnswer is what the reader answered already.
type ownAnswer struct {
	ID       string
	Language string
	HTML     template.HTML
	At       time.Time
	EditedAt time.Time
	Removed  bool   // by the community it stands in
	Reason   string // what its moderators said
}

// longText is how many bytes of HTML are shown whole.
const longText = 4000

// find goes to an address. What is wrong with it is said at the field.
func (d pages) find(v *desk.Visit, address string) (fediverse.Found, error) {
	if d.Fediverse == nil {
		return fediverse.Found{}, desk.ErrAlone
	}
	found, err := d.Fediverse.Find(v.Context(), address)
	if blog.CodeOf(err) == blog.NotFound {
		err = blog.FieldError("address", "There is nothing at this address. It may have been moved or deleted.")
	}
	return found, err
}

// viewFound adds what the reader does about it.
func (d pages) viewFound(v *desk.Visit, found fediverse.Found) (*foundView, error) {
	home, err := d.PersonalBlog(v)
	if err != nil {
		return nil, err
	}
	view := &foundView{Found: found, By: someoneOf(found.Actor), Kind: kindOf(v, found), Person: found.Thing == nil && found.Actor.Kind == "Person", Mine: found.Actor.BlogID == home.ID}
	view.HTML = template.HTML(found.Bio) //nolint:gosec // sanitised by package content
	if t := found.Thing; t != nil {
		view.HTML, view.Long = template.HTML(t.HTML), len(t.HTML) > longText //nolint:gosec // sanitised by package content
		if t.Type != "Note" && t.Type != "Question" {
			view.Summary = t.Warning
		}
	}
	does, err := d.Store.InteractionsWith(v.Context(), home.ID, found.Object())
	if err != nil {
		return nil, err
	}
	for _, i := range does {
		switch i.Kind {
		case blog.ToFollow:
			view.Follow = i.State
		case blog.ToBlock:
			view.Blocks = true
		case blog.ToLike:
			view.Likes = true
		case blog.ToBoost:
			view.Boosts = true
		}
	}
	if err := d.addQuote(v, view, home.ID); err != nil {
		return nil, err
	}
	return view, d.addAnswers(v, view, home.ID)
}

func (d pages) addQuote(v *desk.Visit, view *foundView, own int64) error {
	q, err := d.Store.Quotation(v.Context(), view.Object())
	if errors.Is(err, blog.ErrNotFound) {
		return nil
	}
	view.Quotes = q.BlogID == own && q.Approved()
	return err
}

func (d pages) addAnswers(v *desk.Visit, view *foundView, own int64) error {
	if view.Thing == nil {
		return nil
	}
	list, err := d.Store.AnswersTo(v.Context(), own, view.Thing.ID)
	for _, a := range list {
		view.Answers = append(view.Answers, ownAnswer{ID: a.APID, Language: a.Language, At: a.PublishedAt, EditedAt: a.EditedAt,
			Removed: !a.RemovedAt.IsZero(), Reason: a.Removal, HTML: template.HTML(a.HTML)}) //nolint:gosec // sanitised by package content
	}
	return err
}

// kindOf names in plain words what was found.
func kindOf(v *desk.Visit, found fediverse.Found) string {
	kind := found.Actor.Kind
	if found.Thing != nil {
		kind = found.Thing.Type
	}
	switch {
	case kinds[kind] != "":
		return v.Text(kinds[kind])
	case found.Thing == nil:
		return v.Text("Account")
	}
	return v.Text("Post")
}

// kinds are the names of types of actors and objects.
var kinds = map[string]string{
	"Person":       "Person",
	"Article":      "Article",
	"Video":        "Video",
	"Event":        "Event",
	"Page":         "Page",
	"Group":        "Group",
	"Organization": "Organisation",
	"Service":      "Automated account",
	"Application":  "Automated account",
	"Question":     "Poll",
	"Image":        "Picture",
	"Audio":        "Recording",
}
