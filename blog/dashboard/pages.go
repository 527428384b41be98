package dashboard

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"
	"time"
	"unicode"

	"pamphlet/blog"
	"pamphlet/themes"
)

//go:embed templates/*.html
var templateFiles embed.FS

// pages are the templates, one per page, each together with the shared parts.
type pages map[string]*template.Template

// shared are the files that define parts instead of a page.
var shared = []string{"templates/frame.html", "templates/parts.html", "templates/tools.html"}

func parsePages(now func() time.Time) pages {
	base := template.Must(template.New("").Funcs(template.FuncMap{
		"icon":    icon,
		"moment":  func(t time.Time) template.HTML { return moment(t, now()) },
		"mark":    themes.Postmark,
		"field":   newField,
		"problem": func(p problems, name string) fieldProblem { return fieldProblem{"f-" + name, p[name]} },
		"count":   counted,
	}).ParseFS(templateFiles, shared...))
	files, err := templateFiles.ReadDir("templates")
	if err != nil {
		panic(err) // the files are part of the program
	}
	all := pages{}
	for _, file := range files {
		t := template.Must(base.Clone())
		template.Must(t.ParseFS(templateFiles, "templates/"+file.Name()))
		if t.Lookup("page") != nil {
			all[strings.TrimSuffix(path.Base(file.Name()), ".html")] = t
		}
	}
	return all
}

// render writes a page once it is whole, so that a failing template never leaves half of one.
func (d *Door) render(w http.ResponseWriter, status int, name string, view any) error {
	var page bytes.Buffer
	if err := d.pages[name].ExecuteTemplate(&page, "page", view); err != nil {
		return fmt.Errorf("drawing %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(page.Bytes()) // a person who went away is no news
	return nil
}

// frame is what stands around every page.
type frame struct {
	Title    string
	Assets   string // begins the address of style sheet and script
	FontCSS  string
	CSRF     string
	SignedIn bool
	Nav      string // the current entry of the rail
	Me       person
	Settings string // address of the blog settings; empty where there are none to change
	Site     bool   // may change the site
	News     string // how many notices are new; empty for none
	Done     string // what the request before this one did, from a fixed list
	Notice   string // the same in words
}

// person is the reader of a page.
type person struct {
	Name    string
	Handle  string // @name@host
	Blog    string
	BlogURL string
	Picture *picture
}

// notices are what a page says after something worked.
var notices = map[string]string{
	"added":     "The picture is here. Its text, to paste into an article, is below it.",
	"again":     "It is on its way again. Look here in a minute to see what came of it.",
	"answer":    "Your answer is sent.",
	"block":     "Blocked.",
	"boost":     "Boosted. Your followers are told.",
	"changed":   "Your answer is changed, here and on every server that has it.",
	"declined":  "Declined.",
	"deleted":   "Deleted.",
	"described": "The description is saved.",
	"featured":  "Featured. Readers see it first, and other servers are told.",
	"follow":    "Asked. When they say yes, you follow them.",
	"handed":    "Handed back. Its writer sees your note.",
	"hidden":    "Hidden. Readers no longer see it.",
	"invited":   "Invited. They answer at their desk.",
	"joined":    "Welcome. You write for this publication now.",
	"left":      "You left. Your drafts are on your own blog.",
	"like":      "Liked. Who wrote it is told.",
	"password":  "Your password is changed. Everywhere else you are signed out.",
	"published": "Published.",
	"removed":   "Removed. Their drafts are on their own blog.",
	"restored":  "Restored. What was here before is in the history.",
	"saved":     "Saved.",
	"shown":     "Shown. Readers see it now.",
	"submitted": "With the editors. You see here when they publish it or hand it back.",
	"taken":     "Yours again. The editors no longer see it.",
	"unblock":   "No longer blocked.",
	"unboost":   "No longer boosted.",
	"unfeature": "No longer featured.",
	"unfollow":  "You no longer follow them.",
	"uninvited": "The invitation is taken back.",
	"unlike":    "No longer liked.",
	"unquote":   "Withdrawn. Their server is told that this no longer may quote you.",
	"withdrawn": "Withdrawn. Readers no longer see it; the text stays here.",
}

// plainFrame needs nothing from the store.
func (d *Door) plainFrame(v *visit, title string) frame {
	f := frame{Title: title, Assets: d.assets.prefix, FontCSS: d.cfg.FontCSSURL, CSRF: v.token, SignedIn: v.signedIn()}
	if notice, ok := notices[v.URL.Query().Get("done")]; ok && v.Method == http.MethodGet {
		f.Done, f.Notice = v.URL.Query().Get("done"), notice
	}
	return f
}

// frame is the frame of a page of the desk, with its rail.
func (d *Door) frame(v *visit, title, nav string) (frame, error) {
	f := d.plainFrame(v, title)
	f.Nav, f.Site = nav, v.account.Role.CanManageSite()
	home, err := d.personalBlog(v)
	if err != nil {
		return f, err
	}
	managed, err := d.managedBlogs(v)
	if err != nil {
		return f, err
	}
	if len(managed) > 0 {
		f.Settings = "/desk/blogs/" + managed[0].Name + "/settings"
	}
	fresh, _, err := d.store.NewNotices(v.Context(), v.account.ID, home.ID)
	if err != nil {
		return f, err
	}
	f.News = upTo99(fresh)
	f.Me = person{Name: v.account.DisplayName, Handle: "@" + v.account.Name + "@" + d.host(), Blog: home.Title, BlogURL: "/@" + home.Name}
	f.Me.Picture, err = d.thumbnail(v, v.account.PictureID)
	return f, err
}

// personalBlog is the reader's own blog.
func (d *Door) personalBlog(v *visit) (blog.Blog, error) {
	return d.store.PersonalBlog(v.Context(), v.account.ID)
}

// managedBlogs are the blogs whose settings the reader may change.
func (d *Door) managedBlogs(v *visit) ([]blog.Blog, error) {
	blogs, err := d.store.BlogsOf(v.Context(), v.account.ID)
	if err != nil {
		return nil, err
	}
	var managed []blog.Blog
	for _, b := range blogs {
		role, err := d.store.MemberRole(v.Context(), b.ID, v.account.ID)
		if err != nil {
			return nil, err
		}
		if role.Can(blog.ManageBlog) {
			managed = append(managed, b)
		}
	}
	return managed, nil
}

// moment is a time as a person says it: the hour of today, otherwise the day. The script turns it
// into the reader's own time zone.
func moment(t, now time.Time) template.HTML {
	t = t.UTC()
	words := t.Format("2 January 2006")
	switch {
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		words = t.Format("15:04") + " UTC"
	case t.Year() == now.Year():
		words = t.Format("2 January")
	}
	return template.HTML(`<time datetime="` + t.Format(time.RFC3339) + `">` + words + `</time>`) //nolint:gosec // made of a time only
}

// counted is a number with its noun, "1 word" or "1,204 words".
func counted(n int, noun string) string {
	digits := fmt.Sprint(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	if n == 1 {
		return digits + " " + noun
	}
	return digits + " " + noun + "s"
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
