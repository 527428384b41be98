package writing

import (
	"crypto/rand"
	"strings"
	"time"
	"unicode"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/content"
)

// draft is the editor's form, word for word as it was typed, so that a refused one can be shown again.
type draft struct {
	Article    int64 // 0 before the first save
	Version    int64
	Blog       int64
	Page       string // names the page a new article is typed at
	SavedAt    time.Time
	Title      string
	Subtitle   string
	Markdown   string
	Summary    string
	Tags       string // with commas
	Series     string
	Slug       string
	Language   string
	Licence    string
	Cover      int64
	CoverAlt   string
	Unlisted   bool
	Standing   bool // a page of the blog
	Canonical  string
	Warning    string
	OpenEdits  bool
	PictureAlt string // of a picture on its way into the text
	Note       string // of an editor who hands it back
}

// draftOf shows a saved working copy in the editor.
func draftOf(a blog.Article, w blog.WorkingCopy) draft {
	t := w.Text
	return draft{
		Article: a.ID, Version: w.Version, Blog: a.BlogID, SavedAt: w.SavedAt,
		Title: t.Title, Subtitle: t.Subtitle, Markdown: t.Markdown, Summary: t.Summary,
		Tags: strings.Join(t.Tags, ", "), Series: t.Series, Slug: t.Slug, Language: t.Language, Licence: t.Licence,
		Cover: t.CoverID, CoverAlt: t.CoverAlt, Unlisted: t.Unlisted, Standing: t.Standing, Canonical: t.Canonical, Warning: t.Warning, OpenEdits: t.OpenEdits,
	}
}

// sentDraft reads the editor's form.
func sentDraft(f desk.Form) draft {
	return draft{
		Version: desk.Number(f.Get("version")), Blog: desk.Number(f.Get("blog")), Page: pageName(f.Get("page")),
		Title: f.Get("title"), Subtitle: f.Get("subtitle"), Markdown: f.Get("markdown"), Summary: f.Get("summary"),
		Tags: f.Get("tags"), Series: f.Get("series"), Slug: f.Get("slug"), Language: f.Get("language"), Licence: f.Get("licence"),
		Cover: desk.Number(f.Get("cover")), CoverAlt: f.Get("cover_alt"), Unlisted: f.Get("visibility") == string(blog.Unlisted), Standing: f.Get("visibility") == string(blog.Standing),
		Canonical: f.Get("canonical"), Warning: f.Get("warning"), OpenEdits: f.Get("open_edits") != "",
		PictureAlt: f.Get("picture_alt"), Note: f.Get("note"),
	}
}

// pageName reads the name of a page; one that is none of ours is dropped.
func pageName(name string) string {
	if len(name) > len(rand.Text()) {
		return ""
	}
	return name
}

// text is the draft as package blog takes it.
func (f draft) text() blog.Text {
	return blog.Text{
		Title: f.Title, Subtitle: f.Subtitle, Markdown: f.Markdown, Summary: f.Summary,
		Tags: strings.FieldsFunc(f.Tags, isComma), Series: f.Series, Slug: f.Slug, Language: f.Language, Licence: f.Licence,
		CoverID: f.Cover, CoverAlt: f.CoverAlt, Unlisted: f.Unlisted, Standing: f.Standing, Canonical: f.Canonical, Warning: f.Warning, OpenEdits: f.OpenEdits,
	}
}

// fields are what a person types, by the name of the field.
func (f *draft) fields() map[string]*string {
	return map[string]*string{
		"title": &f.Title, "subtitle": &f.Subtitle, "markdown": &f.Markdown, "summary": &f.Summary, "tags": &f.Tags,
		"slug": &f.Slug, "language": &f.Language, "licence": &f.Licence, "cover_alt": &f.CoverAlt, "canonical": &f.Canonical, "warning": &f.Warning, "series": &f.Series,
	}
}

// leave has a field stay as it was before; false for the text itself and what is no field.
func (f *draft) leave(field string, before draft) bool {
	if field == "cover" {
		f.Cover = before.Cover
		return true
	}
	value, known := f.fields()[field]
	if !known || field == "markdown" {
		return false
	}
	*value = *before.fields()[field]
	return true
}

// isComma knows the commas of other scripts, which their keyboards offer first.
func isComma(r rune) bool { return r == ',' || r == '，' || r == '、' || r == '،' || r == '\n' }

// Action is where the editor's form is sent.
func (f draft) Action() string {
	if f.Article == 0 {
		return "/desk/articles"
	}
	return desk.ArticlePath(f.Article)
}

// addPicture puts a stored picture at the end of the text.
func (f *draft) addPicture(m blog.Media) {
	f.Markdown = strings.TrimRight(f.Markdown, " \t\r\n")
	if f.Markdown != "" {
		f.Markdown += "\n\n"
	}
	f.Markdown += desk.PictureMarkdown(m) + "\n"
	f.PictureAlt = ""
}

// length is how long the text is, and how long it takes to read.
func (f draft) length(v *desk.Visit) string {
	words, minutes := content.Length(f.Markdown)
	return v.Count(words, "%d word", "%d words") + v.Text(", ") + v.Count(minutes, "%d minute", "%d minutes")
}

// Gaps are the places marked TK, "to come": letters that hardly any word has in a row.
func (f draft) Gaps() int {
	gaps := 0
	for _, word := range strings.FieldsFunc(f.Markdown, func(r rune) bool { return !isLetterOrDigit(r) }) {
		if word == "TK" {
			gaps++
		}
	}
	return gaps
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
