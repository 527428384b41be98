package blog_test

import (
	"slices"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// journal is a desk with a publication of ann's, and people who have accounts.
type journal struct {
	*desk
	in            blog.Blog
	eli, wim, zoe blog.Account
}

func newJournal(t *testing.T, db *store.Store) *journal {
	t.Helper()
	d := newDesk(t, db)
	return &journal{desk: d, in: must(d.AddPublication(t.Context(), "ann", "journal", "The Journal"))(t),
		eli: d.account("eli"), wim: d.account("wim"), zoe: d.account("zoe")}
}

// join invites and has accept.
func (j *journal) join(a blog.Account, role blog.MemberRole) {
	j.t.Helper()
	if err := j.Invite(j.t.Context(), j.owner.ID, j.in.ID, a.Name, role); err != nil {
		j.t.Fatal(err)
	}
	if err := j.AnswerInvitation(j.t.Context(), a.ID, j.in.ID, true); err != nil {
		j.t.Fatal(err)
	}
}

func (j *journal) roles(want string) {
	j.t.Helper()
	got := ""
	for _, m := range must(j.store.NamedMembers(j.t.Context(), j.in.ID))(j.t) {
		got += m.Account.Name + " " + string(m.Role) + ", "
	}
	if got != want {
		j.t.Errorf("members are %q, want %q", got, want)
	}
}

// writes begins an article in the publication.
func (j *journal) writes(a blog.Account, title string) blog.Article {
	j.t.Helper()
	article, _, err := j.NewArticle(j.t.Context(), a.ID, j.in.ID, blog.Text{Title: title, Markdown: "Words."})
	if err != nil {
		j.t.Fatal(err)
	}
	return article
}

func TestInvitations(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		j, ctx := newJournal(t, open()), t.Context()
		ann, in := j.owner.ID, j.in.ID
		wantCode(t, j.Invite(ctx, j.eli.ID, in, "wim", blog.Writer), blog.Forbidden)
		wantCode(t, j.Invite(ctx, ann, in, "nobody", blog.Writer), blog.Invalid)
		wantCode(t, j.Invite(ctx, ann, in, "ann", blog.Writer), blog.Invalid)
		wantCode(t, j.Invite(ctx, ann, j.blog.ID, "eli", blog.Writer), blog.Invalid)
		wantCode(t, j.AnswerInvitation(ctx, j.eli.ID, in, true), blog.NotFound)

		for _, name := range []string{"eli", "@wim@blog.example", " @zoe "} {
			if err := j.Invite(ctx, ann, in, name, blog.Writer); err != nil {
				t.Fatal(err)
			}
		}
		if err := j.Invite(ctx, ann, in, "eli", blog.Editor); err != nil { // the later role counts
			t.Fatal(err)
		}
		if waiting := must(j.store.InvitationsBy(ctx, in))(t); len(waiting) != 3 {
			t.Errorf("%d invitations wait", len(waiting))
		}
		asked := must(j.store.InvitationsTo(ctx, j.eli.ID))(t)
		if len(asked) != 1 || asked[0].Role != blog.Editor || asked[0].Blog.Title != "The Journal" || asked[0].Inviter != "ann" {
			t.Errorf("eli is asked %+v", asked)
		}
		j.roles("ann owner, ")
		for _, err := range []error{
			j.AnswerInvitation(ctx, j.eli.ID, in, true), j.AnswerInvitation(ctx, j.wim.ID, in, false),
			j.TakeBackInvitation(ctx, ann, in, j.zoe.ID),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		j.roles("ann owner, eli editor, ")
		wantCode(t, j.AnswerInvitation(ctx, j.wim.ID, in, true), blog.NotFound)
		wantCode(t, j.AnswerInvitation(ctx, j.zoe.ID, in, true), blog.NotFound)
		wantCode(t, j.TakeBackInvitation(ctx, j.eli.ID, in, j.zoe.ID), blog.Forbidden)

		// It ends with the power of who invited.
		j.join(j.zoe, blog.BlogOwner)
		if err := j.Invite(ctx, j.zoe.ID, in, "wim", blog.BlogOwner); err != nil {
			t.Fatal(err)
		}
		if err := j.RemoveMember(ctx, ann, in, j.zoe.ID); err != nil {
			t.Fatal(err)
		}
		wantCode(t, j.AnswerInvitation(ctx, j.wim.ID, in, true), blog.Conflict)
		j.roles("ann owner, eli editor, ")
	})
}

func TestRolesAndLeaving(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		j, ctx := newJournal(t, open()), t.Context()
		ann, in := j.owner.ID, j.in.ID
		j.join(j.eli, blog.Editor)
		j.join(j.wim, blog.Writer)
		wantCode(t, j.ChangeMember(ctx, j.eli.ID, blog.Member{BlogID: in, AccountID: j.wim.ID, Role: blog.Editor}), blog.Forbidden)
		wantCode(t, j.RemoveMember(ctx, j.eli.ID, in, j.wim.ID), blog.Forbidden)
		wantCode(t, j.RemoveMember(ctx, j.zoe.ID, in, j.wim.ID), blog.Forbidden)
		wantCode(t, j.ChangeMember(ctx, ann, blog.Member{BlogID: in, AccountID: j.zoe.ID, Role: blog.Editor}), blog.NotFound)

		// The last owner stays, in every way.
		wantCode(t, j.RemoveMember(ctx, ann, in, ann), blog.Conflict)
		wantCode(t, j.ChangeMember(ctx, ann, blog.Member{BlogID: in, AccountID: ann, Role: blog.Writer}), blog.Conflict)
		wantCode(t, j.RemoveMember(ctx, ann, j.blog.ID, ann), blog.Invalid)
		if err := j.ChangeMember(ctx, ann, blog.Member{BlogID: in, AccountID: j.eli.ID, Role: blog.BlogOwner}); err != nil {
			t.Fatal(err)
		}
		j.roles("ann owner, eli owner, wim writer, ")

		// Who leaves takes along what readers do not see, and leaves the rest.
		shown := j.writes(j.owner, "Shown")
		must(j.Publish(ctx, ann, shown.ID, 1, time.Time{}))(t)
		draft := j.writes(j.owner, "Draft")
		was := j.writes(j.owner, "Was here")
		must(j.Publish(ctx, ann, was.ID, 1, time.Time{}))(t)
		if err := j.Withdraw(ctx, ann, was.ID); err != nil {
			t.Fatal(err)
		}
		if err := j.RemoveMember(ctx, ann, in, ann); err != nil {
			t.Fatal(err)
		}
		j.roles("eli owner, wim writer, ")
		if b := must(j.store.Blog(ctx, in))(t); b.AccountID != j.eli.ID {
			t.Errorf("other servers know account %d as the owner, want %d", b.AccountID, j.eli.ID)
		}
		for _, id := range []int64{draft.ID, was.ID} {
			if a, _, err := j.Draft(ctx, ann, id); err != nil || a.BlogID != j.blog.ID {
				t.Errorf("ann's own article is in blog %d (%v)", a.BlogID, err)
			}
		}
		if _, _, err := j.Draft(ctx, ann, shown.ID); blog.CodeOf(err) != blog.NotFound {
			t.Errorf("who left may still edit what was published: %v", err)
		}
		again := must(j.Publish(ctx, ann, was.ID, 1, time.Time{}))(t)
		if found := must(j.store.VisibleBySlug(ctx, j.blog.ID, again.Slug))(t); found.Article.ID != was.ID {
			t.Errorf("published again it is not in its own blog: %+v", found)
		}
		if found := must(j.store.VisibleBySlug(ctx, in, "was-here"))(t); !found.Gone {
			t.Errorf("its former address leads to %+v", found)
		}
	})
}

func TestSubmitting(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		j, ctx := newJournal(t, open()), t.Context()
		j.join(j.eli, blog.Editor)
		j.join(j.wim, blog.Writer)
		a := j.writes(j.wim, "A letter")
		desk := func(account blog.Account) (states []blog.State) {
			for _, row := range must(j.store.DeskArticles(ctx, store.DeskFilter{AccountID: account.ID, Max: 10}))(t) {
				states = append(states, row.Article.State)
			}
			return states
		}
		// A draft is its writer's own, also for editors who know its number.
		if _, _, err := j.Draft(ctx, j.eli.ID, a.ID); blog.CodeOf(err) != blog.NotFound || len(desk(j.eli)) != 0 {
			t.Errorf("an editor reads a draft: %v, %v", err, desk(j.eli))
		}
		_, err := j.Publish(ctx, j.wim.ID, a.ID, 1, time.Time{})
		wantCode(t, err, blog.Forbidden)
		wantCode(t, j.Submit(ctx, j.eli.ID, a.ID, 1), blog.NotFound)
		wantCode(t, j.Submit(ctx, j.wim.ID, a.ID, 7), blog.Conflict)
		empty := j.writes(j.wim, "")
		wantCode(t, j.Submit(ctx, j.wim.ID, empty.ID, 1), blog.Invalid)
		wantCode(t, j.Submit(ctx, j.eli.ID, j.writes(j.eli, "Mine").ID, 1), blog.Conflict)

		if err := j.Submit(ctx, j.wim.ID, a.ID, 1); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(desk(j.eli), blog.Submitted) || !slices.Contains(desk(j.owner), blog.Submitted) || len(desk(j.zoe)) != 0 {
			t.Errorf("editors see %v", desk(j.eli))
		}
		wantCode(t, j.Submit(ctx, j.wim.ID, a.ID, 1), blog.Conflict)
		wantCode(t, j.Delete(ctx, j.eli.ID, a.ID), blog.Forbidden)
		wantCode(t, j.HandBack(ctx, j.zoe.ID, a.ID, ""), blog.NotFound)
		if err := j.HandBack(ctx, j.eli.ID, a.ID, " Where does it end?\r\n "); err != nil {
			t.Fatal(err)
		}
		said, editor, err := j.store.HandedBack(ctx, a.ID)
		if err != nil || said.Note != "Where does it end?" || editor != "eli" {
			t.Errorf("the note is %+v of %q (%v)", said, editor, err)
		}
		wantCode(t, j.HandBack(ctx, j.wim.ID, a.ID, ""), blog.Conflict)

		// Taken back by its writer, submitted again, published.
		for _, step := range []error{j.Submit(ctx, j.wim.ID, a.ID, 1), j.HandBack(ctx, j.wim.ID, a.ID, ""), j.Submit(ctx, j.wim.ID, a.ID, 1)} {
			if step != nil {
				t.Fatal(step)
			}
		}
		if _, _, err := j.store.HandedBack(ctx, a.ID); blog.CodeOf(err) != blog.NotFound {
			t.Errorf("the note is still there: %v", err)
		}
		shown := must(j.Publish(ctx, j.eli.ID, a.ID, 1, time.Time{}))(t)
		if shown.State != blog.Published || shown.AuthorID != j.wim.ID {
			t.Errorf("published as %+v", shown)
		}
	})
}

func TestDeletedPublication(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		j, ctx := newJournal(t, open()), t.Context()
		j.join(j.eli, blog.Editor)
		j.join(j.wim, blog.Writer)
		if err := j.Invite(ctx, j.owner.ID, j.in.ID, "zoe", blog.Writer); err != nil {
			t.Fatal(err)
		}
		var shown []int64
		for range 60 { // more than go in one step
			a := j.writes(j.eli, "Shown")
			must(j.Publish(ctx, j.eli.ID, a.ID, 1, time.Time{}))(t)
			shown = append(shown, a.ID)
		}
		draft := j.writes(j.wim, "With the editors")
		if err := j.Submit(ctx, j.wim.ID, draft.ID, 1); err != nil {
			t.Fatal(err)
		}
		wantCode(t, j.DeletePublication(ctx, j.eli.ID, j.in.ID), blog.Forbidden)
		wantCode(t, j.DeletePublication(ctx, j.owner.ID, j.blog.ID), blog.Invalid)
		if err := j.DeletePublication(ctx, j.owner.ID, j.in.ID); err != nil {
			t.Fatal(err)
		}
		wantCode(t, j.DeletePublication(ctx, j.owner.ID, j.in.ID), blog.Forbidden)
		_, err := j.store.BlogByName(ctx, "journal")
		wantCode(t, err, blog.Gone)
		_, err = j.store.BlogByAPID(ctx, j.in.APID)
		wantCode(t, err, blog.Gone)
		if b := must(j.store.Blog(ctx, j.in.ID))(t); b.PrivateKey == "" || b.DeletedAt.IsZero() {
			t.Error("its key is gone with it")
		}
		if n := must(j.store.CountOnSite(ctx))(t); n != 0 {
			t.Errorf("readers still find %d articles", n)
		}
		for _, b := range must(j.store.BlogsOf(ctx, j.owner.ID))(t) {
			if b.ID == j.in.ID {
				t.Error("it is still at its owner's desk")
			}
		}
		if asked := must(j.store.InvitationsTo(ctx, j.zoe.ID))(t); len(asked) > 0 {
			t.Error("people are still invited")
		}
		home := must(j.store.PersonalBlog(ctx, j.eli.ID))(t)
		if a, w, err := j.Draft(ctx, j.eli.ID, shown[0]); err != nil || a.BlogID != home.ID || a.State != blog.Withdrawn || w.Text.Markdown != "Words." {
			t.Errorf("the words of its editor are %+v (%v)", a, err)
		}
		if a, _, err := j.Draft(ctx, j.wim.ID, draft.ID); err != nil || a.State != blog.Draft {
			t.Errorf("the words of its writer are %+v (%v)", a, err)
		}
		_, err = j.AddPublication(ctx, "eli", "journal", "Another one")
		wantCode(t, err, blog.Conflict)
	})
}
