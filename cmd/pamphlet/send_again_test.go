package main

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// TestSendAgain has a server refuse an article and its edit. The desk says so, sends both again, and they arrive in order.
func TestSendAgain(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		s, desk := newSink(t), i.signIn("ann")
		s.runs("GoToSocial")
		s.follows("bea", i.actorOf("ann"))
		s.behaves("", mood{status: http.StatusForbidden})
		id := i.letterID("Hello")
		s.await(2, "the Create, by either scheme", is("Create", id))
		i.publish("ann", "Hello.md", fmt.Sprintf(letter, "Hello")+"\nMore.\n", "--update")
		s.await(1, "the Update", is("Update", id))
		path := desk.article("Hello") + "/receipt"
		says := func(patterns ...string) {
			t.Helper()
			eventually(t, fmt.Sprintf("the receipt says %q", patterns), func() error {
				page := desk.open(path)
				for _, pattern := range patterns {
					if !regexp.MustCompile(pattern).MatchString(page) {
						return fmt.Errorf("%q is missing in %s", pattern, page)
					}
				}
				return nil
			})
		}
		host := strings.TrimPrefix(s.base, "http://")
		says(host, "GoToSocial 1.0<", "Refused", "It accepts nothing from you", `\(403`, "Send again")

		s.behaves("", mood{})
		if page := desk.fill(path, url.Values{"host": {host}}); !strings.Contains(page, "on its way again") {
			t.Errorf("sending again is answered %s", page)
		}
		s.await(1, "the Update again", func(p post) bool { return is("Update", id)(p) && p.status == http.StatusAccepted })
		var taken []string
		for _, p := range s.got(func(p post) bool { return p.status == http.StatusAccepted }) {
			taken = append(taken, p.activity.text("type"))
		}
		if got := strings.Join(taken, " "); !strings.HasSuffix(got, "Create Update") {
			t.Errorf("the server took %s", got)
		}
		says("Arrived", "It has the article")
	})
}
