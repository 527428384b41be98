package desk

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/content/words"
	"pamphlet/themes"
)

//go:embed templates
var files embed.FS

// sharedParts are the parts that every page is made with: the frame, fields, icons. They are spoken in English until
// page says otherwise.
func sharedParts(now func() time.Time) *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"icon":      icon,
		"mark":      themes.Postmark,
		"field":     newField,
		"problem":   func(p Problems, name string) fieldProblem { return fieldProblem{"f-" + name, p[name]} },
		"element":   element,
		"keys":      keys,
		"link":      link,
		"languages": func() []*words.Language { return words.Languages },
	}).Funcs(speaking(words.English, now)).ParseFS(files, "templates/frame.html", "templates/parts.html", "templates/keys.html"))
}

// parse reads a room's templates. A file that defines "page" is a page; what the others define is there for all of them.
func (d *Desk) parse(room fs.FS) {
	found, err := fs.Glob(room, "templates/*.html")
	if err != nil {
		panic(err) // the pattern is right
	}
	base := template.Must(d.base.Clone())
	isPage := func(file string) bool {
		return template.Must(template.Must(d.base.Clone()).ParseFS(room, file)).Lookup("page") != nil
	}
	for _, file := range found {
		if !isPage(file) {
			template.Must(base.ParseFS(room, file))
		}
	}
	for _, file := range found {
		if name := strings.TrimSuffix(path.Base(file), ".html"); isPage(file) {
			if d.pages[name] != nil {
				panic("two rooms have a page " + name)
			}
			d.pages[name] = template.Must(template.Must(base.Clone()).ParseFS(room, file))
		}
	}
}

// page is the template of a page in a language. Each is made when somebody first wants it, of one that is never drawn
// itself: a template that was cannot be changed any more.
func (d *Desk) page(name string, l *words.Language) *template.Template {
	key := name + " " + l.Tag
	if ready, ok := d.spoken.Load(key); ok {
		return ready.(*template.Template) //nolint:forcetypeassert // it has nothing else
	}
	ready, _ := d.spoken.LoadOrStore(key, template.Must(d.pages[name].Clone()).Funcs(speaking(l, d.Now)))
	return ready.(*template.Template) //nolint:forcetypeassert // the same
}

// Render writes a page once it is whole, so that a failing template never leaves half of one.
func (d *Desk) Render(w http.ResponseWriter, v *Visit, status int, name string, view any) error {
	var page bytes.Buffer
	if err := d.page(name, v.Words).ExecuteTemplate(&page, "page", view); err != nil {
		return fmt.Errorf("drawing %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(page.Bytes()) // a person who went away is no news
	return nil
}

// Frame is what stands around every page.
type Frame struct {
	Title    string
	Assets   string // begins the address of style sheet and script
	FontCSS  string
	CSRF     string
	SignedIn bool
	Nav      string // the current entry of the rail
	Me       Person
	Settings string // address of the blog settings; empty where there are none to change
	Site     bool   // may change the site
	News     string // how many notices are new; empty for none
	Done     string // what the request before this one did, from a fixed list
	Notice   string // the same in words
}

// Person is the reader of a page.
type Person struct {
	Name    string
	Handle  string // @name@host
	Blog    string
	BlogURL string
	Picture *Picture
}

// notices are what a page says after something worked.
var notices = map[string]string{
	"added":       "It is here. What to paste into an article is below.",
	"again":       "It is on its way again. Look here in a minute to see what came of it.",
	"answer":      "Your answer is sent.",
	"block":       "Blocked.",
	"boost":       "Boosted. Your followers are told.",
	"changed":     "Your answer is changed, here and on every server that has it.",
	"declined":    "Declined.",
	"deleted":     "Deleted.",
	"described":   "The description is saved.",
	"featured":    "Featured. Readers see it first, and other servers are told.",
	"follow":      "Asked. When they say yes, you follow them.",
	"handed":      "Handed back. Its writer sees your note.",
	"hidden":      "Hidden. Readers no longer see it.",
	"invited":     "Invited. They answer at their desk.",
	"joined":      "Welcome. You write for this publication now.",
	"left":        "You left. Your drafts are on your own blog.",
	"like":        "Liked. Who wrote it is told.",
	"password":    "Your password is changed. Everywhere else you are signed out.",
	"published":   "Published.",
	"removed":     "Removed. Their drafts are on their own blog.",
	"restored":    "Restored. What was here before is in the history.",
	"saved":       "Saved.",
	"scheduled":   "Scheduled. It appears by itself; what you write until then is not part of it unless you schedule it again.",
	"shown":       "Shown. Readers see it now.",
	"replaced":    "Replaced. Articles that show it are on their way.",
	"submitted":   "With the editors. You see here when they publish it or hand it back.",
	"tagged":      "Tagged. Readers see it on published articles once you publish them again.",
	"taken":       "Yours again. The editors no longer see it.",
	"unblock":     "No longer blocked.",
	"unboost":     "No longer boosted.",
	"unfeature":   "No longer featured.",
	"unfollow":    "You no longer follow them.",
	"uninvited":   "The invitation is taken back.",
	"unscheduled": "Taken back. It is not published by itself any more.",
	"unlike":      "No longer liked.",
	"unquote":     "Withdrawn. Their server is told that this no longer may quote you.",
	"withdrawn":   "Withdrawn. Readers no longer see it; the text stays here.",
}

// PlainFrame needs nothing from the store.
func (d *Desk) PlainFrame(v *Visit, title string) Frame {
	f := Frame{Title: title, Assets: d.assets.prefix, FontCSS: d.FontCSSURL, CSRF: v.token, SignedIn: v.SignedIn()}
	if notice, ok := notices[v.URL.Query().Get("done")]; ok && v.Method == http.MethodGet {
		f.Done, f.Notice = v.URL.Query().Get("done"), v.Text(notice)
	}
	return f
}

// Frame is the frame of a page of the desk, with its rail.
func (d *Desk) Frame(v *Visit, title, nav string) (Frame, error) {
	f := d.PlainFrame(v, title)
	f.Nav, f.Site = nav, v.Account.Role.CanManageSite()
	home, err := d.PersonalBlog(v)
	if err != nil {
		return f, err
	}
	managed, err := d.ManagedBlogs(v)
	if err != nil {
		return f, err
	}
	if len(managed) > 0 {
		f.Settings = "/desk/blogs/" + managed[0].Name + "/settings"
	}
	fresh, _, err := d.Store.NewNotices(v.Context(), v.Account.ID, home.ID)
	if err != nil {
		return f, err
	}
	f.News = upTo99(fresh)
	f.Me = Person{Name: v.Account.DisplayName, Handle: "@" + v.Account.Name + "@" + d.Host(), Blog: home.Title, BlogURL: "/@" + home.Name}
	f.Me.Picture, err = d.Thumbnail(v, v.Account.PictureID)
	return f, err
}

// PersonalBlog is the reader's own blog.
func (d *Desk) PersonalBlog(v *Visit) (blog.Blog, error) {
	return d.Store.PersonalBlog(v.Context(), v.Account.ID)
}

// ManagedBlogs are the blogs whose settings the reader may change.
func (d *Desk) ManagedBlogs(v *Visit) ([]blog.Blog, error) {
	blogs, err := d.Store.BlogsOf(v.Context(), v.Account.ID)
	if err != nil {
		return nil, err
	}
	var managed []blog.Blog
	for _, b := range blogs {
		role, err := d.Store.MemberRole(v.Context(), b.ID, v.Account.ID)
		if err != nil {
			return nil, err
		}
		if role.Can(blog.ManageBlog) {
			managed = append(managed, b)
		}
	}
	return managed, nil
}

// upTo99 is a number for a small place; empty for none.
func upTo99(n int) string {
	switch {
	case n == 0:
		return ""
	case n > 99:
		return "99+"
	}
	return strconv.Itoa(n)
}
