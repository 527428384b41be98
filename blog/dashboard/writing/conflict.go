package writing

import (
	"cmp"
	"net/http"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/content/difference"
)

// conflictPage shows two texts that were written at the same time: the reader's, still to be
// saved, and the saved one.
type conflictPage struct {
	desk.Frame
	Draft   draft // the reader's, based on the version of Theirs: saving it wins
	Theirs  draft
	By      string
	SavedAt time.Time
	Lines   []difference.Piece[string]
	Fields  []fieldChange
}

// fieldChange is a field of the details in which the two differ.
type fieldChange struct{ Label, Theirs string }

func (d pages) showConflict(w http.ResponseWriter, v *desk.Visit, typed draft, current blog.WorkingCopy) error {
	typed.Article, typed.Version = current.ArticleID, current.Version
	saved := draftOf(blog.Article{ID: typed.Article, BlogID: typed.Blog}, current)
	p := conflictPage{Draft: typed, Theirs: saved, SavedAt: current.SavedAt,
		Lines: difference.Of(lines(typed.Markdown), lines(saved.Markdown)), Fields: fieldChanges(v, typed, saved)}
	by, err := d.savedBy(v, current)
	if err != nil {
		return err
	}
	p.By = cmp.Or(by, v.Text("you, in another window"))
	if p.Frame, err = d.Frame(v, v.Text("Two versions"), "articles"); err != nil {
		return err
	}
	return d.Render(w, v, http.StatusConflict, "conflict", p)
}

func fieldChanges(v *desk.Visit, mine, theirs draft) []fieldChange {
	var changes []fieldChange
	for _, f := range []struct{ label, mine, theirs string }{
		{v.Text("Title"), mine.Title, theirs.Title},
		{v.Text("Subtitle"), mine.Subtitle, theirs.Subtitle},
		{v.Text("Summary"), mine.Summary, theirs.Summary},
		{v.Text("Tags"), mine.Tags, theirs.Tags},
		{v.Text("Series"), mine.Series, theirs.Series},
		{v.Text("Address"), mine.Slug, theirs.Slug},
		{v.Text("Language"), mine.Language, theirs.Language},
		{v.Text("Licence"), mine.Licence, theirs.Licence},
		{v.Text("Cover, in words"), mine.CoverAlt, theirs.CoverAlt},
		{v.Text("Content warning"), mine.Warning, theirs.Warning},
		{v.Text("First published at"), mine.Canonical, theirs.Canonical},
	} {
		if strings.TrimSpace(f.mine) != f.theirs {
			changes = append(changes, fieldChange{f.label, f.theirs})
		}
	}
	return changes
}

func lines(text string) []string {
	return strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
}
