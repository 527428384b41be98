package writing

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
)

// suggestion is one line of the list that completes what a writer begins with @, # or [[.
type suggestion struct {
	Label  string `json:"label"`
	Detail string `json:"detail,omitempty"`
	Insert string `json:"insert"` // Markdown, in place of what was typed
}

// maxTyped is how much of a name is looked for, in characters.
const maxTyped = 100

// suggest answers the editor's script, which asks with each letter.
func (d pages) suggest(w http.ResponseWriter, v *desk.Visit) error {
	kind, typed := v.URL.Query().Get("kind"), v.URL.Query().Get("typed")
	if utf8.RuneCountInString(typed) > maxTyped || strings.ContainsRune(typed, 0) || !utf8.ValidString(typed) {
		return desk.AnswerJSON(w, http.StatusOK, []suggestion{})
	}
	var found []store.Suggestion
	var err error
	show := showPerson
	switch kind {
	case "person":
		found, err = d.Store.SuggestPeople(v.Context(), typed)
	case "tag":
		found, err = d.Store.SuggestTags(v.Context(), v.Account.ID, typed)
		show = showTag
	case "article":
		found, err = d.Store.SuggestArticles(v.Context(), v.Account.ID, typed)
		show = showArticle
	default:
		return blog.ErrNotFound
	}
	if err != nil {
		return err
	}
	list := make([]suggestion, len(found))
	for n, one := range found {
		list[n] = show(v, one)
	}
	return desk.AnswerJSON(w, http.StatusOK, list)
}

func showPerson(_ *desk.Visit, s store.Suggestion) suggestion {
	handle := "@" + s.Name + "@" + s.Host
	if s.Title == "" || s.Title == s.Name {
		return suggestion{Label: handle, Insert: handle}
	}
	return suggestion{Label: s.Title, Detail: handle, Insert: handle}
}

func showTag(v *desk.Visit, s store.Suggestion) suggestion {
	return suggestion{Label: "#" + s.Name, Detail: v.Count(s.Uses, "%d article", "%d articles"), Insert: "#" + strings.ReplaceAll(s.Name, " ", "")}
}

// showArticle leads to the page by its path: it is right under every name the site may ever have.
func showArticle(_ *desk.Visit, s store.Suggestion) suggestion {
	title := strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(s.Name)
	return suggestion{Label: s.Name, Detail: s.Title, Insert: "[" + title + "](/@" + s.Blog + "/" + s.Slug + ")"}
}
