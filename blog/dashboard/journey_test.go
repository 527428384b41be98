package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestFromWelcomeToDelete is the life of a site's first article.
func TestFromWelcomeToDelete(t *testing.T) {
	storetest.Each(t, func(t *testing.T, openStore func() *store.Store) {
		h := open(t, openStore(), nil)
		b := h.browser()
		b.get("/anything").wants(http.StatusOK, "A sheet of paper of your own.")
		b.last.form("/welcome").with("name", "mara", "display_name", "Slow Wires", "password", password).send().
			wants(http.StatusOK, "Nothing here yet.", "The first line is the hardest; it may be a bad one.")
		if b.url.Path != "/desk" {
			t.Fatalf("the owner's first page is %s", b.url)
		}

		b.get("/desk/articles/new").form("/desk/articles").with("title", "Who holds the door", "markdown", "Someone is always *awake*.").send().
			wants(http.StatusOK, "Saved")
		path := b.url.Path
		account, err := h.store.AccountByName(t.Context(), "mara")
		if err != nil {
			t.Fatal(err)
		}
		b.last.form(path).with("markdown", "Someone is always *awake*.\n\nTK", "tags", "night, #selfhosting").send().wants(http.StatusOK, "1 gap marked TK")
		b.last.form(path).to("/desk/preview").send().wants(http.StatusOK, "A preview.", "Someone is always awake.")

		b.get(path).form(path).with("do", "publish").send().wants(http.StatusOK, "Published.", "See the page")
		listed, err := h.store.ListedInBlog(t.Context(), h.personalBlog(account).ID, 2, 0)
		if err != nil || len(listed) != 1 || listed[0].Slug != "who-holds-the-door" || strings.Join(listed[0].Published.Tags, " ") != "night selfhosting" {
			t.Fatalf("readers get %+v, %v", listed, err)
		}

		h.ahead.Add(int64(2e9))
		b.last.form(path).with("markdown", "Someone was always awake.").send().wants(http.StatusOK, "not published yet")
		b.get("/desk").wants(http.StatusOK, "Changes wait to be published")
		b.get(path).form(path).with("do", "publish").send().wants(http.StatusOK, "Published.")

		b.get(path+"/withdraw").wants(http.StatusOK, "Withdraw “Who holds the door”?").form(path+"/withdraw").send().
			wants(http.StatusOK, "Withdrawn.", "Publish again")
		b.get("/desk?state=withdrawn").wants(http.StatusOK, "Who holds the door")
		b.get(path+"/delete").form(path+"/delete").send().wants(http.StatusOK, "Deleted.", "Nothing here yet.")
		b.get(path).wants(http.StatusNotFound)

		b.get("/desk").form("/sign-out").send().wants(http.StatusOK, "Sign in")
		b.get("/desk").wants(http.StatusOK, "Sign in")
	})
}

// TestSettings changes everything that can be changed, and finds it in the store.
func TestSettings(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")

	b.get("/desk/profile").form("/desk/profile").with("display_name", "Ann B.", "bio", "I *write*.").file("picture", picture(t, 300, 200)).send().wants(http.StatusOK, "Saved.", "Ann B.")
	account, err := h.store.Account(t.Context(), ann.ID)
	if err != nil || account.DisplayName != "Ann B." || account.PictureID == 0 || !strings.Contains(account.BioHTML, "<em>") {
		t.Fatalf("the profile is %+v, %v", account, err)
	}
	b.get("/desk/profile").form("/desk/profile").with("remove_picture", "yes").send().wants(http.StatusOK)
	if account, _ = h.store.Account(t.Context(), ann.ID); account.PictureID != 0 {
		t.Error("the picture was not taken away")
	}

	b.get("/desk/blogs/ann/settings").form("/desk/blogs/ann/settings").with("title", "Slow Wires", "description", "Letters.", "language", "de-ch", "licence", "CC-BY-4.0").send().wants(http.StatusOK, "Saved.")
	got := h.personalBlog(ann)
	if got.Title != "Slow Wires" || got.Language != "de-CH" || got.Licence != "CC-BY-4.0" || got.Description != "Letters." {
		t.Errorf("the blog is %+v", got)
	}

	b.get("/desk/site").form("/desk/site").with("site_title", "The House", "home", "0").send().wants(http.StatusOK, "Saved.")
	if title, err := h.store.Setting(t.Context(), blog.SettingSiteTitle); title != "The House" {
		t.Errorf("the site's title is %q, %v", title, err)
	}
	if _, err := h.store.HomeBlog(t.Context()); blog.CodeOf(err) != blog.NotFound {
		t.Errorf("a home is still set: %v", err)
	}
}

// TestPasswordChangeEndsOtherSessions also shows that the session that changed it goes on.
func TestPasswordChangeEndsOtherSessions(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	here, there := h.signedIn("ann"), h.signedIn("ann")
	here.get("/desk/password").form("/desk/password").with("old", "not this one", "password", "another long one").send().
		wants(http.StatusUnprocessableEntity, "This is not your present password.")
	here.last.form("/desk/password").with("old", password, "password", "another long one").send().wants(http.StatusOK, "Your password is changed.")
	here.get("/desk").wants(http.StatusOK, "Articles")
	there.get("/desk").wants(http.StatusOK, "Sign in")
}

// TestPublicationWriter shows a member who may write but not publish.
func TestPublicationWriter(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	h.account("ben", blog.Author)
	journal, err := h.service.AddPublication(t.Context(), "ann", "journal", "The Journal")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.service.SetMember(t.Context(), "journal", "ben", blog.Writer); err != nil {
		t.Fatal(err)
	}
	b := h.signedIn("ben")
	f := b.get("/desk/articles/new").form("/desk/articles")
	f.with("blog", itoa(journal.ID), "title", "From a writer", "markdown", "Text.", "do", "publish").send().
		wants(http.StatusForbidden, "published by an editor", "Text.")
	b.get("/desk").wants(http.StatusOK, "From a writer", "The Journal")
	b.get("/desk/blogs/journal/settings").wants(http.StatusNotFound)
	b.get("/desk/site").wants(http.StatusNotFound)
	h.signedIn("ann").get("/desk").wants(http.StatusOK, "Nothing here yet.") // drafts are their writer's
}
