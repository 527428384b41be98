//go:build look

package dashboard_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"math"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/store/storetest"
)

// TestLook takes screenshots of every page, for people to look at: it is only built with the tag
// look. PAMPHLET_LOOK names the folder
// they go to; PAMPHLET_LOOK_ONLY may hold a part of the pages' names.
func TestLook(t *testing.T) {
	folder := os.Getenv("PAMPHLET_LOOK")
	if folder == "" {
		t.Fatal("set PAMPHLET_LOOK to a folder to take screenshots")
	}
	h := open(t, storetest.SQLite(t), func(c *desk.Config) {
		c.FontCSSURL = "/assets/fonts.css"
		bridged(t)(c)
	})
	h.beside = h.fontsAndMedia
	look := newLook(t, folder, h.server.URL)
	look.shoot("welcome", "/welcome", "")
	if err := h.service.ClaimBaseURL(t.Context(), h.server.URL); err != nil {
		t.Fatal(err)
	}
	mara, err := h.service.CreateOwner(t.Context(), blog.NewAccount{Name: "mara", DisplayName: "Slow Wires", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	look.shoot("sign-in", "/sign-in", "")
	look.signIn(h.signedIn("mara"))
	look.shoot("empty", "/desk", "")
	look.shoot("quiet", "/desk/notices", "")
	look.shoot("following-empty", "/desk/following", "")
	article, draft := h.furnish(mara)
	for name, path := range map[string]string{
		"articles": "/desk", "editor": "/desk/articles/" + itoa(article.ID), "editor-new": "/desk/articles/new",
		"media": "/desk/media", "blog": "/desk/blogs/mara/settings", "profile": "/desk/profile", "password": "/desk/password",
		"site": "/desk/site", "missing": "/desk/nothing", "delete": "/desk/articles/" + itoa(draft.ID) + "/delete",
		"published": "/desk/articles/" + itoa(article.ID) + "?done=published", "withdrawn": "/desk?state=withdrawn",
		"receipt-empty": "/desk/articles/" + itoa(article.ID) + "/receipt",
	} {
		look.shoot(name, path, "")
	}
	h.post(mara, article)
	look.shoot("receipt", "/desk/articles/"+itoa(article.ID)+"/receipt", "")
	look.shoot("receipt-again", "/desk/articles/"+itoa(article.ID)+"/receipt?done=again", `document.querySelector(".others").open = true; scrollTo(0, 1e6)`)
	k := h.converse(mara, article)
	tide := h.shore(mara)
	for name, path := range map[string]string{
		"replies": "/desk/comments", "replies-waiting": "/desk/comments?show=waiting", "answer": "/desk/comments/1/answer",
		"followers": "/desk/followers", "following": "/desk/following", "following-blocked": "/desk/following?show=blocked",
		"found-person": "/desk/following?address=" + url.QueryEscape(tide.handle("ines")), "found-blocked": "/desk/following?address=" + url.QueryEscape(tide.id("lamps")),
		"found-group": "/desk/following?address=" + url.QueryEscape(tide.id("boats")) + "&done=follow", "found-note": "/desk/following?address=" + url.QueryEscape(tide.server.URL+"/notes/1"),
		"found-article": "/desk/following?address=" + url.QueryEscape(tide.server.URL+"/letters/1"), "found-nothing": "/desk/following?address=" + url.QueryEscape(tide.handle("nobody")),
	} {
		look.shoot(name, path, "")
	}
	look.before = func() { k.hears(elsewhere("Ruth", "friendica.example"), 0, "One more thing about the soup.") }
	look.shoot("notices-new", "/desk/notices", "")
	look.shoot("notices-rail", "/desk", "")
	look.before = nil
	look.shoot("found-block", "/desk/following?address="+url.QueryEscape(tide.handle("ines")), `document.querySelector(".sure").open = true`)
	look.shoot("found-answer", "/desk/following?address="+url.QueryEscape(tide.server.URL+"/letters/1"), `scrollTo(0, 1e6)`)
	look.shoot("replies-delete", "/desk/comments", `document.querySelectorAll(".talk .menu")[1].open = document.querySelectorAll(".sure")[1].open = true`)
	look.shoot("details", "/desk/articles/"+itoa(article.ID), `document.querySelector("#details").open = true`)
	look.shoot("aids", "/desk/articles/"+itoa(draft.ID), `document.querySelectorAll(".aid").forEach((d) => { d.open = true }); scrollTo(0, 1e6)`)
	if err := h.service.Feature(t.Context(), mara.ID, article.ID); err != nil {
		t.Fatal(err)
	}
	look.shoot("menu", "/desk", `document.querySelector(".menu").open = true; document.querySelector(".narrow").open = innerWidth < 761`)
	h.ahead.Add(int64(time.Hour))
	if a, w, err := h.service.Draft(t.Context(), mara.ID, draft.ID); err == nil {
		w.Text.Title, w.Text.Markdown = "Who keeps the door", strings.Replace(w.Text.Markdown, "a bakery in Porto", "two bakeries in Porto", 1)
		if _, err := h.service.Save(t.Context(), mara.ID, a.ID, w.Version, w.Text); err != nil {
			t.Fatal(err)
		}
	}
	look.shoot("history", "/desk/articles/"+itoa(draft.ID)+"/history?revision=6", "")
	look.shoot("refused", "/desk/articles/new", `document.querySelector("#details").open = true; document.querySelector("#f-slug").value = "Not / an address"; document.querySelector("#f-title").value = "A title"; document.querySelector("#editor").submit()`)
	look.shoot("conflict", "/desk/articles/"+itoa(draft.ID), `{ const f = document.querySelector("#editor"); f.elements.version.value = 0; f.elements.markdown.value = f.elements.markdown.value.replace("paperback", "newspaper") + "\n\nA last line, only here."; f.submit() }`)
	look.shoot("choose", "/desk/articles/"+itoa(draft.ID), `import(document.querySelector("script[type=module]").src.replace("writing.js", "choice.js")).then((m) => m.choose([
		{ name: "markdown", mine: "Someone is always awake. At four the paperback answered a school in Nagoya, and went back to its warm corner.", theirs: "Someone is always awake. At four the paperback answered a bakery in Porto, twice, and went back to its corner." },
		{ name: "title", mine: "Who holds the door at night", theirs: "Who keeps the door at night" }], "Kofi"))`)
	look.shoot("kept", "/desk/articles/new", `{ const t = document.querySelector("#f-markdown"); document.querySelector("[name=csrf]").value = "x"; t.value = "Words that nobody may lose."; t.dispatchEvent(new Event("input", { bubbles: true })); dispatchEvent(new Event("online")) }`)
	look.shoot("preview", "/desk/articles/"+itoa(article.ID), `{ const f = document.querySelector("#editor"); f.action = "/desk/preview"; f.submit() }`)
	h.lookThere(look, mara)
	look.shoot("stale", "/desk/articles/"+itoa(draft.ID), `{ const f = document.querySelector("#editor"); f.elements.csrf.value = ""; f.submit() }`)
	note := h.publications(mara)
	for name, path := range map[string]string{
		"members": "/desk/blogs/nightpost/members", "members-reader": "/desk/blogs/harbour/members", "publication-settings": "/desk/blogs/nightpost/settings",
		"publication-delete": "/desk/blogs/nightpost/delete", "invited": "/desk", "submitted": "/desk?state=submitted",
	} {
		look.shoot(name, path, "")
	}
	look.shoot("members-menu", "/desk/blogs/nightpost/members", `document.querySelectorAll(".members .menu")[1].open = document.querySelectorAll(".members .sure")[1].open = true`)
	look.shoot("handed-back", "/desk/articles/"+itoa(note), "")
	look.shoot("submitted-open", "/desk/articles/"+itoa(note+1), `document.querySelector("#back").open = true`)
	look.session = nil
	look.shoot("signed-out", "/sign-in", `{ const f = document.querySelector("form"); for (const [n, v] of [["kept-path", "/desk/articles/1"], ["kept.title", "Who holds the door at night"], ["kept.markdown", "Someone is always awake."]]) { const i = document.createElement("input"); i.name = n; i.value = v; f.append(i) } f.elements.name.value = "mara"; f.elements.password.value = "wrong wrong wrong"; f.submit() }`)
}

// furnish writes what a desk has after some weeks.
func (h *house) furnish(mara blog.Account) (article, draft blog.Article) {
	var covers []int64
	for hue := range 5 {
		m, err := h.service.AddPicture(h.t.Context(), mara.ID, bytes.NewReader(hills(hue)), []string{"Hills at dusk, three behind another.", ""}[hue%2])
		if err != nil {
			h.t.Fatal(err)
		}
		covers = append(covers, m.ID)
	}
	paragraph := "Someone is always awake. At four the paperback answered a school in Nagoya, a bakery in Porto and a server that calls itself a lighthouse, and went back to its warm corner. I slept through TK requests.\n\n## The hour nobody owns\n\nMy grandmother slept with the window open a hand’s width, so that the mail van would wake her and nothing else. There is a setting for that."
	draft = h.draft(mara, blog.Text{Title: "Who holds the door at night", Subtitle: "Notes on leaving a very small computer alone with the internet.", Markdown: paragraph})
	for i, title := range []string{"Walking the cable from the harbour to the hill", "Against the little red number", "The computer behind the dictionaries", "A tide table for people without boats", "A letter to six thousand servers"} {
		text := blog.Text{Title: title, Subtitle: "What I learned from a shelf of machines.", Markdown: paragraph, Tags: []string{"self-hosting", "night"}, CoverAlt: "Hills at dusk."}
		if i != 1 {
			text.CoverID = covers[i]
		}
		text.Unlisted = i == 0
		article = h.draft(mara, text)
		at := h.now().Add(-time.Duration(5-i) * 9 * 24 * time.Hour)
		if _, err := h.service.Publish(h.t.Context(), mara.ID, article.ID, 1, at); err != nil {
			h.t.Fatal(err)
		}
	}
	return article, draft
}

// lookThere shoots how articles look on other servers: one with everything, a bare one, and one of a publication.
func (h *house) lookThere(l *look, mara blog.Account) {
	m, err := h.service.AddPicture(h.t.Context(), mara.ID, bytes.NewReader(hills(2)), "Hills at dusk, three behind another.")
	if err != nil {
		h.t.Fatal(err)
	}
	text := "Someone is always awake.[^1] At four the **paperback** answered [a school](https://example.org) in Nagoya, a bakery in Porto and a server that calls itself a lighthouse.\n\n" +
		"## The hour nobody owns\n\nMy grandmother slept with the window open a hand’s width.\n\n> The mail van wakes me, and nothing else.\n\n- a lamp\n- a letter\n\n" +
		"| Hour | Knocks |\n|---|---|\n| 3 | 12 |\n| 4 | 600 |\n\n```go\nfmt.Println(\"awake\")\n```\n\nSo $a_1 < b$.\n\n![Hills](/media/" + m.Variants[0].Name + ")\n\n[^1]: Nearly."
	all := blog.Text{Title: "Who holds the door at night", Summary: "What a very small computer does all night, and the one setting that lets me sleep through it.", Markdown: text, CoverID: m.ID, CoverAlt: "Hills at dusk.", Tags: []string{"self-hosting", "night"}}
	journal, err := h.service.AddPublication(h.t.Context(), mara.Name, "journal", "The Night Journal")
	if err != nil {
		h.t.Fatal(err)
	}
	shared, _, err := h.service.NewArticle(h.t.Context(), mara.ID, journal.ID, all)
	if err != nil {
		h.t.Fatal(err)
	}
	press := `{ const f = document.querySelector("#editor"); f.action = "/desk/look"; f.submit() }`
	path := func(a blog.Article) string { return "/desk/articles/" + itoa(a.ID) }
	l.height = 1300
	defer func() { l.height = 0 }()
	l.shoot("there", path(h.draft(mara, all)), press)
	l.shoot("there-bare", path(h.draft(mara, blog.Text{Title: "A short letter", Markdown: "Words.", Unlisted: true})), press)
	l.shoot("there-publication", path(shared), press)
}

// post sends an article to many servers, some of which have trouble.
func (h *house) post(mara blog.Account, article blog.Article) {
	to := []came{
		{"bumpy.example", "misskey", blog.Waiting, "503 Service Unavailable: the queue is full, come back later", h.now().Add(20 * time.Minute)},
		{"old-harbour.example", "", blog.Away, "dial tcp 192.0.2.7:443: connect: connection refused", time.Time{}},
		{"strict.an-old-and-very-long-name-of-a-server.example", "gotosocial", blog.RefusedReceipt, `403 {"error":"Forbidden: blocked"}`, time.Time{}},
		{"slow.example", "akkoma", blog.Waiting, "", time.Time{}},
		{"note.example", "sharkey", blog.Arrived, "202", time.Time{}},
	}
	for n := range 15 {
		to = append(to, came{fmt.Sprintf("server%d.example", n), []string{"mastodon", "pixelfed", "lemmy"}[n%3], blog.Arrived, "202", time.Time{}})
	}
	h.sent(mara, article, to...)
}

// publications has mara own one, write for another and be invited to a third. The article it gives came back to her;
// the next one waits for her.
func (h *house) publications(mara blog.Account) int64 {
	ctx, must := h.t.Context(), func(err error) {
		h.t.Helper()
		if err != nil {
			h.t.Fatal(err)
		}
	}
	ruth, kofi := h.account("ruth", blog.Author), h.account("kofi", blog.Author)
	h.account("ines_duarte_porto", blog.Author)
	made := map[string]blog.Blog{}
	for _, p := range [][3]string{{"mara", "nightpost", "The Night Post"}, {"ruth", "harbour", "Letters from the Harbour"}, {"kofi", "soup", "Soup, Bread and Other Servers"}} {
		b, err := h.service.AddPublication(ctx, p[0], p[1], p[2])
		must(err)
		made[p[1]] = b
	}
	must(h.service.SetMember(ctx, "nightpost", "ruth", blog.Editor))
	must(h.service.SetMember(ctx, "nightpost", "kofi", blog.Writer))
	must(h.service.SetMember(ctx, "harbour", "mara", blog.Writer))
	must(h.service.Invite(ctx, mara.ID, made["nightpost"].ID, "ines_duarte_porto", blog.Writer))
	must(h.service.Invite(ctx, kofi.ID, made["soup"].ID, "mara", blog.Editor))
	text := blog.Text{Title: "What the night ferry carries", Markdown: "Mostly letters, and a box of oranges that nobody ordered."}
	back, _, err := h.service.NewArticle(ctx, mara.ID, made["harbour"].ID, text)
	must(err)
	must(h.service.Submit(ctx, mara.ID, back.ID, 1))
	must(h.service.HandBack(ctx, ruth.ID, back.ID, "The oranges are the story.\n\nCould they come first? And who is the box for?"))
	text.Title, text.Subtitle = "Six hours up, six hours down", "A table for people without boats."
	given, _, err := h.service.NewArticle(ctx, kofi.ID, made["nightpost"].ID, text)
	must(err)
	must(h.service.Submit(ctx, kofi.ID, given.ID, 1))
	return back.ID
}

// converse has people on other servers talk to mara.
func (h *house) converse(mara blog.Account, article blog.Article) *talk {
	k := &talk{house: h, ann: mara, article: article}
	kofi, ines := elsewhere("Kofi Mensah", "mastodon.example"), elsewhere("Inês Duarte", "tide.example")
	kofi.Username, ines.Username = "kofi", "ines"
	h.ahead.Add(-int64(26 * time.Hour))
	first := k.hears(ines, 0, "Single-user server here: one request, then a very good breakfast read.")
	k.hears(elsewhere("Ruth", "friendica.example"), first.ID, "Same here, but with soup.")
	h.ahead.Add(int64(25 * time.Hour))
	question := k.hears(kofi, 0, "The line about stamping the bag is going on our wall. How do you tell the polite ones from the ones that only pretend?</p><p>I ask for a friend who runs <a href=\"https://example.org/lighthouse\">a lighthouse</a> and has 600 of them knocking every night.")
	if _, err := h.service.Answer(h.t.Context(), mara.ID, blog.Answered{Target: blog.Target{ArticleID: article.ID, CommentID: question.ID}}, "By what they do when nobody answers: the polite ones *wait*."); err != nil {
		h.t.Fatal(err)
	}
	b := h.personalBlog(mara)
	if err := h.service.UpdateBlog(h.t.Context(), mara.ID, b.ID, blog.Settings{Title: b.Title, Language: b.Language, HoldStrangers: true}); err != nil {
		h.t.Fatal(err)
	}
	hidden := k.hears(kofi, first.ID, "I wrote this twice, sorry.")
	if err := h.service.HideComment(h.t.Context(), mara.ID, hidden.ID); err != nil {
		h.t.Fatal(err)
	}
	for n, name := range []string{"Bea", "Cid", "Dora"} {
		react := blog.Reacted{Activity: "https://one.example/" + name, Kind: []blog.ReactionKind{blog.Like, blog.Boost}[n%2], Actor: elsewhere(name, "one.example"), To: blog.Target{ArticleID: article.ID}}
		if err := h.service.React(h.t.Context(), react); err != nil {
			h.t.Fatal(err)
		}
		if err := h.service.AddFollower(h.t.Context(), blog.Followed{BlogID: h.personalBlog(mara).ID, Actor: react.Actor, Activity: react.Activity + "/follow", Accept: blog.Outgoing{APID: "accept" + name, BlogID: h.personalBlog(mara).ID, Kind: "Accept", Body: []byte("{}")}}); err != nil {
			h.t.Fatal(err)
		}
	}
	lamps := elsewhere("Best Lamps 2026", "cheap-lamps.example")
	lamps.Username = "lamps4"
	k.hears(lamps, 0, "Great post!! Save 70% on lamps at https://cheap-lamps.example/a-very-long-address-that-does-not-want-to-be-broken-anywhere-at-all?utm_source=pamphlet")
	if err := h.service.Interact(h.t.Context(), mara.ID, blog.Wish{Kind: blog.ToLike, Object: first.URI, Actor: ines, To: blog.Target{ArticleID: article.ID, CommentID: first.ID}}); err != nil {
		h.t.Fatal(err)
	}
	h.ahead.Add(int64(time.Hour))
	return k
}

// shore is another server, with people mara follows and blocks and letters she reads.
func (h *house) shore(mara blog.Account) *far {
	f := newFar(h.t)
	f.person("ines", object{"name": "Inês Duarte", "summary": "<p>I draw tide tables by hand and write letters to people who live on boats. Porto, mostly.</p><p>Ask me about <a href=\"https://tide.example/moon\">the moon</a>.</p>"})
	f.person("boats", object{"name": "People on boats", "type": "Group", "summary": "<p>Small boats, long letters.</p>"})
	f.person("lamps", object{"name": "Best Lamps 2026"})
	f.thing("ines", "/notes/1", object{"summary": "Seasickness", "content": "<p>Single-user server here: one request, then a very good breakfast read.</p><p>Has anybody counted how many of the 600 came back for the picture?</p>"})
	letter := "<p>The tide does not care who reads its table, and this is the comfort of it. Six hours up, six hours down, and in between a line of people in rubber boots with their phones held away from the water.</p><p>When I began to draw the tables by hand, my neighbour asked whom they were for. I said: for whoever stands at the harbour without a signal. He thought about it, and brought me a thermometer.</p>"
	f.thing("ines", "/letters/1", object{"type": "Article", "name": "A tide table for people without boats", "summary": "What a harbour knows, and how little of it needs a network.", "content": strings.Repeat(letter, 12), "url": f.server.URL + "/letters/1"})
	far := func(name string) blog.Actor {
		return blog.Actor{URI: f.id(name), Host: f.host(), Kind: "Person", Username: name, Name: map[string]string{"ines": "Inês Duarte", "boats": "People on boats", "lamps": "Best Lamps 2026"}[name], Inbox: f.id(name) + "/inbox"}
	}
	for _, w := range []blog.Wish{
		{Kind: blog.ToFollow, Object: f.id("boats"), Actor: far("boats")}, {Kind: blog.ToBlock, Object: f.id("lamps"), Actor: far("lamps")},
		{Kind: blog.ToFollow, Object: "https://mastodon.example/users/kofi", Actor: elsewhere("Kofi", "mastodon.example")},
		{Kind: blog.ToFollow, Object: "https://friendica.example/users/ruth", Actor: elsewhere("Ruth", "friendica.example")},
		{Kind: blog.ToLike, Object: f.server.URL + "/letters/1", Actor: far("ines")},
	} {
		if err := h.service.Interact(h.t.Context(), mara.ID, w); err != nil {
			h.t.Fatal(err)
		}
	}
	follows, err := h.store.InteractionsBy(h.t.Context(), h.personalBlog(mara).ID, blog.ToFollow, 9, 0)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, i := range follows[:2] {
		if err := h.service.FollowAnswered(h.t.Context(), i.Object, i.APID, i.Actor.Username == "kofi"); err != nil {
			h.t.Fatal(err)
		}
	}
	answered := blog.Answered{Object: f.server.URL + "/letters/1", Actor: far("ines")}
	if _, err := h.service.Answer(h.t.Context(), mara.ID, answered, "The thermometer made my **week**."); err != nil {
		h.t.Fatal(err)
	}
	return f
}

// hills draws a picture with some shape in it.
func hills(hue int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 1200, 800))
	for x := range 1200 {
		for y := range 800 {
			c := color.RGBA{uint8(150 + 15*hue), uint8(190 - y/8), uint8(220 - 20*hue), 255}
			for layer := range 3 {
				edge := 420 + 110*layer + int(60*math.Sin(float64(x)/(130+40*float64(layer))+float64(hue+layer)))
				if y > edge {
					c = color.RGBA{uint8(70 - 18*layer), uint8(90 - 20*layer + 10*hue), uint8(120 - 25*layer), 255}
				}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, img, nil)
	return b.Bytes()
}

// fontsAndMedia answers for the reader's door.
func (h *house) fontsAndMedia(w http.ResponseWriter, r *http.Request) bool {
	const fonts = "../../themes/dist/fonts/"
	switch {
	case r.URL.Path == "/assets/fonts.css":
		w.Header().Set("Content-Type", "text/css")
		for family, file := range map[string]string{"Source Serif 4": "source-serif-4-latin-400", "Instrument Sans": "instrument-sans-latin", "JetBrains Mono": "jetbrains-mono-latin-400"} {
			_, _ = fmt.Fprintf(w, "@font-face{font-family:%q;font-weight:200 900;src:url(/assets/%s.woff2)format(\"woff2\")}\n", family, file)
		}
	case strings.HasPrefix(r.URL.Path, "/assets/"):
		http.ServeFile(w, r, fonts+path.Base(r.URL.Path))
	case strings.HasPrefix(r.URL.Path, "/media/"):
		_ = filepath.WalkDir(h.media, func(file string, _ fs.DirEntry, _ error) error {
			if filepath.Base(file) == path.Base(r.URL.Path) {
				http.ServeFile(w, r, file)
				return filepath.SkipAll
			}
			return nil
		})
	default:
		return false
	}
	return true
}

// look is a Chromium that takes pictures.
type look struct {
	t       *testing.T
	ctx     context.Context
	folder  string
	base    string
	session *http.Cookie
	before  func() // each picture; may be nil
	height  int64  // of the window; 0 for that of usual ones
}

func newLook(t *testing.T, folder, base string) *look {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), flags...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	return &look{t: t, ctx: ctx, folder: folder, base: base}
}

func (l *look) signIn(b *browser) {
	at, err := url.Parse(l.base)
	if err != nil {
		l.t.Fatal(err)
	}
	l.session = b.client.Jar.Cookies(at)[0]
}

// shoot takes a page in three widths, light and dark, after running a script there.
func (l *look) shoot(name, path, script string) {
	l.t.Helper()
	if !strings.Contains(name, os.Getenv("PAMPHLET_LOOK_ONLY")) {
		return
	}
	for width, height := range map[int64]int64{1440: 900, 768: 1024, 360: 740} {
		for _, scheme := range []string{"light", "dark"} {
			if l.before != nil {
				l.before()
			}
			if l.height != 0 {
				height = l.height
			}
			if err := l.prepare(scheme); err != nil {
				l.t.Fatalf("%s: %v", name, err)
			}
			err := chromedp.Do(l.ctx, chromedp.EmulateViewport(width, height), chromedp.Navigate("about:blank"), chromedp.Navigate(l.base+path))
			if err == nil && script != "" {
				_, err = chromedp.Run(l.ctx, chromedp.Evaluate[any](script+"; null"))
			}
			if err == nil {
				err = chromedp.Do(l.ctx, chromedp.Sleep(400*time.Millisecond))
			}
			if err != nil {
				l.t.Fatalf("%s: %v", name, err)
			}
			l.save(fmt.Sprintf("%s-%d-%s.png", name, width, scheme))
		}
	}
}

func (l *look) prepare(scheme string) error {
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if err := chromedp.Do(l.ctx); err != nil { // starts the browser
		return err
	}
	if _, err := chromedp.Call(l.ctx, emulation.SetEmulatedMedia, media); err != nil {
		return err
	}
	if l.session == nil {
		_, err := chromedp.Call(l.ctx, network.ClearBrowserCookies, cdp.Empty{})
		return err
	}
	_, err := chromedp.Call(l.ctx, network.SetCookie, network.SetCookieParams{Name: l.session.Name, Value: l.session.Value, URL: l.base})
	return err
}

func (l *look) save(name string) {
	l.t.Helper()
	wide, err := chromedp.Run(l.ctx, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > innerWidth`))
	if err != nil || wide {
		l.t.Errorf("%s scrolls sideways (%v)", name, err)
	}
	picture, err := chromedp.Run(l.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		l.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(l.folder, name), picture, 0o644); err != nil {
		l.t.Fatal(err)
	}
}
