package main

import (
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"
	"time"
)

// remark is what readers should see of somebody's words: parts of them, of which "" is not looked at.
type remark struct {
	shown         bool
	text, warning string
	name, handle  string // of who said it
}

// kept is a remark to be looked for in the end.
type kept struct {
	remark
	file  string
	thing object
}

// keep remembers what the article's page must show. The name is the player's, unless it is given.
func (g *stage) keep(s specimen, by string, thing object, want remark) {
	if want.name == "" {
		g.mu.Lock()
		doc := g.sink.shows[strings.TrimPrefix(by, g.base)]
		g.mu.Unlock()
		want.name, want.handle = doc.text("name"), "@"+doc.text("preferredUsername")+"@"
	}
	g.kept[thing.text("id")] = kept{want, s.file, thing}
}

// checkPage looks for everything that was kept on the article's page, where readers see it.
func (g *stage) checkPage() {
	g.t.Helper()
	places := map[string]string{}
	for id := range g.kept {
		places[id] = fmt.Sprintf("reply-%d", g.i.number(fmt.Sprintf("select id from comments where uri = '%s'", id)))
	}
	eventually(g.t, "the page shows what was said", func() error {
		var wrong []error
		page := string(get(g.t, g.page, "text/html").body)
		for id, want := range g.kept {
			comment := regexp.MustCompile(`(?s)<article class="comment[^>]* id="` + places[id] + `".*?</article>`).FindString(page)
			if err := want.compare(comment); err != nil {
				wrong = append(wrong, fmt.Errorf("%s: %w in %.800s", want.file, err, comment))
			}
		}
		return errors.Join(wrong...)
	})
}

var (
	markup       = regexp.MustCompile(`<[^>]*>`)
	commentParts = map[string]*regexp.Regexp{
		"text":    regexp.MustCompile(`(?s)<div class="words".*?</div>`),
		"warning": regexp.MustCompile(`(?s)<summary>.*?</summary>`),
		"name":    regexp.MustCompile(`(?s)<p class="name".*?</p>`),
		"handle":  regexp.MustCompile(`<bdi>.*?</bdi>`),
	}
)

// compare tells what a comment on the page lacks.
func (k kept) compare(comment string) error {
	said := func(part string) string {
		return html.UnescapeString(markup.ReplaceAllString(commentParts[part].FindString(comment), ""))
	}
	for part, want := range map[string]string{"text": k.text, "warning": k.warning, "name": k.name, "handle": k.handle} {
		if got := said(part); !strings.Contains(got, want) {
			return fmt.Errorf("the %s is %q, want %q", part, got, want)
		}
	}
	if got := said("warning"); got != "" && k.thing.text("summary") == "" {
		return fmt.Errorf("there is a warning %q", got)
	}
	if want := `href="` + pageOf(k.thing) + `"`; !strings.Contains(html.UnescapeString(comment), want) {
		return fmt.Errorf("there is no link %s", want)
	}
	// What is older than the article it answers has the article's date: nobody dates themself to the front.
	at, err := time.Parse(time.RFC3339, k.thing.text("published"))
	if early := at.Before(time.Now().Add(-time.Hour)); err == nil && strings.Contains(comment, at.UTC().Format("2006-01-02T15:04:05Z")) == early {
		return fmt.Errorf("it says it is of %s, and that it was too early is %v", at.UTC(), early)
	}
	return nil
}

// pageOf is where people read the original: its first HTML page, else its first address, else the id.
func pageOf(thing object) string {
	links := thing.list("url")
	if thing["url"] != nil && links == nil {
		links = []any{thing["url"]}
	}
	pages := []string{}
	for _, link := range links {
		whole, _ := link.(map[string]any)
		if address, ok := link.(string); ok {
			whole = object{"href": address}
		}
		if address := object(whole).text("href"); object(whole).text("mediaType") == "text/html" {
			return address
		} else if address != "" {
			pages = append(pages, address)
		}
	}
	return append(pages, thing.text("id"))[0]
}
