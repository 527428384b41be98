package dashboard

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/blog/store"
)

// membersPage is who writes for a publication. Every member sees it, owners change it.
type membersPage struct {
	frame
	Blog     blog.Blog
	Tabs     []blogTab
	Members  []memberRow
	Waiting  []store.NamedInvitation
	Manages  bool
	Typed    invited
	Problems problems
}

// memberRow is one member.
type memberRow struct {
	ID      int64
	Name    string
	Handle  string
	Picture *picture
	Role    blog.MemberRole
	Me      bool
}

// invited is the form that asks somebody.
type invited struct {
	Name string
	Role blog.MemberRole
}

// blogTab leads to one of the blogs a person writes for.
type blogTab struct {
	Title   string
	URL     string
	Current bool
}

// blogTabs lead to the settings of the blogs that the reader may change, and to the members of others.
func (d *Door) blogTabs(v *visit, current blog.Blog) ([]blogTab, error) {
	blogs, err := d.store.BlogsOf(v.Context(), v.account.ID)
	if err != nil {
		return nil, err
	}
	var tabs []blogTab
	for _, b := range blogs {
		role, err := d.store.MemberRole(v.Context(), b.ID, v.account.ID)
		if err != nil {
			return nil, err
		}
		page := "/members"
		if role.Can(blog.ManageBlog) {
			page = "/settings"
		}
		tabs = append(tabs, blogTab{Title: b.Title, URL: "/desk/blogs/" + b.Name + page, Current: b.ID == current.ID})
	}
	return tabs, nil
}

func (d *Door) showMembers(w http.ResponseWriter, v *visit) error {
	b, _, err := d.joined(v)
	if err != nil {
		return err
	}
	return d.members(w, v, http.StatusOK, membersPage{Blog: b, Typed: invited{Role: blog.Writer}})
}

// joined is the publication of the path and the reader's role in it; for others there is nothing here.
func (d *Door) joined(v *visit) (blog.Blog, blog.MemberRole, error) {
	b, err := d.store.BlogByName(v.Context(), chi.URLParam(v.Request, "blog"))
	if err != nil {
		return b, "", err
	}
	role, err := d.store.MemberRole(v.Context(), b.ID, v.account.ID)
	if err == nil && (role == "" || b.Kind != blog.Publication) {
		err = blog.ErrNotFound
	}
	return b, role, err
}

// members shows p, among what is known of its publication.
func (d *Door) members(w http.ResponseWriter, v *visit, status int, p membersPage) (err error) {
	if p.frame, err = d.frame(v, "Members of "+p.Blog.Title, "blog"); err != nil {
		return err
	}
	if p.Tabs, err = d.blogTabs(v, p.Blog); err != nil {
		return err
	}
	list, err := d.store.NamedMembers(v.Context(), p.Blog.ID)
	if err != nil {
		return err
	}
	for _, m := range list {
		row := memberRow{ID: m.Account.ID, Name: m.Account.DisplayName, Handle: "@" + m.Account.Name, Role: m.Role, Me: m.Account.ID == v.account.ID}
		if row.Picture, err = d.thumbnail(v, m.Account.PictureID); err != nil {
			return err
		}
		p.Manages = p.Manages || (row.Me && m.Role.Can(blog.ManageBlog))
		p.Members = append(p.Members, row)
	}
	if p.Manages {
		if p.Waiting, err = d.store.InvitationsBy(v.Context(), p.Blog.ID); err != nil {
			return err
		}
	}
	return d.render(w, status, "members", p)
}

// changeMembers does to the members what its button says.
func (d *Door) changeMembers(w http.ResponseWriter, v *visit) error {
	b, _, err := d.joined(v)
	if err != nil {
		return err
	}
	ctx, me, member := v.Context(), v.account.ID, number(v.sent.get("account"))
	typed := invited{Name: v.sent.get("name"), Role: blog.MemberRole(v.sent.get("role"))}
	done, next := "saved", "/desk/blogs/"+b.Name+"/members"
	switch v.sent.get("do") {
	case "invite":
		done, err = "invited", d.invite(v, b, typed)
	case "role":
		if typed.Role, err = blog.ParseMemberRole(string(typed.Role)); err == nil {
			err = d.service.ChangeMember(ctx, me, blog.Member{BlogID: b.ID, AccountID: member, Role: typed.Role})
		}
	case "take-back":
		done, err = "uninvited", d.service.TakeBackInvitation(ctx, me, b.ID, member)
	case "remove":
		done, err = "removed", d.service.RemoveMember(ctx, me, b.ID, member)
	case "leave":
		done, next, err = "left", "/desk", d.service.RemoveMember(ctx, me, b.ID, me)
	default:
		err = errButton
	}
	if found := refusalOf(err); found != nil {
		return d.members(w, v, statusOf(err), membersPage{Blog: b, Typed: typed, Problems: found})
	}
	if err != nil {
		return err
	}
	return seeOther(w, v, "%s", doneAt(next, done))
}

func (d *Door) invite(v *visit, b blog.Blog, in invited) error {
	role, err := blog.ParseMemberRole(string(in.Role))
	if err != nil {
		return err
	}
	return d.service.Invite(v.Context(), v.account.ID, b.ID, in.Name, role)
}

// answerInvitation accepts or declines.
func (d *Door) answerInvitation(w http.ResponseWriter, v *visit) error {
	b, err := d.store.BlogByName(v.Context(), chi.URLParam(v.Request, "blog"))
	if err != nil {
		return err
	}
	switch v.sent.get("do") {
	case "accept":
		err = d.service.AnswerInvitation(v.Context(), v.account.ID, b.ID, true)
	case "decline":
		err = d.service.AnswerInvitation(v.Context(), v.account.ID, b.ID, false)
	default:
		err = errButton
	}
	if err != nil {
		return err
	}
	if v.sent.get("do") == "accept" {
		return seeOther(w, v, "/desk/blogs/%s/members?done=joined", b.Name)
	}
	return seeOther(w, v, "/desk?done=declined")
}
