package writing

import (
	"slices"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
)

// coAuthor is a member of a blog, who may have written an article with its first author.
type coAuthor struct {
	ID     int64
	Name   string
	Writes bool // it is said so
}

// coAuthors are offered to the first author and to editors of the publication, once there is an article.
func (d pages) coAuthors(v *desk.Visit, p editorPage) ([]coAuthor, error) {
	if p.Draft.Article == 0 || p.Blog.Kind != blog.Publication {
		return nil, nil
	}
	a, _, err := d.Service.Draft(v.Context(), v.Account.ID, p.Draft.Article)
	if err != nil {
		return nil, err
	}
	role, err := d.Store.MemberRole(v.Context(), a.BlogID, v.Account.ID)
	if err != nil || (a.AuthorID != v.Account.ID && !role.Can(blog.PublishAny)) {
		return nil, err
	}
	members, err := d.Store.NamedMembers(v.Context(), a.BlogID)
	if err != nil {
		return nil, err
	}
	present, err := d.Store.CoAuthors(v.Context(), a.ID)
	var others []coAuthor
	for _, m := range members {
		if m.Account.ID != a.AuthorID {
			others = append(others, coAuthor{ID: m.Account.ID, Name: m.Account.DisplayName, Writes: slices.Contains(present, m.Account.ID)})
		}
	}
	return others, err
}

// storeCoAuthors keeps who wrote the article, where the form asked.
func (d pages) storeCoAuthors(v *desk.Visit, article int64) error {
	if !v.Sent.Has("with_asked") {
		return nil
	}
	var accounts []int64
	for _, text := range v.Sent.All("with") {
		accounts = append(accounts, desk.Number(text))
	}
	return d.Service.SetCoAuthors(v.Context(), v.Account.ID, article, accounts)
}
