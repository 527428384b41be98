package blog

import (
	"time"

	"pamphlet/content"
)

// Article belongs to one blog and has a first author. Readers see Published; writers edit a WorkingCopy.
type Article struct {
	ID          int64
	APID        string // of the current publication episode; empty unless published
	BlogID      int64
	AuthorID    int64 // the first author's account
	Slug        string
	State       State
	Visibility  Visibility
	PublishedAt time.Time // first publication of the current episode, fixed within it; while scheduled, when that will be
	EditedAt    time.Time // last change after publication; zero when never edited
	CreatedAt   time.Time
	UpdatedAt   time.Time

	// Published is the text readers see, with everything derived from it. Zero unless published.
	Published Rendering
}

// State is where an article stands.
type State string

// The states of an article.
const (
	Draft     State = "draft"
	Submitted State = "submitted" // with the editors of its publication
	Scheduled State = "scheduled"
	Published State = "published"
	Withdrawn State = "withdrawn"
)

// Visibility says who finds a published article.
type Visibility string

// The visibilities. An unlisted article is reached by link only: no list, feed, search or delivery, and noindex. A
// standing page is in no list, feed or delivery either: it is in the menu of its blog.
const (
	Public   Visibility = "public"
	Unlisted Visibility = "unlisted"
	Standing Visibility = "page"
)

// Text is everything an author writes for one article: the content of a working copy and of a revision.
type Text struct {
	Title    string   `json:"title"`
	Subtitle string   `json:"subtitle,omitempty"`
	Summary  string   `json:"summary,omitempty"`
	Markdown string   `json:"markdown"`
	Tags     []string `json:"tags,omitempty"`
	Series   string   `json:"series,omitempty"` // title of the series it is part of once published
	Slug     string   `json:"slug,omitempty"`   // as wished; empty: derived from the title
	Language string   `json:"language,omitempty"`
	Licence  string   `json:"licence,omitempty"`
	CoverID  int64    `json:"cover,omitempty"` // Media; 0 for none
	CoverAlt string   `json:"cover_alt,omitempty"`
	Unlisted bool     `json:"unlisted,omitempty"`
	Standing bool     `json:"page,omitempty"` // a page of the blog; comes before Unlisted
	// Canonical is where the text stood first, if that is another site; empty for here.
	Canonical string         `json:"canonical,omitempty"`
	Warning   string         `json:"warning,omitempty"`    // what readers are warned of before they see it; empty for nothing
	OpenEdits bool           `json:"open_edits,omitempty"` // readers see what was edited
	Extra     map[string]any `json:"extra,omitempty"`      // front matter keys that mean nothing here, kept for export
}

// Rendering is a published Text with what is derived from its Markdown at save.
type Rendering struct {
	RevisionID int64
	Title      string
	Subtitle   string
	Summary    string // the author's, or else the excerpt
	HTML       string // sanitised
	Markdown   string
	Outline    []content.Heading
	Language   string
	Licence    string
	Tags       []string
	CoverID    int64
	CoverAlt   string
	Canonical  string // address elsewhere, or empty
	Warning    string // folds the text
	OpenEdits  bool   // readers see what was edited
	Words      int
	Minutes    int
	HasCode    bool
	HasMath    bool

	// Remote are the addresses of the pictures and cards of other servers, in order, up to a bound. They are
	// only filled in by rendering; an article's own are Tx.ArticlePictures.
	Remote []string
}

// WorkingCopy takes saves while somebody writes; readers never see it.
type WorkingCopy struct {
	ArticleID int64
	Version   int64 // grows by one with every save; a save names the version it was based on
	AccountID int64 // who saved last
	Text      Text
	SavedAt   time.Time
}

// Revision is a saved state worth returning to.
type Revision struct {
	ID        int64
	ArticleID int64
	AccountID int64
	Text      Text
	CreatedAt time.Time
	ShownAt   time.Time // when readers first saw it; zero for one they never did
}
