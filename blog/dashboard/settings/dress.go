package settings

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/themes"
)

// lookPage is what a blog wears, and what it could.
type lookPage struct {
	desk.Frame
	Blog     blog.Blog
	Themes   []themeCard
	Theme    themes.Manifest // the one being looked at
	Key      string
	Worn     bool // it is the blog's
	Fresh    bool // its settings begin as the theme has them, whatever was chosen before
	Chosen   bool // something was chosen that can be begun anew
	Settings []settingField
	Try      string // address of the page in it
	Tried    []blog.MenuItem
	Problems desk.Problems
	Faults   []themes.Fault // of the archive that was just brought
	Failures []themes.Fault // why some of the blog's pages cannot be made in it
}

// themeCard is a theme to choose.
type themeCard struct {
	Key, Name, Title, Description string
	Shot                          bool
	Own                           bool   // it was brought for this blog, and may be taken away
	Version                       string // which of two of the same name it is
	Current, Worn                 bool
}

// settingField is a setting with its value.
type settingField struct {
	themes.Setting
	Field string // name in the form
	Value string
	Wrong string // what is wrong with it
}

// Moved is what a chosen colour is changed to so that it can be read by day; empty where it stays.
func (f settingField) Moved() string {
	if readable := themes.Readable(f.Value, f.On); f.Type == "color" && readable != f.Value {
		return readable
	}
	return ""
}

// settingPrefix begins the names of settings in forms and addresses.
const settingPrefix = "set-"

func (d pages) showLook(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	return d.look(w, v, http.StatusOK, lookPage{Blog: b, Key: v.URL.Query().Get("theme"), Fresh: v.URL.Query().Get("fresh") != ""})
}

// look shows the page; p.Key may be any theme, and is the blog's own where it is none.
func (d pages) look(w http.ResponseWriter, v *desk.Visit, status int, p lookPage) error {
	if d.Looks == nil {
		return blog.ErrNotFound
	}
	theme, err := d.Looks.Theme(v.Context(), p.Key)
	if err != nil {
		p.Key = p.Blog.Theme
		theme, err = d.Looks.Theme(v.Context(), p.Key)
	}
	if blog.CodeOf(err) == blog.NotFound {
		p.Key = themes.BaseName
		theme, err = d.Looks.Theme(v.Context(), p.Key)
	}
	if err != nil {
		return err
	}
	p.Theme, p.Worn = theme.Manifest(), p.Key == p.Blog.Theme
	asked := url.Values{"theme": {p.Key}}
	if p.Fresh {
		p.Blog.ThemeSettings = nil
		asked.Set("fresh", "yes")
	}
	for _, s := range p.Theme.Settings {
		p.Settings = append(p.Settings, settingField{Setting: s, Field: settingPrefix + s.Name, Value: valueOf(s, p.Blog.ThemeSettings), Wrong: p.Problems[settingPrefix+s.Name]})
	}
	p.Chosen = slices.ContainsFunc(p.Settings, func(f settingField) bool { return f.Value != f.Default })
	p.Try = tryPath(p.Blog) + "?" + asked.Encode()
	if p.Themes, err = d.themeCards(v, p); err != nil {
		return err
	}
	if p.Tried, err = d.tried(v, p.Blog); err != nil {
		return err
	}
	if strings.Contains(p.Key, "@") { // those that come with the program can make every page
		p.Blog.Theme = p.Key
		if p.Failures, err = d.Looks.Failures(v.Context(), p.Blog); err != nil {
			return err
		}
	}
	if p.Frame, err = d.Frame(v, v.Text("Look"), "blog"); err != nil {
		return err
	}
	d.AllowFrames(w)
	return d.Render(w, v, status, "dress", p)
}

func valueOf(s themes.Setting, chosen map[string]string) string {
	if value, ok := chosen[s.Name]; ok && s.Allows(value) {
		return value
	}
	return s.Default
}

// themeCards are all themes this blog may wear.
func (d pages) themeCards(v *desk.Visit, p lookPage) ([]themeCard, error) {
	var cards []themeCard
	for _, theme := range d.Looks.Themes() {
		m := theme.Manifest()
		cards = append(cards, themeCard{Key: theme.Key(), Name: m.Name, Title: m.Title, Description: m.Description, Shot: theme.Screenshot() != nil})
	}
	own, err := d.Store.ThemesOf(v.Context(), p.Blog.ID)
	for i, o := range own {
		card := themeCard{Key: o.Key(), Name: o.Name, Title: o.Title, Description: v.Text("Brought by you."), Own: true}
		switch { // the newest version comes first
		case i+1 < len(own) && own[i+1].Name == o.Name:
			card.Version = v.Text("New version")
		case i > 0 && own[i-1].Name == o.Name:
			card.Version = v.Text("Earlier version")
		}
		if theme, err := d.Looks.Theme(v.Context(), o.Key()); err == nil {
			card.Shot = theme.Screenshot() != nil
			if said := theme.Manifest().Description; said != "" {
				card.Description = said
			}
		}
		cards = append(cards, card)
	}
	for i := range cards {
		cards[i].Current, cards[i].Worn = cards[i].Key == p.Key, cards[i].Key == p.Blog.Theme
	}
	return cards, err
}

// sentValue is what a form says of a setting: an unticked box says nothing at all, and a field for a colour always one,
// so that own says whether it is meant where there may be none.
func sentValue(s themes.Setting, sent, own string) string {
	if s.Type == "color" && s.Default == "" && own == "" {
		return ""
	}
	if s.Type == "boolean" {
		if sent == "" {
			return "false"
		}
		return "true"
	}
	return strings.TrimSpace(sent)
}

func (d pages) saveLook(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.managed(v)
	if err != nil {
		return err
	}
	if d.Looks == nil {
		return blog.ErrNotFound
	}
	theme, err := d.Looks.Theme(v.Context(), v.Sent.Get("theme"))
	if err != nil {
		return err
	}
	if v.Sent.Get("fresh") != "" {
		b.ThemeSettings = nil
	}
	chosen, problems, err := d.chosen(v, theme, b)
	if err == nil && len(problems) == 0 {
		err = d.Service.SetTheme(v.Context(), v.Account.ID, b.ID, theme.Key(), chosen)
	}
	if found := v.ProblemsOf(err); found != nil {
		problems = found
	} else if err != nil {
		return err
	}
	if len(problems) > 0 {
		b.ThemeSettings = chosen
		return d.look(w, v, http.StatusUnprocessableEntity, lookPage{Blog: b, Key: theme.Key(), Problems: problems})
	}
	return desk.SeeOther(w, v, "/desk/blogs/%s/look?done=saved", b.Name)
}

// chosen reads the settings of a theme out of the form. Pictures are stored.
func (d pages) chosen(v *desk.Visit, theme *themes.Theme, b blog.Blog) (map[string]string, desk.Problems, error) {
	chosen, problems := map[string]string{}, desk.Problems{}
	for _, s := range theme.Manifest().Settings {
		field := settingPrefix + s.Name
		value := sentValue(s, v.Sent.Get(field), v.Sent.Get(field+"-own"))
		if s.Type == "image" {
			value = valueOf(s, b.ThemeSettings)
			if v.Sent.Get(field+"-remove") != "" {
				value = ""
			}
			if file := v.Sent.File(field); file != nil {
				m, err := d.Service.AddPicture(v.Context(), v.Account.ID, file, "")
				if found := v.ProblemsOf(err); found != nil {
					for _, said := range found {
						problems[field] = said
					}
					continue
				}
				if err != nil {
					return nil, nil, err
				}
				value = desk.PictureOf(m).Large
			}
		}
		if !s.Allows(value) {
			problems[field] = v.Text("This is not one of the choices for “%s”.", v.Text(s.Label))
			continue
		}
		if value != s.Default {
			chosen[s.Name] = value
		}
	}
	return chosen, problems, nil
}
