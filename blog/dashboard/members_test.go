package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestMembersOfAPublication invites, accepts, declines, changes roles, removes and leaves, each at their own desk.
func TestMembersOfAPublication(t *testing.T) {
	storetest.Each(t, func(t *testing.T, openStore func() *store.Store) {
		h := open(t, openStore(), nil)
		for _, name := range []string{"ann", "eli", "wim", "zoe"} {
			h.account(name, blog.Author)
		}
		if _, err := h.service.AddPublication(t.Context(), "ann", "journal", "The Journal"); err != nil {
			t.Fatal(err)
		}
		const path = "/desk/blogs/journal/members"
		ann, eli, wim, zoe := h.signedIn("ann"), h.signedIn("eli"), h.signedIn("wim"), h.signedIn("zoe")
		for _, b := range []*browser{eli, wim} {
			b.get(path).wants(http.StatusNotFound)
		}
		ann.get("/desk/blogs/ann/members").wants(http.StatusNotFound)
		ann.get("/desk/blogs/journal/settings").wants(http.StatusOK, "Members")

		ann.get(path).form(path, "name").with("do", "invite", "name", "nobody").send().
			wants(http.StatusUnprocessableEntity, "Nobody here is named", "nobody")
		for name, role := range map[string]string{"eli": "editor", "wim": "writer", "zoe": "owner"} {
			ann.get(path).form(path, "name").with("do", "invite", "name", "@"+name, "role", role).send().wants(http.StatusOK, "Invited. They answer at their desk.", name+" of the tests Invited")
		}
		ann.get(path).form(path, "name").with("do", "invite", "name", "eli", "role", "god").send().wants(http.StatusUnprocessableEntity, "There is no role")

		const answer = "/desk/invitations/journal"
		eli.get("/desk").wants(http.StatusOK, "ann of the tests invites you to The Journal", "As an editor").
			form(answer).with("do", "accept").send().wants(http.StatusOK, "Welcome.", "Owner", "Editor")
		eli.get("/desk").form("/sign-out").to(answer).with("do", "accept").send().wants(http.StatusNotFound)
		wim.get("/desk").form(answer).with("do", "accept").send().wants(http.StatusOK)
		zoe.get("/desk").form(answer).with("do", "decline").send().wants(http.StatusOK, "Declined.")
		if strings.Contains(zoe.get("/desk").text(), "invites you") {
			t.Error("who declined is still invited")
		}
		zoe.get(path).wants(http.StatusNotFound)

		// Members see one another; only owners change anything, also by hand.
		page := eli.get(path).wants(http.StatusOK, "wim of the tests", "Writer", "Leave")
		if strings.Contains(page.text(), "Invite") {
			t.Error("an editor is offered to invite")
		}
		for _, do := range []string{"role", "remove", "take-back", "invite"} {
			page.form(path).with("do", do, "account", "1", "name", "zoe", "role", "writer").send().wants(http.StatusForbidden, "You may not manage the blog here.")
		}
		page.form(path).with("do", "crown").send().wants(http.StatusUnprocessableEntity)

		ann.get(path).form(path, "role").with("do", "leave").send().wants(http.StatusConflict, "A publication needs an owner.")
		roles := func() string {
			b, err := h.store.BlogByName(t.Context(), "journal")
			if err != nil {
				t.Fatal(err)
			}
			list, err := h.store.NamedMembers(t.Context(), b.ID)
			if err != nil {
				t.Fatal(err)
			}
			var words []string
			for _, m := range list {
				words = append(words, m.Account.Name+" "+string(m.Role))
			}
			return strings.Join(words, ", ")
		}
		member := func(name string) string {
			a, err := h.store.AccountByName(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			return itoa(a.ID)
		}
		ann.get(path).form(path, "role").with("do", "role", "account", member("eli"), "role", "owner").send().wants(http.StatusOK, "Saved.")
		ann.get(path).form(path, "role").with("do", "remove", "account", member("wim")).send().wants(http.StatusOK, "Removed.")
		if got := roles(); got != "ann owner, eli owner" {
			t.Errorf("members are %s", got)
		}
		ann.get(path).form(path, "role").with("do", "leave").send().wants(http.StatusOK, "You left.")
		if got := roles(); got != "eli owner" {
			t.Errorf("members are %s", got)
		}
		ann.get(path).wants(http.StatusNotFound)

		eli.get("/desk/blogs/journal/settings").wants(http.StatusOK, "Delete this publication")
		eli.get("/desk/blogs/journal/delete").wants(http.StatusOK, "Delete “The Journal”?", "Its pages and feeds disappear at once. Other servers", "never given to anybody again").
			form("/desk/blogs/journal/delete").send().wants(http.StatusOK, "Deleted.")
		eli.get("/desk/blogs/journal/settings").wants(http.StatusGone, "This publication was deleted.")
		eli.get("/desk/blogs/eli/delete").wants(http.StatusNotFound)
	})
}

// TestSubmittedArticle goes from a writer to an editor, back with a note, and to the readers.
func TestSubmittedArticle(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Author)
	wim := h.account("wim", blog.Author)
	journal, err := h.service.AddPublication(t.Context(), "ann", "journal", "The Journal")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.service.SetMember(t.Context(), "journal", "wim", blog.Writer); err != nil {
		t.Fatal(err)
	}
	article, _, err := h.service.NewArticle(t.Context(), wim.ID, journal.ID, blog.Text{Title: "A letter", Markdown: "Words."})
	if err != nil {
		t.Fatal(err)
	}
	path := "/desk/articles/" + itoa(article.ID)
	writer, editor := h.signedIn("wim"), h.signedIn("ann")
	editor.get(path).wants(http.StatusNotFound)

	writer.get(path).form(path).with("title", "", "do", "submit").send().wants(http.StatusUnprocessableEntity, "title")
	writer.get(path).form(path).with("title", "A letter", "markdown", "More words.", "do", "submit").send().wants(http.StatusOK, "With the editors.", "Take back")
	writer.get("/desk").wants(http.StatusOK, "Submitted 1", "A letter")
	editor.get("/desk?state=submitted").wants(http.StatusOK, "A letter", "Submitted")
	page := editor.get(path).wants(http.StatusOK, "More words.", "Hand back", "Publish")
	page.form(path).with("do", "hand-back", "note", strings.Repeat("x", 2001)).send().wants(http.StatusUnprocessableEntity, "The note has 2,001 characters")
	editor.get(path).form(path).with("do", "hand-back", "note", "Where does it <b>end</b>?").send().wants(http.StatusOK, "Handed back.")
	editor.get(path).wants(http.StatusNotFound)
	if got := h.saved(wim, article.ID).Markdown; got != "More words." {
		t.Errorf("the text is now %q", got)
	}

	page = writer.get(path).wants(http.StatusOK, "ann of the tests handed this back", "Where does it <b>end</b>?")
	page.form(path).with("do", "submit").send().wants(http.StatusOK, "With the editors.")
	writer.get(path).form(path).with("do", "take-back").send().wants(http.StatusOK, "Yours again.")
	writer.get(path).form(path).with("do", "take-back").send().wants(http.StatusConflict, "not with the editors any more")
	writer.get(path).form(path).with("do", "submit").send().wants(http.StatusOK)
	editor.get(path).form(path).with("do", "publish").send().wants(http.StatusOK, "Published.")
	if n, err := h.store.CountInBlog(t.Context(), journal.ID); n != 1 || err != nil {
		t.Errorf("readers find %d articles (%v)", n, err)
	}
	writer.get(path).form(path).with("do", "publish").send().wants(http.StatusForbidden, "published by an editor")
}
