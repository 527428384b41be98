package dashboard_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	readers "pamphlet/blog/page"
	"pamphlet/blog/store/storetest"
	"pamphlet/themes"
)

// openDressed is a house whose blogs can be looked at in themes.
func openDressed(t *testing.T) *house {
	t.Helper()
	db := storetest.SQLite(t)
	var pages *readers.Pages
	h := open(t, db, func(c *desk.Config) {
		pages = readers.New(readers.Config{Store: db, Themes: themes.Bundled(), BaseURL: c.BaseURL})
		c.Looks = pages
	})
	h.readers = pages
	return h
}

// packTheme is a theme as people send it; files are path and text by turns.
func packTheme(t *testing.T, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		entry, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const mine = "name = \"mine\"\ntitle = \"My own\"\ncontract = 1\n"

func (h *house) worn(a blog.Account) blog.Blog {
	h.t.Helper()
	b, err := h.store.Blog(h.t.Context(), h.personalBlog(a).ID)
	if err != nil {
		h.t.Fatal(err)
	}
	return b
}

func TestBlogIsDressed(t *testing.T) {
	h := openDressed(t)
	account := h.account("ann", blog.Owner)
	h.published(account, blog.Text{Title: "The newest", Markdown: "Words of it."})
	ann := h.signedIn("ann")
	const look, try = "/desk/blogs/ann/look", "/desk/blogs/ann/look/try"
	ann.get(look).wants(http.StatusOK, "Folio", "Gazette", "Margin", "Slip", "In use")

	// It is tried before anybody sees it.
	tried := ann.get(try+"?theme=gazette&settings=yes&set-motto=Only+tried&set-sun=sky").wants(http.StatusOK, "Only tried", "The newest").shows(`data-sun="sky"`, `<base target="_blank">`)
	if policy := tried.header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'self'") || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script-src") {
		t.Errorf("a trial has the policy %s", policy)
	}
	ann.get(try+"?theme=margin&page=the-newest").wants(http.StatusOK, "Words of it.")
	for path, shown := range map[string]string{"archive": "The newest", "about": "ann of the tests", "search": "Search", "follow": "Follow", "*": "There is no page at this address"} {
		ann.get(try+"?theme=margin&page="+path).wants(http.StatusOK, shown).shows(`<base target="_blank">`, "/assets/margin/")
	}
	// Links lead to other pages in the same theme and settings, and never out of the trial.
	ann.get(try + "?theme=gazette&settings=yes&set-motto=Only+tried").shows(`target="_self" href="` + try + `?page=the-newest&amp;set-motto=Only+tried&amp;settings=yes&amp;theme=gazette"`)
	// What is sent by the form says nothing secret in an address.
	ann.get(look+"?theme=gazette").form(look).to(try).with("set-motto", "Sent").send().wants(http.StatusOK, "Sent").lacks("csrf")
	if b := h.worn(account); b.Theme != "folio" || len(b.ThemeSettings) != 0 {
		t.Errorf("by trying it wears %s %v", b.Theme, b.ThemeSettings)
	}

	ann.get(look+"?theme=gazette").form(look).with("set-motto", "Every <Sunday>", "set-sun", "mint").without("set-outline").send().wants(http.StatusOK, "Saved")
	b := h.worn(account)
	if b.Theme != "gazette" || b.ThemeSettings["motto"] != "Every <Sunday>" || b.ThemeSettings["sun"] != "mint" || b.ThemeSettings["outline"] != "false" || len(b.ThemeSettings) != 3 {
		t.Errorf("it wears %s %v", b.Theme, b.ThemeSettings)
	}
	ann.get(try + "?theme=gazette").shows("Every &lt;Sunday&gt;")

	// What no setting allows is refused, and what is there stays.
	ann.get(look).form(look).with("set-sun", `red" onload="x`).send().wants(http.StatusUnprocessableEntity, "not one of the choices")
	ann.get(look).form(look).with("theme", "nothing").send().wants(http.StatusNotFound)
	if b := h.worn(account); b.ThemeSettings["sun"] != "mint" {
		t.Errorf("after a refusal it wears %v", b.ThemeSettings)
	}

	// A picture is stored, shown and taken away.
	ann.get(look).form(look).file("set-nameplate", picture(t, 800, 200)).send().wants(http.StatusOK, "Saved")
	plate := h.worn(account).ThemeSettings["nameplate"]
	if !strings.HasPrefix(plate, "/media/") {
		t.Fatalf("the picture is %q", plate)
	}
	ann.get(try + "?theme=gazette").shows(`<img src="` + plate + `"`)
	h.keepsMedia(account)
	ann.get(look).form(look).file("set-nameplate", []byte("GIF89a of no use")).send().wants(http.StatusUnprocessableEntity)
	ann.get(look).form(look).with("set-nameplate-remove", "yes").send().wants(http.StatusOK, "Saved")
	if plate := h.worn(account).ThemeSettings["nameplate"]; plate != "" {
		t.Errorf("the picture is still %q", plate)
	}

	// What was chosen can be begun anew; it stays until that is saved.
	ann.get(look).form(look).file("set-nameplate", picture(t, 800, 200)).send().wants(http.StatusOK, "Saved", "Begin with its own settings")
	anew := ann.get(look + "?theme=gazette&fresh=yes").lacks("Begin with its own settings").lacks("Every &lt;Sunday&gt;").lacks("/media/")
	ann.get(try + "?theme=gazette&fresh=yes").lacks("Every &lt;Sunday&gt;").lacks("/media/")
	if b := h.worn(account); b.ThemeSettings["sun"] != "mint" {
		t.Errorf("by looking it wears %v", b.ThemeSettings)
	}
	anew.form(look).send().wants(http.StatusOK, "Saved")
	if b := h.worn(account); b.Theme != "gazette" || len(b.ThemeSettings) != 0 {
		t.Errorf("begun anew it wears %s %v", b.Theme, b.ThemeSettings)
	}

	// A colour that cannot be read is told of.
	ann.get(look+"?theme=slip").form(look).with("set-colour", "#ffff00").send().wants(http.StatusOK, "so that it can be read")
	ann.get(try + "?theme=slip").shows("--set-colour:#ffff00").lacks(":root{--set-colour:#ffff00;}@media")
}

// keepsMedia tries to delete the latest picture, which a blog's look has.
func (h *house) keepsMedia(a blog.Account) {
	h.t.Helper()
	all, err := h.store.MediaOf(h.t.Context(), a.ID, blog.Picture, 1, 0)
	if err != nil || len(all) != 1 {
		h.t.Fatalf("%d pictures: %v", len(all), err)
	}
	if err := h.service.DeleteMedia(h.t.Context(), a.ID, all[0].ID); blog.CodeOf(err) != blog.Conflict || !strings.Contains(err.Error(), "The look of") {
		h.t.Errorf("deleting it: %v", err)
	}
}

func TestOwnThemeIsBrought(t *testing.T) {
	h := openDressed(t)
	account := h.account("ann", blog.Owner)
	ann := h.signedIn("ann")
	const look, themesOf, try = "/desk/blogs/ann/look", "/desk/blogs/ann/themes", "/desk/blogs/ann/look/try"
	bring := func(archive []byte) *page { return ann.get(look).form(themesOf).file("archive", archive).send() }

	bring(packTheme(t, "theme.toml", mine, "templates/article.html", "{{define \"main\"}}\n{{.Bogus}}{{end}}", "assets/x.js", "alert(1)")).
		wants(http.StatusUnprocessableEntity, "templates/article.html:2", "can't evaluate field Bogus", "assets/x.js", "no use for this file")
	bring([]byte("no zip")).wants(http.StatusUnprocessableEntity, "not a zip archive")
	ann.speaks = "de"
	bring([]byte("no zip")).wants(http.StatusUnprocessableEntity, "das ist kein Zip-Archiv. Packe den Ordner des Themes als .zip.")
	bring(packTheme(t, "theme.toml", "name = \"mine\"\ncontract = 99")).wants(http.StatusUnprocessableEntity, "theme.toml:2 das Theme wurde für Vertrag 99 geschrieben. Dieses Programm spricht Vertrag 1")
	ann.speaks = ""
	bring(packTheme(t, "theme.toml", mine, "../../x.css", "x")).wants(http.StatusUnprocessableEntity, "leads out of the archive")
	if b := h.worn(account); b.Theme != "folio" {
		t.Errorf("it wears %s", b.Theme)
	}

	first := packTheme(t, "mine/theme.toml", mine, "mine/templates/partials/footer.html", "<footer>The first foot</footer>")
	bring(first).wants(http.StatusOK, "My own", "Use My own")
	key := ann.url.Query().Get("theme")
	ann.get(try+"?theme="+url.QueryEscape(key)).wants(http.StatusOK, "The first foot")
	ann.get(look+"?theme="+url.QueryEscape(key)).form(look).send().wants(http.StatusOK, "Saved")
	if b := h.worn(account); b.Theme != key {
		t.Fatalf("it wears %s, not %s", b.Theme, key)
	}
	ann.get(look).lacks(themesOf + "/" + key + "/remove")
	ann.get(look).form(look).to(themesOf+"/"+key+"/remove").send().wants(http.StatusUnprocessableEntity, "wears this theme")

	// A new version waits until it is used, and leaves a way back.
	version := func(text string) string {
		t.Helper()
		bring(packTheme(t, "theme.toml", mine, "templates/partials/footer.html", "<footer>"+text+"</footer>")).wants(http.StatusOK, "New version", "Earlier version")
		if b := h.worn(account); b.Theme != key {
			t.Errorf("it wears %s before anybody said so, not %s", b.Theme, key)
		}
		return ann.url.Query().Get("theme")
	}
	second, third := version("The second foot"), version("The third foot")
	if own, err := h.store.ThemesOf(t.Context(), h.personalBlog(account).ID); err != nil || len(own) != 2 || own[0].Key() != third || own[1].Key() != key {
		t.Errorf("there are %v, %v", own, err)
	}
	if second == third {
		t.Errorf("two versions have the key %s", second)
	}
	ann.get(try+"?theme="+url.QueryEscape(third)).wants(http.StatusOK, "The third foot")
	ann.get(look+"?theme="+url.QueryEscape(third)).form(look).send().wants(http.StatusOK, "Saved", "Earlier version")
	ann.get(look+"?theme="+url.QueryEscape(key)).form(look).send().wants(http.StatusOK, "Saved")
	if b := h.worn(account); b.Theme != key {
		t.Errorf("back again it wears %s", b.Theme)
	}

	ann.get(look+"?theme=folio").form(look).send().wants(http.StatusOK, "Saved")
	for _, one := range []string{key, third} {
		ann.get(look).form(themesOf + "/" + one + "/remove").send().wants(http.StatusOK)
	}
	ann.get(look).lacks("My own")
}

// TestThemeThatFails on some pages: its owner is told before and after it is worn, and readers get the page in Folio.
func TestThemeThatFails(t *testing.T) {
	h := openDressed(t)
	account := h.account("ann", blog.Owner)
	h.published(account, blog.Text{Title: "Without a picture", Markdown: "Words of it."})
	ann := h.signedIn("ann")
	const look, try = "/desk/blogs/ann/look", "/desk/blogs/ann/look/try"
	ann.get(look).form("/desk/blogs/ann/themes").file("archive", packTheme(t, "theme.toml", mine, "templates/article.html",
		"{{define \"main\"}}\n<h1>{{.Heading}}</h1>{{.HTML}}\n{{if eq .Heading \"Without a picture\"}}{{.Cover.Src}}{{end}}{{end}}")).send().
		wants(http.StatusOK, "Pages that My own cannot make", "templates/article.html:3")
	key := url.QueryEscape(ann.url.Query().Get("theme"))
	ann.get(try+"?theme="+key).wants(http.StatusOK, "Without a picture")
	told := ann.get(try+"?theme="+key+"&page=without-a-picture").wants(http.StatusOK, "cannot make this page", "templates/article.html:3")
	if policy := told.header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'self'") {
		t.Errorf("what is wrong cannot be shown in the frame: %s", policy)
	}
	ann.get(look+"?theme="+key).form(look).send().wants(http.StatusOK, "Saved", "Pages that My own cannot make")
	page, err := h.readers.Article(t.Context(), "ann", "without-a-picture", 1)
	if err != nil || page.Status != http.StatusOK || !strings.Contains(string(page.Body), "Words of it.") || !strings.Contains(string(page.Body), "/assets/folio/") {
		t.Errorf("readers get %v, %v", page, err)
	}
}

// TestOnlyOwnersDress a blog, whatever the address.
func TestOnlyOwnersDress(t *testing.T) {
	h := openDressed(t)
	h.account("ann", blog.Owner)
	h.account("bo", blog.Author)
	bo := h.signedIn("bo")
	for _, path := range []string{"/desk/blogs/ann/look", "/desk/blogs/ann/look/try?theme=slip"} {
		bo.get(path).wants(http.StatusNotFound)
	}
	own := func(action string) *form { return bo.get("/desk/blogs/bo/look").form("/desk/blogs/bo/look").to(action) }
	own("/desk/blogs/ann/look").with("theme", "slip").send().wants(http.StatusNotFound)
	own("/desk/blogs/ann/themes").file("archive", packTheme(t, "theme.toml", mine)).send().wants(http.StatusNotFound)
	own("/desk/blogs/ann/themes/mine@0/remove").send().wants(http.StatusNotFound)
	stranger := h.browser()
	stranger.get("/desk/blogs/ann/look/try?theme=slip").lacks("Slip")
	stranger.get("/desk/themes/slip/screenshot.png").wants(http.StatusOK, "Sign in")

	// A theme that was brought for one blog is not for others.
	ann := h.signedIn("ann")
	ann.get("/desk/blogs/ann/look").form("/desk/blogs/ann/themes").file("archive", packTheme(t, "theme.toml", mine)).send().wants(http.StatusOK)
	own("/desk/blogs/bo/look").with("theme", ann.url.Query().Get("theme")).send().wants(http.StatusUnprocessableEntity, "not here any more")
}
