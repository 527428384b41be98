package main

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// garden is a site in which payloads were planted wherever people can write, here and elsewhere.
type garden struct {
	*stage
	hand *hand
	desk *atDesk
}

func newGarden(t *testing.T) *garden {
	t.Helper()
	i := newSite(t, "sqlite")
	return &garden{stage: newStage(t, i), hand: &hand{cards: payloads()}, desk: i.signIn("ann")}
}

// plantElsewhere has people on another server follow and answer, with payloads in each field they have.
func (g *garden) plantElsewhere(people, notes, each int) {
	g.t.Helper()
	deal := func(most int) string { return g.hand.deal(most) }
	for n := range notes {
		name := fmt.Sprintf("planter %d", n%people)
		if n < people {
			by := g.plays(name, object{
				"type": "Person", "inbox": "/", "name": deal(150) + deal(150), "preferredUsername": deal(150), "summary": deal(1000),
				"url":  []any{deal(1000), object{"type": "Link", "href": deal(1000), "mediaType": "text/html"}, "javascript:xss(0)"}[n%3],
				"icon": object{"type": "Image", "url": deal(1000)}, "attachment": []any{object{"type": "PropertyValue", "name": deal(100), "value": deal(100)}},
			})
			g.plants(by, object{"type": "Follow", "id": by + "/follow", "object": g.actor})
		}
		by, text := g.players[name], g.hand.deals(each, "<p>", "</p>\n\n")
		note := object{
			"id": fmt.Sprintf("%s/planted/%d", g.base, n), "type": []string{"Note", "Page", "Article"}[n%3], "attributedTo": by, "inReplyTo": g.id,
			"content": text, "contentMap": object{deal(60): text}, "summary": g.hand.deals(4, "", " "), "name": deal(1000),
			"url": []any{deal(1000), object{"type": "Link", "href": deal(1000), "mediaType": "text/html"}, "javascript:xss(0)", deal(1000)}[n%4],
			"tag": []any{
				object{"type": "Hashtag", "name": deal(1000), "href": deal(1000)}, object{"type": "Mention", "name": deal(1000), "href": g.actor},
				object{"type": "Emoji", "name": deal(100), "icon": object{"type": "Image", "url": deal(1000)}},
			},
			"attachment": []any{object{"type": "Document", "mediaType": "image/png", "url": deal(1000), "name": deal(1000)}},
			"to":         []string{public}, "sensitive": n%2 == 0,
		}
		if n%5 == 0 {
			note["mediaType"] = "text/markdown"
		}
		g.plants(by, object{"type": "Create", "id": note.text("id") + "/create", "object": note})
	}
}

func (g *garden) plants(by string, act object) {
	g.t.Helper()
	act["actor"], act["to"] = by, []string{public}
	if got := g.acts(by, act); got.status != http.StatusAccepted {
		g.t.Fatalf("%s was answered %d %s", act.text("id"), got.status, got.body)
	}
}

// plantHere publishes articles with payloads in each field of the editor, and gives their titles.
func (g *garden) plantHere(articles, each int) {
	g.t.Helper()
	deal := func(most int) string { return g.hand.deal(most) }
	var picture bytes.Buffer
	if err := errors.Join(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))), os.WriteFile(filepath.Join(g.i.folder, "cover.png"), picture.Bytes(), 0o600)); err != nil {
		g.t.Fatal(err)
	}
	front := object{"title": "With a cover " + deal(80), "subtitle": deal(200), "summary": deal(300), "tags": []string{deal(48), deal(48)}, "cover": "cover.png", "cover_alt": deal(300)}
	g.i.publish("ann", "cover.md", "---\n"+plain(g.t, front)+"\n---\n"+g.hand.deals(each, "", "\n\n"))
	cover := g.i.number("select max(id) from media")
	g.desk.fill("/desk/profile", url.Values{"display_name": {deal(100)}, "bio": {g.hand.deals(5, "", "\n\n")}})
	for range articles {
		fields := url.Values{
			"title": {deal(100) + " " + deal(90)}, "subtitle": {deal(200)}, "summary": {deal(240) + " " + deal(240)}, "tags": {deal(48) + ", " + deal(48)},
			"markdown": {g.hand.deals(each, "", "\n\n")}, "cover": {fmt.Sprint(cover)}, "cover_alt": {deal(300)}, "licence": {deal(90)}, "do": {"publish"},
			"csrf": {g.desk.token("/desk/articles/new")},
		}
		if page := g.desk.send("/desk/articles", fields); !strings.Contains(page, "Published.") {
			g.t.Fatalf("publishing %v leads to %.3000s", fields, page)
		}
	}
}

var linkTo = regexp.MustCompile(`(?:href|src)="(/[^"/][^"]*|/)"`)

// crawl gives every address that can be reached from some by links of this site, without those that need a form.
func (g *garden) crawl(open func(string) answer, from ...string) map[string]answer {
	g.t.Helper()
	seen, waiting := map[string]answer{}, from
	for len(waiting) > 0 {
		path := waiting[0]
		waiting = waiting[1:]
		if _, ok := seen[path]; ok {
			continue
		}
		got := open(path)
		seen[path] = got
		if got.status != http.StatusOK {
			g.t.Errorf("%s answers %d", path, got.status)
		}
		if !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			continue
		}
		for _, link := range linkTo.FindAllStringSubmatch(string(got.body), -1) {
			path, _, _ := strings.Cut(html.UnescapeString(link[1]), "#")
			if !slices.Contains(waiting, path) {
				waiting = append(waiting, path)
			}
		}
	}
	return seen
}
