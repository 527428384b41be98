package dashboard_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"pamphlet/blog"
	"pamphlet/content/words"
)

// TestLanguageOfTheDesk: that of the browser until its reader chooses one, which then holds on every machine.
func TestLanguageOfTheDesk(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	for _, c := range []struct{ asked, lang, says string }{
		{"", "en", "Sign in"}, {"de-AT,de;q=0.9,en;q=0.8", "de", "Anmelden"}, {"pt-BR,ja;q=0.5", "ja", ""}, {"zh, ko", "en", "Sign in"}, {"no such; tag", "en", "Sign in"},
	} {
		b := h.browser()
		b.speaks = c.asked
		if p := b.get("/sign-in").wants(http.StatusOK, c.says); attr(p.elements("html")[0], "lang") != c.lang {
			t.Errorf("who asks for %q gets a page in %q", c.asked, attr(p.elements("html")[0], "lang"))
		}
	}
	b := h.browser()
	b.speaks = "de"
	b.get("/sign-in").form("/sign-in").with("name", "ann", "password", "wrong").send().
		wants(http.StatusForbidden, "Dieser Name und dieses Passwort gehören nicht zusammen.")
	b.get("/sign-in").form("/sign-in").with("name", "ann", "password", password).send().wants(http.StatusOK, "Hier ist noch nichts.")
	b.get("/desk/articles/4711").wants(http.StatusNotFound, "Unter dieser Adresse gibt es keine Seite")
	b.get("/desk/profile").form("/desk/profile").with("language", "ar").send().wants(http.StatusOK)
	if root := b.get("/desk").elements("html")[0]; attr(root, "lang") != "ar" || attr(root, "dir") != "rtl" {
		t.Errorf("the desk is in %q, written %q", attr(root, "lang"), attr(root, "dir"))
	}
	other := h.signedIn("ann")
	p := other.get("/desk/profile")
	if got := p.form("/desk/profile").values.Get("language"); got != "ar" {
		t.Errorf("the language chosen is %q", got)
	}
	p.form("/desk/profile").with("language", "tlh").send().wants(http.StatusUnprocessableEntity)
	p.form("/desk/profile").with("language", "").send().wants(http.StatusOK, "Saved.")
}

// TestWelcomeSpeaks: a blog begins in the language its writer was welcomed in.
func TestWelcomeSpeaks(t *testing.T) {
	h := openSQLite(t)
	b := h.browser()
	b.speaks = "fr"
	b.get("/welcome?token=a-secret-link").form("/welcome").with("name", "zoe", "password", password).send().wants(http.StatusOK)
	account, err := h.store.AccountByName(t.Context(), "zoe")
	if err != nil {
		t.Fatal(err)
	}
	if got := h.personalBlog(account).Language; got != "fr" {
		t.Errorf("the blog begins in %q", got)
	}
}

// badly is what a text looks like that got too little, or is none.
var badly = regexp.MustCompile(`%!|%\[?\d?\]?[sd]\b|\x00|\x01|&lt;(?:b|i|a|code|kbd|time)\b`)

// texts are those for scripts, which put in themselves what belongs there.
var texts = regexp.MustCompile(`<script type="application/json" id="texts">.*?</script>`)

// TestEveryPageInEveryLanguage: whole, in its language and direction, and with all that English has but its words.
func TestEveryPageInEveryLanguage(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	draft := h.draft(ann, blog.Text{Title: "The hour nobody owns", Markdown: "One TK word."})
	shown := h.draft(ann, blog.Text{Title: "Salt", Markdown: "Salt."})
	if _, err := h.service.Publish(t.Context(), ann.ID, shown.ID, 1, time.Time{}); err != nil {
		t.Fatal(err)
	}
	paths := []string{
		"/desk", "/desk?select=yes", "/desk/comments", "/desk/notices", "/desk/following", "/desk/followers", "/desk/media", "/desk/profile", "/desk/password",
		"/desk/site", "/desk/blogs/ann/settings", "/desk/blogs/ann/menu", "/desk/blogs/ann/series", "/desk/articles/new", "/desk/nowhere",
	}
	for _, a := range []blog.Article{draft, shown} {
		for _, page := range []string{"", "/history", "/review", "/delete"} {
			paths = append(paths, fmt.Sprintf("/desk/articles/%d%s", a.ID, page))
		}
	}
	paths = append(paths, fmt.Sprintf("/desk/articles/%d/receipt", shown.ID), fmt.Sprintf("/desk/articles/%d/withdraw", shown.ID))
	b := h.signedIn("ann")
	english := map[string]*page{}
	for _, path := range paths {
		english[path] = b.get(path)
	}
	for _, l := range words.Languages {
		b.speaks = l.Tag
		for _, path := range paths {
			p := b.get(path)
			if root := p.elements("html")[0]; attr(root, "lang") != l.Tag || (attr(root, "dir") == "rtl") != l.RTL {
				t.Errorf("%s in %s is marked %q, %q", path, l.Tag, attr(root, "lang"), attr(root, "dir"))
			}
			if bad := badly.FindString(texts.ReplaceAllString(p.source, "")); bad != "" {
				t.Errorf("%s in %s has %q", path, l.Tag, bad)
			}
			if got, want := len(p.elements("a"))+len(p.elements("button"))+len(p.elements("time")), len(english[path].elements("a"))+len(english[path].elements("button"))+len(english[path].elements("time")); got != want {
				t.Errorf("%s in %s has %d links, buttons and times, in English %d", path, l.Tag, got, want)
			}
			p.wantsTexts(l)
		}
	}
}

// wantsTexts checks what a page brings for its scripts.
func (p *page) wantsTexts(l *words.Language) {
	p.b.t.Helper()
	for _, script := range p.elements("script") {
		if attr(script, "id") != "texts" {
			continue
		}
		var texts map[string]map[string]string
		if err := json.Unmarshal([]byte(textOf(script)), &texts); err != nil {
			p.b.t.Fatal(err)
		}
		if l == words.English || texts["Add a block"]["other"] != l.Text("Add a block") || len(texts["%d words"]) < 1 {
			p.b.t.Errorf("%s brings %d texts in %s", p.b.url, len(texts), l.Tag)
		}
		return
	}
	if l != words.English && strings.Contains(p.source, "editor.js") {
		p.b.t.Errorf("%s brings no texts in %s", p.b.url, l.Tag)
	}
}

func textOf(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}
