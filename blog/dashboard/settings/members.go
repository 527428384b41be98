package settings

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store"
)

// membersPage is who writes for a publication. Every member sees it, owners change it.
type membersPage struct {
	desk.Frame
	Blog     blog.Blog
	Tabs     []blogTab
	Members  []memberRow
	Waiting  []store.NamedInvitation
	Manages  bool
	Typed    invited
	Problems desk.Problems
}

// memberRow is one member.
type memberRow struct {
	ID      int64
	Name    string
	Handle  string
	Picture *desk.Picture
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
func (d pages) blogTabs(v *desk.Visit, current blog.Blog) ([]blogTab, error) {
	blogs, err := d.Store.BlogsOf(v.Context(), v.Account.ID)
	if err != nil {
		return nil, err
	}
	var tabs []blogTab
	for _, b := range blogs {
		role, err := d.Store.MemberRole(v.Context(), b.ID, v.Account.ID)
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

func (d pages) showMembers(w http.ResponseWriter, v *desk.Visit) error {
	b, _, err := d.joined(v)
	if err != nil {
		return err
	}
	return d.members(w, v, http.StatusOK, membersPage{Blog: b, Typed: invited{Role: blog.Writer}})
}

// joined is the publication of the path and the reader's role in it; for others there is nothing here.
func (d pages) joined(v *desk.Visit) (blog.Blog, blog.MemberRole, error) {
	b, err := d.Store.BlogByName(v.Context(), chi.URLParam(v.Request, "blog"))
	if err != nil {
		return b, "", err
	}
	role, err := d.Store.MemberRole(v.Context(), b.ID, v.Account.ID)
	if err == nil && (role == "" || b.Kind != blog.Publication) {
		err = blog.ErrNotFound
	}
	return b, role, err
}

// members shows p, among what is known of its publication.
func (d pages) members(w http.ResponseWriter, v *desk.Visit, status int, p membersPage) (err error) {
	if p.Frame, err = d.Frame(v, v.Text("Members of %s", p.Blog.Title), "blog"); err != nil {
		return err
	}
	if p.Tabs, err = d.blogTabs(v, p.Blog); err != nil {
		return err
	}
	list, err := d.Store.NamedMembers(v.Context(), p.Blog.ID)
	if err != nil {
		return err
	}
	for _, m := range list {
		row := memberRow{ID: m.Account.ID, Name: m.Account.DisplayName, Handle: "@" + m.Account.Name, Role: m.Role, Me: m.Account.ID == v.Account.ID}
		if row.Picture, err = d.Thumbnail(v, m.Account.PictureID); err != nil {
			return err
		}
		p.Manages = p.Manages || (row.Me && m.Role.Can(blog.ManageBlog))
		p.Members = append(p.Members, row)
	}
	if p.Manages {
		if p.Waiting, err = d.Store.InvitationsBy(v.Context(), p.Blog.ID); err != nil {
			return err
		}
	}
	return d.Render(w, v, status, "members", p)
}

// changeMembers does to the members what its button says.
func (d pages) changeMembers(w http.ResponseWriter, v *desk.Visit) error {
	b, _, err := d.joined(v)
	if err != nil {
		return err
	}
	ctx, me, member := v.Context(), v.Account.ID, desk.Number(v.Sent.Get("account"))
	typed := invited{Name: v.Sent.Get("name"), Role: blog.MemberRole(v.Sent.Get("role"))}
	done, next := "saved", "/desk/blogs/"+b.Name+"/members"
	switch v.Sent.Get("do") {
	case "invite":
		done, err = "invited", d.invite(v, b, typed)
	case "role":
		if typed.Role, err = blog.ParseMemberRole(string(typed.Role)); err == nil {
			err = d.Service.ChangeMember(ctx, me, blog.Member{BlogID: b.ID, AccountID: member, Role: typed.Role})
		}
	case "take-back":
		done, err = "uninvited", d.Service.TakeBackInvitation(ctx, me, b.ID, member)
	case "remove":
		done, err = "removed", d.Service.RemoveMember(ctx, me, b.ID, member)
	case "leave":
		done, next, err = "left", "/desk", d.Service.RemoveMember(ctx, me, b.ID, me)
	default:
		err = desk.ErrButton
	}
	if found := v.RefusalOf(err); found != nil {
		return d.members(w, v, desk.StatusOf(err), membersPage{Blog: b, Typed: typed, Problems: found})
	}
	if err != nil {
		return err
	}
	return desk.SeeOther(w, v, "%s", desk.DoneAt(next, done))
}

func (d pages) invite(v *desk.Visit, b blog.Blog, in invited) error {
	role, err := blog.ParseMemberRole(string(in.Role))
	if err != nil {
		return err
	}
	return d.Service.Invite(v.Context(), v.Account.ID, b.ID, in.Name, role)
}

// answerInvitation accepts or declines.
func (d pages) answerInvitation(w http.ResponseWriter, v *desk.Visit) error {
	b, err := d.Store.BlogByName(v.Context(), chi.URLParam(v.Request, "blog"))
	if err != nil {
		return err
	}
	switch v.Sent.Get("do") {
	case "accept":
		err = d.Service.AnswerInvitation(v.Context(), v.Account.ID, b.ID, true)
	case "decline":
		err = d.Service.AnswerInvitation(v.Context(), v.Account.ID, b.ID, false)
	default:
		err = desk.ErrButton
	}
	if err != nil {
		return err
	}
	if v.Sent.Get("do") == "accept" {
		return desk.SeeOther(w, v, "/desk/blogs/%s/members?done=joined", b.Name)
	}
	return desk.SeeOther(w, v, "/desk?done=declined")
}
