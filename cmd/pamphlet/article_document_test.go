package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestWhatServersRead publishes what pages show in ways other servers cannot: formulas, links at
// headings, hashtags in the text.
func TestWhatServersRead(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	page := i.publish("ann", "rich.md", "---\ntitle: Reich\nlanguage: de\ntags: [Physik, Night Letters]\n---\n"+
		"## Anfang\n\nMan sieht, dass $a_1 < b$ gilt, siehe #physik, #NightLetters und #Optik.\n\n$$\nx^2\n$$\n\n[Weiter](/@ann)\n")
	doc := i.document(page)
	doc.isPortable(t)
	content := doc.text("content")
	for _, want := range []string{`<h2 id="anfang">Anfang</h2>`, `<code>$a_1 &lt; b$</code>`, `<code>$$x^2$$</code>`, `href="` + i.base + `/@ann"`} {
		if !strings.Contains(content, want) {
			t.Errorf("the content lacks %s: %s", want, content)
		}
	}
	doc.wants(t, "contentMap", object{"de": content}, "nameMap", object{"de": "Reich"}, "tag", []object{
		{"type": "Hashtag", "href": i.base + "/@ann/tags/physik", "name": "#Physik"},
		{"type": "Hashtag", "href": i.base + "/@ann/tags/night-letters", "name": "#NightLetters"},
		{"type": "Hashtag", "href": i.base + "/@ann/tags/optik", "name": "#Optik"},
	})
	if body := string(i.get(page, "text/html").body); !strings.Contains(body, `class="anchor"`) || strings.Contains(body, "<code>$") {
		t.Errorf("our own page changed too: %s", body)
	}
}

// TestLongArticlesFit leaves out first what only names the language, then the source.
func TestLongArticlesFit(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	for _, test := range []struct {
		kilobytes             int
		hasContentMap, source bool
	}{{10, true, true}, {25, false, true}, {45, false, false}} {
		name := fmt.Sprintf("long%d.md", test.kilobytes)
		doc := i.document(i.publish("ann", name, "---\ntitle: Long\n---\n"+strings.Repeat("A long, long line, as it were.\n", test.kilobytes*1024/31)))
		if len(doc.text("content")) < test.kilobytes*1000 || (doc.in("contentMap") != nil) != test.hasContentMap || (doc.in("source") != nil) != test.source {
			t.Errorf("%d KB: content of %d bytes, contentMap %t, source %t", test.kilobytes, len(doc.text("content")), doc.in("contentMap") != nil, doc.in("source") != nil)
		}
		doc.isPortable(t)
	}
}

// TestRepliesComeAlong shows that an article brings the first replies, and says where the rest is.
func TestRepliesComeAlong(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		replies := k.i.document(k.id).in("replies")
		replies.wants(t, "id", k.id+"/replies", "type", "Collection", "totalItems", 0)
		replies.in("first").wants(t, "type", "CollectionPage", "partOf", k.id+"/replies", "items", []string{}, "next", nil)
		var ids []string
		for n := range 6 {
			ids = append(ids, k.creates("bea", k.note("bea", k.id, fmt.Sprintf("<p>Reply %d</p>", n))))
		}
		doc := k.i.document(k.id)
		doc.isPortable(t)
		doc.in("replies").wants(t, "totalItems", 6)
		doc.in("replies").in("first").wants(t, "items", ids[:5], "next", k.id+"/replies?page=1")
		k.i.document(k.id+"/replies?page=1").wants(t, "orderedItems", ids)
	})
}
