package web_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// Every saved text has a word of its own in each of its fields, such as q3v14x: the 14th version of
// the 3rd article. The model knows which words readers may see where.
var secretWord = regexp.MustCompile(`q\d+v\d+x`)

// known is what the model knows of one article.
type known struct {
	article blog.Article
	slug    string
	word    string // of what readers see; empty unless published
	listed  bool
	gone    bool
	deleted bool
}

type model struct {
	*house
	articles []*known
	versions int
	siteHome bool
	random   *rand.Rand
}

func (m *model) text(k *known, i int) (blog.Text, string) {
	m.versions++
	word := fmt.Sprintf("q%dv%dx", i, m.versions)
	return blog.Text{
		Title: "Title " + word, Subtitle: "Sub " + word, Summary: "Summary " + word, Slug: k.slug,
		Markdown: "## Head " + word + "\n\nBody " + word, Tags: []string{word, "shared"}, CoverAlt: word,
		Unlisted: m.random.IntN(4) == 0,
	}, word
}

// step does something to an article, or to the site, and says what.
func (m *model) step() string {
	m.t.Helper()
	if len(m.articles) < 5 || m.random.IntN(20) == 0 {
		k := &known{slug: fmt.Sprintf("article-%d", len(m.articles))}
		text, word := m.text(k, len(m.articles))
		k.article, _ = m.draft(text)
		m.articles = append(m.articles, k)
		return "drafted " + word
	}
	i := m.random.IntN(len(m.articles))
	k := m.articles[i]
	op := m.random.IntN(20)
	switch {
	case op == 0:
		m.siteHome = !m.siteHome
		home := m.blog.ID
		if m.siteHome {
			home = 0
		}
		m.check(m.UpdateSite(m.t.Context(), m.owner.ID, "", home))
		return "changed the home"
	case k.deleted:
		return "left alone"
	case op == 1:
		m.check(m.Delete(m.t.Context(), m.owner.ID, k.article.ID))
		k.gone, k.deleted, k.word, k.listed = k.gone || k.word != "", true, "", false
		return "deleted " + k.slug
	case op <= 3 && k.word != "":
		m.check(m.Withdraw(m.t.Context(), m.owner.ID, k.article.ID))
		k.gone, k.word, k.listed = true, "", false
		return "withdrew " + k.slug
	}
	text, word := m.text(k, i)
	w := m.saved(k.article, text)
	if op <= 8 {
		return "saved " + word
	}
	k.article = m.publish(k.article, w)
	k.word, k.listed, k.gone = word, !text.Unlisted, false
	return fmt.Sprintf("published %s, unlisted %v", word, text.Unlisted)
}

func (m *model) check(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// states counts the articles in each.
func (m *model) states() map[string]int {
	count := map[string]int{}
	for _, k := range m.articles {
		switch {
		case k.listed:
			count["listed"]++
		case k.word != "":
			count["unlisted"]++
		case k.gone:
			count["gone"]++
		default:
			count["draft"]++
		}
	}
	return count
}

func (m *model) listedWords() (words []string) {
	for _, k := range m.articles {
		if k.listed {
			words = append(words, k.word)
		}
	}
	return words
}

// look asks for everything a reader can ask for and compares it with the model.
func (m *model) look(after string) {
	m.t.Helper()
	listed := m.listedWords()
	none := func(path string, r reply, allowed []string) {
		m.t.Helper()
		for _, word := range secretWord.FindAllString(r.String(), -1) {
			if !slices.Contains(allowed, word) {
				m.t.Fatalf("%s: %s shows %s\n%s", after, path, word, r)
			}
		}
	}
	tag := "shared"
	if len(listed) == 0 {
		tag = ""
	}
	for _, path := range lists(tag) {
		r := m.get(path)
		if r.status != http.StatusOK {
			m.t.Fatalf("%s: %s answers %d", after, path, r.status)
		}
		none(path, r, listed)
		if named := strings.Contains(path, "follow") || strings.Contains(path, "manifest") || strings.HasSuffix(path, ".txt") || strings.HasSuffix(path, ".xml"); named {
			continue
		}
		for _, word := range listed {
			if !strings.Contains(r.body, word) {
				m.t.Fatalf("%s: %s does not show %s", after, path, word)
			}
		}
	}
	for _, k := range m.articles {
		m.lookAt(after, k, none)
	}
}

func (m *model) lookAt(after string, k *known, none func(string, reply, []string)) {
	m.t.Helper()
	path, want := "/@ann/"+k.slug, http.StatusNotFound
	switch {
	case k.word != "":
		want = http.StatusOK
	case k.gone:
		want = http.StatusGone
	}
	r := m.get(path)
	if r.status != want {
		m.t.Fatalf("%s: %s answers %d, want %d", after, path, r.status, want)
	}
	none(path, r, append(m.listedWords(), k.word))
	if want == http.StatusOK {
		noindex := find(parsed(m.t, r.body), "meta", "name", "robots") != nil
		if !strings.Contains(r.body, "Body "+k.word) || noindex == k.listed {
			m.t.Fatalf("%s: %s is not %s (noindex %v)", after, path, k.word, noindex)
		}
		inSitemap := strings.Contains(m.get("/sitemap.xml").body, path+"<")
		if inSitemap != k.listed {
			m.t.Fatalf("%s: %s in the sitemap: %v", after, path, inSitemap)
		}
		tagged := m.get("/tags/" + k.word)
		if (tagged.status == http.StatusOK) != k.listed {
			m.t.Fatalf("%s: the tag page of %s answers %d", after, k.word, tagged.status)
		}
	}
	short := m.get("/" + k.slug)
	none("/"+k.slug, short, nil)
	wantShort := http.StatusMovedPermanently
	if m.siteHome || want == http.StatusNotFound {
		wantShort = http.StatusNotFound
	}
	if short.status != wantShort || (short.status == http.StatusMovedPermanently && short.header.Get("Location") != path) {
		m.t.Fatalf("%s: /%s answers %d to %q, want %d", after, k.slug, short.status, short.header.Get("Location"), wantShort)
	}
}

// TestC6Visibility lives through random lives of articles and, after each step, asks every address:
// no word of a text that is not to be seen shows up anywhere, an unlisted one only at its own
// address, and every change is there with the very next request.
func TestC6Visibility(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		seed := uint64(20261114)
		m := &model{house: newHouse(t, open()), random: rand.New(rand.NewPCG(seed, seed))}
		m.look("the beginning")
		most := map[string]int{}
		for n := range 45 {
			m.look(fmt.Sprintf("step %d, %s", n, m.step()))
			for state, count := range m.states() {
				most[state] = max(most[state], count)
			}
		}
		if most["listed"] < 3 || most["unlisted"] < 1 || most["gone"] < 2 || most["draft"] < 1 {
			t.Errorf("the test has seen too little: at most %v at once", most)
		}
	})
}

func TestFormerAddressesRedirect(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		a := h.published(blog.Text{Title: "T", Slug: "first", Markdown: "x"})
		for _, slug := range []string{"second", "dritte-übung"} {
			slug = blog.Slugify(slug)
			a = h.publish(a, h.saved(a, blog.Text{Title: "T", Slug: slug, Markdown: "x"}))
			for _, former := range []string{"/@ann/first", "/@ann/first?utm_source=x", "/@ann/first/"} {
				r := h.get(former)
				if strings.HasSuffix(former, "/") {
					r = h.get(r.header.Get("Location"))
				}
				if r.status != http.StatusMovedPermanently || r.header.Get("Location") != "/@ann/"+slug {
					t.Errorf("%s answers %d to %q", former, r.status, r.header.Get("Location"))
				}
			}
		}
		if err := h.Withdraw(t.Context(), h.owner.ID, a.ID); err != nil {
			t.Fatal(err)
		}
		for _, former := range []string{"/@ann/first", "/@ann/second", "/@ann/dritte-ubung"} {
			if r := h.get(former); r.status != http.StatusGone {
				t.Errorf("%s answers %d once the article is withdrawn", former, r.status)
			}
		}
	})
}

// A reader who only sends a date must learn of what was taken back, too.
func TestWithdrawalBeatsOldDates(t *testing.T) {
	t.Parallel()
	h := newHouse(t, storetest.SQLite(t))
	h.published(blog.Text{Title: "Older", Markdown: "x"})
	h.now = h.now.AddDate(20, 0, 0)
	a := h.published(blog.Text{Title: "Newest", Markdown: "x"})
	paths := []string{"/@ann", "/", "/@ann/feed.rss", "/feed.json", "/@ann/older"}
	dates := map[string]string{}
	waitForNextSecond()
	for _, path := range paths {
		if date := h.get(path).header.Get("Last-Modified"); date != "" {
			t.Errorf("%s has the date %s within the second in which it was made, which another may have, too", path, date)
		}
	}
	waitForNextSecond()
	for _, path := range paths {
		dates[path] = h.get(path).header.Get("Last-Modified")
	}
	if err := h.Withdraw(t.Context(), h.owner.ID, a.ID); err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		r := must(http.NewRequest(http.MethodGet, h.server.URL+path, nil))(t)
		r.Header.Set("If-Modified-Since", dates[path])
		if got := h.answer(r); got.status != http.StatusOK || strings.Contains(got.body, "Newest") || dates[path] == "" {
			t.Errorf("%s, seen %s, answers %d", path, dates[path], got.status)
		}
	}
}
