package writing

import (
	"net/http"
	"slices"
	"strings"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// manyPage asks before something is done to several articles, and tells what could not be done.
type manyPage struct {
	desk.Frame
	Do        string
	Heading   string
	Button    string
	Grave     bool // it cannot be taken back
	Sentences []string
	Chosen    []chosenArticle
	Tag       string
	Problems  desk.Problems
}

// chosenArticle is one of them.
type chosenArticle struct {
	ID    int64
	Title string
	Why   string // it was left as it is; empty before anything was done
}

const maxMany = 100

// many does something to all articles that were chosen in the list, once it is sure.
func (d pages) many(w http.ResponseWriter, v *desk.Visit) error {
	p := manyPage{Do: v.Sent.Get("do"), Tag: strings.TrimSpace(v.Sent.Get("tag"))}
	if !slices.Contains([]string{"withdraw", "delete", "tag"}, p.Do) {
		return desk.ErrNotWhole
	}
	for _, text := range v.Sent.All("article") {
		a, saved, err := d.Service.Draft(v.Context(), v.Account.ID, desk.Number(text))
		if blog.CodeOf(err) == blog.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if len(p.Chosen) < maxMany && (p.Do != "withdraw" || a.State == blog.Published) {
			p.Chosen = append(p.Chosen, chosenArticle{ID: a.ID, Title: v.TitleOf(saved.Text.Title)})
		}
	}
	if len(p.Chosen) == 0 {
		return desk.SeeOther(w, v, "/desk?select=yes")
	}
	p.ask(v)
	if !v.Sent.Has("sure") || (p.Do == "tag" && p.Tag == "") {
		return d.askMany(w, v, http.StatusOK, p)
	}
	left, err := d.doMany(v, p)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		p.Chosen, p.Problems = left, desk.Problems{"": v.Count(len(left), "%d article could not be done. The rest was.", "%d articles could not be done. The rest was.")}
		return d.askMany(w, v, http.StatusConflict, p)
	}
	return desk.SeeOther(w, v, "/desk?done=%s", map[string]string{"withdraw": "withdrawn", "delete": "deleted", "tag": "tagged"}[p.Do])
}

// ask says what would be done.
func (p *manyPage) ask(v *desk.Visit) {
	n := len(p.Chosen)
	switch p.Do {
	case "withdraw":
		p.Heading, p.Button = v.Count(n, "Withdraw %d article?", "Withdraw %d articles?"), v.Text("Withdraw")
		p.Sentences = []string{v.Text("Their pages disappear at once, and other servers are asked to delete their copies. Most do within minutes; we cannot force them."), v.Text("The texts stay here with you.")}
	case "delete":
		p.Heading, p.Button, p.Grave = v.Count(n, "Delete %d article?", "Delete %d articles?"), v.Text("Delete for good"), true
		p.Sentences = []string{v.Text("The texts and their history are removed for good. Nobody can bring them back. Pictures stay in your media."), v.Text("Where readers see them, other servers are asked to delete their copies.")}
	case "tag":
		p.Heading, p.Button = v.Count(n, "Add a tag to %d article", "Add a tag to %d articles"), v.Text("Add")
		p.Sentences = []string{v.Text("Readers see it on those that are published once you publish them again.")}
	}
}

func (d pages) askMany(w http.ResponseWriter, v *desk.Visit, status int, p manyPage) (err error) {
	if p.Frame, err = d.Frame(v, p.Heading, "articles"); err != nil {
		return err
	}
	return d.Render(w, v, status, "many", p)
}

// doMany does it to one after the other; left are those that stay as they are, with the reason.
func (d pages) doMany(v *desk.Visit, p manyPage) (left []chosenArticle, err error) {
	for _, chosen := range p.Chosen {
		switch p.Do {
		case "withdraw":
			err = d.Service.Withdraw(v.Context(), v.Account.ID, chosen.ID)
		case "delete":
			err = d.Service.Delete(v.Context(), v.Account.ID, chosen.ID)
		case "tag":
			err = d.addTag(v, chosen.ID, p.Tag)
		}
		switch blog.CodeOf(err) {
		case "":
		case blog.Forbidden, blog.Conflict, blog.Invalid, blog.NotFound:
			chosen.Why = v.Say(err)
			left = append(left, chosen)
		default:
			return left, err
		}
	}
	return left, nil
}

func (d pages) addTag(v *desk.Visit, article int64, tag string) error {
	_, saved, err := d.Service.Draft(v.Context(), v.Account.ID, article)
	if err != nil {
		return err
	}
	saved.Text.Tags = append(saved.Text.Tags, strings.FieldsFunc(tag, isComma)...)
	_, err = d.Service.Save(v.Context(), v.Account.ID, article, saved.Version, saved.Text)
	return err
}
