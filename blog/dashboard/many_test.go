package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"pamphlet/blog"
)

// TestArticlesAreFound by any of their words, whatever their script, and by their blog.
func TestArticlesAreFound(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	h.draft(ann, blog.Text{Title: "Bread at night", Markdown: "Ovens and ÄPFEL.", Tags: []string{"Sourdough"}})
	h.draft(ann, blog.Text{Title: "Tea", Markdown: "100% of leaves, 紅茶."})
	h.account("eve", blog.Author)
	h.draft(h.account("bea", blog.Author), blog.Text{Title: "Bread of Bea"})
	b := h.signedIn("ann")
	for words, want := range map[string]string{
		"bread": "Bread at night", "OVENS night": "Bread at night", "äpfel": "Bread at night", "sourdough": "Bread at night",
		"100%": "Tea", "紅茶": "Tea", "of leaves tea": "Tea", "markdown": "", "_": "", "bread tea": "", "bea": "",
	} {
		p := b.get("/desk?words=" + strings.ReplaceAll(strings.ReplaceAll(words, "%", "%25"), " ", "+")).wants(http.StatusOK)
		var found []string
		for _, row := range p.elements("h2") {
			if attr(row.Parent, "class") != "what" {
				continue
			}
			var words strings.Builder
			for n := range row.Descendants() {
				if n.Type == html.TextNode {
					words.WriteString(n.Data)
				}
			}
			found = append(found, words.String())
		}
		if got := strings.Join(found, ", "); got != want {
			t.Errorf("%q finds %q, want %q", words, got, want)
		}
	}
	b.get("/desk?words=nowhere").wants(http.StatusOK, "No article has these words.")
	b.get("/desk?blog=999").wants(http.StatusOK, "Nothing here.")
	b.get("/desk?words=%ff&state=draft&page=x").wants(http.StatusOK, "Tea")
}

// TestSeveralAtOnce tags, withdraws and deletes articles that were ticked, after asking, and none of others'.
func TestSeveralAtOnce(t *testing.T) {
	h := openSQLite(t)
	ann, bea := h.account("ann", blog.Owner), h.account("bea", blog.Author)
	one, two := h.published(ann, blog.Text{Title: "One", Markdown: "x"}), h.draft(ann, blog.Text{Title: "Two", Tags: []string{"tea"}})
	others := h.draft(bea, blog.Text{Title: "Of Bea"})
	b := h.signedIn("ann")
	choose := func(do string) *page {
		f := b.get("/desk?select=yes").form("/desk/many").with("do", do)
		f.values["article"] = []string{itoa(one.ID), itoa(two.ID), itoa(others.ID), "0", "x"}
		return f.send()
	}
	choose("tag").wants(http.StatusOK, "Add a tag to 2 articles", "One", "Two").lacks("Of Bea")
	b.last.form("/desk/many").with("do", "tag", "tag", "bread, tea").send().wants(http.StatusOK, "Tagged.")
	if tags := strings.Join(h.saved(ann, two.ID).Tags, ","); tags != "tea,bread" {
		t.Errorf("the tags are %s", tags)
	}
	choose("withdraw").wants(http.StatusOK, "Withdraw 1 article?", "One").lacks("Two</li>")
	b.last.form("/desk/many").with("do", "withdraw").send().wants(http.StatusOK, "Withdrawn.")
	if a := h.articleOf(ann, one.ID); a.State != blog.Withdrawn {
		t.Errorf("it is %s", a.State)
	}
	choose("delete").wants(http.StatusOK, "Delete 2 articles?", "Nobody can bring them back.")
	b.last.form("/desk/many").with("do", "delete").send().wants(http.StatusOK, "Deleted.", "Nothing here yet.")
	if got := h.saved(bea, others.ID); got.Title != "Of Bea" {
		t.Errorf("of somebody else is left %+v", got)
	}
	b.get("/desk/media").form("/desk/media").to("/desk/many").with("do", "burn").send().wants(http.StatusUnprocessableEntity)
}
