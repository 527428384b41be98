package dashboard

import (
	"net/http"

	"pamphlet/blog"
)

// confirmPage asks before something that cannot be taken back.
type confirmPage struct {
	frame
	Heading   string
	Sentences []string
	Action    string
	Button    string
	Keep      string // the way back
}

func (d *Door) confirmWithdraw(w http.ResponseWriter, v *visit) error {
	a, name, err := d.named(v)
	if err != nil {
		return err
	}
	if a.State != blog.Published {
		return seeOther(w, v, "%s", articlePath(a.ID))
	}
	return d.confirm(w, v, "articles", confirmPage{
		Keep: articlePath(a.ID), Heading: "Withdraw “" + name + "”?", Button: "Withdraw",
		Action: articlePath(a.ID) + "/withdraw",
		Sentences: []string{
			"Its page disappears at once, and other servers are asked to delete their copy. Most do within minutes; we cannot force them.",
			"The text stays here with you. Published again, it goes out as a new article under the same address.",
		},
	})
}

func (d *Door) withdraw(w http.ResponseWriter, v *visit) error {
	id, err := v.id("article")
	if err != nil {
		return err
	}
	if err := d.service.Withdraw(v.Context(), v.account.ID, id); err != nil {
		return err
	}
	return seeOther(w, v, "%s?done=withdrawn", articlePath(id))
}

func (d *Door) confirmDelete(w http.ResponseWriter, v *visit) error {
	a, name, err := d.named(v)
	if err != nil {
		return err
	}
	p := confirmPage{
		Keep: articlePath(a.ID), Heading: "Delete “" + name + "”?", Button: "Delete for good",
		Action:    articlePath(a.ID) + "/delete",
		Sentences: []string{"The text and its history are removed for good. Nobody can bring them back. Pictures stay in your media."},
	}
	if a.State == blog.Published {
		p.Sentences = append(p.Sentences, "Readers see it at the moment. Other servers are asked to delete their copy; most do within minutes. To take it away from readers and keep the text, withdraw it instead.")
	}
	return d.confirm(w, v, "articles", p)
}

func (d *Door) delete(w http.ResponseWriter, v *visit) error {
	id, err := v.id("article")
	if err != nil {
		return err
	}
	if err := d.service.Delete(v.Context(), v.account.ID, id); err != nil {
		return err
	}
	return seeOther(w, v, "/desk?done=deleted")
}

// named is the article of the path, if its reader may edit it, and what to call it.
func (d *Door) named(v *visit) (blog.Article, string, error) {
	id, err := v.id("article")
	if err != nil {
		return blog.Article{}, "", err
	}
	a, saved, err := d.service.Draft(v.Context(), v.account.ID, id)
	return a, titleOf(saved.Text), err
}

func (d *Door) confirm(w http.ResponseWriter, v *visit, nav string, p confirmPage) (err error) {
	if p.frame, err = d.frame(v, p.Heading, nav); err != nil {
		return err
	}
	return d.render(w, http.StatusOK, "confirm", p)
}
