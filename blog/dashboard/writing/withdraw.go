package writing

import (
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

func (d pages) confirmWithdraw(w http.ResponseWriter, v *desk.Visit) error {
	a, name, err := d.named(v)
	if err != nil {
		return err
	}
	if a.State != blog.Published {
		return desk.SeeOther(w, v, "%s", desk.ArticlePath(a.ID))
	}
	return d.Confirm(w, v, "articles", desk.Confirmation{
		Keep: desk.ArticlePath(a.ID), Heading: v.Text("Withdraw “%s”?", name), Button: v.Text("Withdraw"),
		Action: desk.ArticlePath(a.ID) + "/withdraw",
		Sentences: []string{
			v.Text("Its page disappears at once, and other servers are asked to delete their copy. Most do within minutes; we cannot force them."),
			v.Text("The text stays here with you. Published again, it goes out as a new article under the same address."),
		},
	})
}

func (d pages) withdraw(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	if err := d.Service.Withdraw(v.Context(), v.Account.ID, id); err != nil {
		return err
	}
	return desk.SeeOther(w, v, "%s?done=withdrawn", desk.ArticlePath(id))
}

func (d pages) confirmDelete(w http.ResponseWriter, v *desk.Visit) error {
	a, name, err := d.named(v)
	if err != nil {
		return err
	}
	p := desk.Confirmation{
		Keep: desk.ArticlePath(a.ID), Heading: v.Text("Delete “%s”?", name), Button: v.Text("Delete for good"),
		Action:    desk.ArticlePath(a.ID) + "/delete",
		Sentences: []string{v.Text("The text and its history are removed for good. Nobody can bring them back. Pictures stay in your media.")},
	}
	if a.State == blog.Published {
		p.Sentences = append(p.Sentences, v.Text("Readers see it at the moment. Other servers are asked to delete their copy; most do within minutes. To take it away from readers and keep the text, withdraw it instead."))
	}
	return d.Confirm(w, v, "articles", p)
}

func (d pages) delete(w http.ResponseWriter, v *desk.Visit) error {
	id, err := v.ID("article")
	if err != nil {
		return err
	}
	if err := d.Service.Delete(v.Context(), v.Account.ID, id); err != nil {
		return err
	}
	return desk.SeeOther(w, v, "/desk?done=deleted")
}

// named is the article of the path, if its reader may edit it, and what to call it.
func (d pages) named(v *desk.Visit) (blog.Article, string, error) {
	id, err := v.ID("article")
	if err != nil {
		return blog.Article{}, "", err
	}
	a, saved, err := d.Service.Draft(v.Context(), v.Account.ID, id)
	return a, v.TitleOf(saved.Text.Title), err
}
