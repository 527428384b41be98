package page

import (
	"reflect"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/content/words"
)

func TestLicences(t *testing.T) {
	const cc = "https://creativecommons.org/"
	for _, c := range []struct{ name, url string }{
		{"CC-BY-4.0", cc + "licenses/by/4.0/"}, {"CC BY 4.0", cc + "licenses/by/4.0/"}, {"cc-by", cc + "licenses/by/4.0/"},
		{"CC-BY-SA-4.0", cc + "licenses/by-sa/4.0/"}, {"CC BY-SA 3.0", cc + "licenses/by-sa/3.0/"}, {"CC-BY-SA", cc + "licenses/by-sa/4.0/"},
		{"CC-BY-NC-ND-4.0", cc + "licenses/by-nc-nd/4.0/"}, {"CC-BY-NC-SA-2.5", cc + "licenses/by-nc-sa/2.5/"},
		{"CC-BY-ND-2.0", cc + "licenses/by-nd/2.0/"}, {"CC0-1.0", cc + "publicdomain/zero/1.0/"}, {"CC0", cc + "publicdomain/zero/1.0/"},
		{"CC-BY-XX-4.0", ""}, {"CC-BY-SA-9.0", ""}, {"CC-BYE", ""}, {"MIT", ""}, {"All rights reserved", ""}, {"javascript:alert(1)", ""},
	} {
		if got := licence(c.name); got == nil || got.Title != c.name || got.URL != c.url {
			t.Errorf("%q: got %+v, want %q", c.name, got, c.url)
		}
	}
	if got := licence(""); got != nil {
		t.Errorf("no licence gives %+v", got)
	}
}

func TestCover(t *testing.T) {
	jpeg, webp := "image/jpeg", "image/webp"
	all := []blog.MediaVariant{
		{Kind: "2720", Name: "l.jpg", MediaType: jpeg, Width: 2720, Height: 1530}, {Kind: "2720", Name: "l.webp", MediaType: webp, Width: 2720, Height: 1530},
		{Kind: "1360", Name: "m.jpg", MediaType: jpeg, Width: 1360, Height: 765}, {Kind: "1360", Name: "m.webp", MediaType: webp, Width: 1360, Height: 765},
		{Kind: "680", Name: "s.jpg", MediaType: jpeg, Width: 680, Height: 383}, {Kind: "680", Name: "s.webp", MediaType: webp, Width: 680, Height: 383},
		{Kind: "card", Name: "c.jpg", MediaType: jpeg, Width: 1200, Height: 630},
	}
	const set = "/media/l.webp 2720w, /media/m.webp 1360w, /media/s.webp 680w"
	for _, c := range []struct {
		name     string
		variants []blog.MediaVariant
		max      int
		src, set string
		width    int
	}{
		{"widest that fits", all, 1600, "/media/m.jpg", set, 1360},
		{"exactly", all, 1360, "/media/m.jpg", set, 1360},
		{"all fit", all, 9999, "/media/l.jpg", set, 2720},
		{"none fits", all, 100, "/media/s.jpg", set, 680},
		{"no webp", all[:1], 1600, "/media/l.jpg", "", 2720},
		{"only webp", all[1:2], 1600, "", "", 0},
		{"nothing", nil, 1600, "", "", 0},
	} {
		got := cover(blog.Media{Variants: c.variants}, "alt", "caption", c.max)
		if c.src == "" {
			if got != nil {
				t.Errorf("%s: got %+v", c.name, got)
			}
			continue
		}
		if got == nil || got.Src != c.src || got.SrcSet != c.set || got.Width != c.width || got.Alt != "alt" || got.Caption != "caption" {
			t.Errorf("%s: got %+v", c.name, got)
		}
	}
	if card := (blog.Media{Variants: all}).Card(); card.Name != "c.jpg" {
		t.Errorf("link previews show %+v", card)
	}
	if card := (blog.Media{Variants: all[:4]}).Card(); card.Name != "m.jpg" {
		t.Errorf("without a card link previews show %+v", card)
	}
}

func TestOutline(t *testing.T) {
	flat := func(levels ...int) (list []content.Heading) {
		for i, l := range levels {
			list = append(list, content.Heading{ID: string(rune('a' + i)), Text: string(rune('A' + i)), Level: l})
		}
		return list
	}
	h := func(i, level int, items ...Heading) Heading {
		return Heading{ID: string(rune('a' + i)), Text: string(rune('A' + i)), Level: level, Items: items}
	}
	for _, c := range []struct {
		name string
		flat []content.Heading
		want []Heading
	}{
		{"none", nil, nil},
		{"flat", flat(2, 2), []Heading{h(0, 2), h(1, 2)}},
		{"nested", flat(2, 3, 4, 3, 2), []Heading{h(0, 2, h(1, 3, h(2, 4)), h(3, 3)), h(4, 2)}},
		{"levels skipped", flat(2, 5, 3, 2), []Heading{h(0, 2, h(1, 5), h(2, 3)), h(3, 2)}},
		{"begins deep", flat(4, 3, 2), []Heading{h(0, 4), h(1, 3), h(2, 2)}},
	} {
		if got := outline(c.flat); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestDirections(t *testing.T) {
	for tag, want := range map[string]string{
		"ar": "rtl", "he": "rtl", "fa": "rtl", "ur-PK": "rtl", "dv": "rtl", "yi": "rtl", "ku-Arab": "rtl", "az-Arab": "rtl", "ug": "rtl",
		"en": "ltr", "ja": "ltr", "zh-Hant": "ltr", "ar-Latn": "ltr", "ku": "ltr", "pt-BR": "ltr", "": "ltr", "not a language": "ltr",
	} {
		if got := direction(tag); got != want {
			t.Errorf("%q is written %s, want %s", tag, got, want)
		}
	}
}

func TestPaging(t *testing.T) {
	for _, c := range []struct {
		number, pages int
		want          Paging
	}{
		{1, 0, Paging{Page: 1, Pages: 1}},
		{1, 1, Paging{Page: 1, Pages: 1}},
		{1, 3, Paging{Page: 1, Pages: 3, OlderURL: "/@ann?page=2"}},
		{2, 3, Paging{Page: 2, Pages: 3, NewerURL: "/@ann", OlderURL: "/@ann?page=3"}},
		{3, 3, Paging{Page: 3, Pages: 3, NewerURL: "/@ann?page=2"}},
	} {
		if got := paging("/@ann", c.number, c.pages); got != c.want {
			t.Errorf("page %d of %d: got %+v", c.number, c.pages, got)
		}
	}
	for n, want := range map[int]int{0: 0, 1: 1, 20: 1, 21: 2, 40: 2, 41: 3} {
		if got := pageCount(n); got != want {
			t.Errorf("%d articles stand on %d pages, want %d", n, got, want)
		}
	}
}

// TestThreadIsCutToPages has one conversation larger than any page: it goes on where the page before ended, each comment
// once and in order.
func TestThreadIsCutToPages(t *testing.T) {
	var comments []blog.Comment
	for id := int64(1); id <= 250; id++ {
		c := blog.Comment{ID: id, ParentID: id - 1, State: blog.CommentShown, HTML: "<p>x</p>"}
		if id > 200 {
			c.HTML = "<p>" + strings.Repeat("x", 100<<10) + "</p>"
		}
		comments = append(comments, c)
	}
	tree := newTree(comments, nil, (&reading{says: words.English}).date)
	var ids []int64
	for n, page := range tree.pages() {
		size := 0
		for _, p := range page {
			ids, size = append(ids, p.comment.ID), size+len(p.comment.HTML)
			if view := tree.draw(p); len(view.Replies) > 0 || view.Depth > maxDepth+1 {
				t.Errorf("comment %s has %d below it, at depth %d", view.ID, len(view.Replies), view.Depth)
			}
		}
		if len(page) > perThread || size > bytesPerThread {
			t.Errorf("page %d has %d comments of %d bytes", n+1, len(page), size)
		}
	}
	for n, id := range ids {
		if id != int64(n+1) {
			t.Fatalf("the order is %v", ids)
		}
	}
	if len(ids) != 250 {
		t.Errorf("%d of 250 comments are on pages", len(ids))
	}
}
