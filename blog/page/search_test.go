package page

import (
	"slices"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
	"pamphlet/content/search"
)

// TestSearch finds the same on both engines: words in any order and form of letters, in Japanese from one sign on, the
// best first, and only what everybody may find.
func TestSearch(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		h := newHouse(t, open())
		ctx := t.Context()
		h.published(blog.Text{Title: "The last lamp", Markdown: "A light for ships at the Café, <b>after</b> dark.", Tags: []string{"Tides"}})
		ships := h.published(blog.Text{Title: "Of ships", Markdown: "They saw no lamp, and the last of them turned."})
		h.published(blog.Text{Title: "灯台の猫", Markdown: "東京都の灯台に黒猫がいる。", Language: "ja"})
		h.published(blog.Text{Title: "A hidden lamp", Markdown: "x", Unlisted: true})
		h.published(blog.Text{Title: "A page of lamps", Markdown: "x", Standing: true})
		h.published(blog.Text{Title: "Warned", Markdown: "A wound in words.", Warning: "Blood"})
		titles := func(question string) (found []string) {
			articles, count, err := h.store.Search(ctx, search.Parse(question), 0, 10, 0)
			if err != nil || count != len(articles) {
				t.Errorf("%q: %d of %d, %v", question, len(articles), count, err)
			}
			for _, a := range articles {
				found = append(found, a.Published.Title)
			}
			return found
		}
		for question, want := range map[string][]string{
			"lamp": {"The last lamp", "Of ships"}, "LÁMP last": {"The last lamp", "Of ships"}, `"last lamp"`: {"The last lamp"}, "cafe": {"The last lamp"},
			"tides": {"The last lamp"}, "ship": {"Of ships", "The last lamp"}, "hidden": nil, "after": {"The last lamp"}, "b ": nil,
			"東京": {"灯台の猫"}, "京都": {"灯台の猫"}, "東都": nil, "猫": {"灯台の猫"}, "灯台 黒猫": {"灯台の猫"}, `no" OR lamp`: nil, "*": nil, "lam ": nil, `' \ : & |`: nil,
		} {
			if got := titles(question); !slices.Equal(got, want) {
				t.Errorf("%q finds %q, want %q", question, got, want)
			}
		}

		long := "lamp " + strings.Repeat("last ", 60)
		if body := string(must(h.pages.Search(ctx, "ann", long, 1))(t).Body); !strings.Contains(body, "The last lamp") || strings.Contains(body, long) {
			t.Error("a long question is not looked for as far as it goes")
		}
		// Words that were made in another way before are made again.
		var err error
		const anew = `update searchable set revision_id = 0`
		if db := h.store.SQLite(); db != nil {
			_, err = db.ExecContext(ctx, anew)
		} else {
			_, err = h.store.Postgres().Exec(ctx, anew)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []int{4, 0} {
			if n, err := h.store.MakeSearchable(ctx, 10); err != nil || n != want {
				t.Errorf("%d are made again, %v; want %d", n, err, want)
			}
		}

		body := string(must(h.pages.Search(ctx, "ann", "lamp <script>", 1))(t).Body)
		if !strings.Contains(body, `value="lamp &lt;script&gt;"`) || !strings.Contains(body, "Nothing has all of these words") {
			t.Errorf("a question is not shown as text: %s", body)
		}
		page := must(h.pages.Search(ctx, "ann", "lamp", 1))(t)
		for _, want := range []string{"2 articles", `They saw no <mark>lamp</mark>, and`, `<form class="search" role="search" method="get" action="/@ann/search"`, `<link rel="search" type="application/opensearchdescription+xml" href="/@ann/opensearch.xml"`} {
			if !strings.Contains(string(page.Body), want) {
				t.Errorf("the page has no %s", want)
			}
		}
		if policy := page.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "form-action "+h.pages.base+"/@ann/search;") {
			t.Errorf("its form may not be sent: %s", policy)
		}
		if body := string(must(h.pages.Search(ctx, "", "wound", 1))(t).Body); !strings.Contains(body, "Warned") || strings.Contains(body, "<mark>") {
			t.Error("words behind a warning are shown")
		}
		if description := string(must(h.pages.OpenSearch(ctx, ""))(t).Body); !strings.Contains(description, `template="`+h.pages.base+`/search?q={searchTerms}"`) {
			t.Errorf("the description is %s", description)
		}

		// What is taken back or changed is not found as it was.
		h.edited(ships, blog.Text{Title: "Of boats", Markdown: "They saw nothing."})
		if got := titles("ships"); !slices.Equal(got, []string{"The last lamp"}) {
			t.Errorf("after an edit: %q", got)
		}
		if got := titles("boats"); !slices.Equal(got, []string{"Of boats"}) {
			t.Errorf("what was edited: %q", got)
		}
		if err := h.Withdraw(ctx, h.owner.ID, ships.ID); err != nil {
			t.Fatal(err)
		}
		if got := titles("boats"); got != nil {
			t.Errorf("what was taken back: %q", got)
		}
	})
}
