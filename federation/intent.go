package federation

import (
	"context"
	"net/url"
	"strings"
)

// Relations of the links in a WebFinger answer that lead people to their own server to do something there: Activity
// Intents (FEP-3b86), and what servers before it have, OStatus Subscribe.
const (
	RelFollow    = "https://w3id.org/fep/3b86/Follow"
	RelReply     = "https://w3id.org/fep/3b86/Create"
	RelObject    = "https://w3id.org/fep/3b86/Object"
	RelSubscribe = "http://ostatus.org/schema/1.0/subscribe"
)

// Intents are the pages of somebody's own server where they follow and answer.
type Intents struct {
	Host   string // of their server
	follow string // templates of addresses; empty where the server names none
	reply  string
	open   string
	older  string // OStatus Subscribe
}

// Intents asks the server of a handle where its people do things. Errors: ErrHandle, and those of reading a document
// from another server.
func (c *Context) Intents(ctx context.Context, text string) (Intents, error) {
	asked, err := parseHandle(text)
	if err != nil {
		return Intents{}, err
	}
	answer, err := c.ask(ctx, asked)
	if err != nil {
		return Intents{}, err
	}
	found := Intents{Host: asked.host}
	for _, link := range answer.Links {
		for rel, field := range map[string]*string{RelFollow: &found.follow, RelReply: &found.reply, RelObject: &found.open, RelSubscribe: &found.older} {
			if link.Rel == rel && *field == "" && isPageTemplate(link.Template) {
				*field = link.Template
			}
		}
	}
	return found, nil
}

// Follow is the page where they follow an actor by its id or handle; empty where the server names none.
func (i Intents) Follow(actor, handle string) string {
	if i.follow != "" {
		return filled(i.follow, map[string]string{"object": actor})
	}
	// The template takes an account as "acct:" or an address; all that have one know the handle.
	return filled(i.older, map[string]string{"uri": handle})
}

// Reply is the page where they answer an object by its id; without an intent for it the page that shows the object
// there, or at last their server's search. It is empty where the server names no page for anything: it may have none, as
// GoToSocial, whose people read with apps.
func (i Intents) Reply(object string) string {
	switch {
	case i.reply != "" && strings.Contains(i.reply, "{inReplyTo}"):
		return filled(i.reply, map[string]string{"inReplyTo": object})
	case i.open != "":
		return filled(i.open, map[string]string{"object": object})
	case strings.Contains(i.older, "/authorize_interaction?"): // Mastodon's takes posts, too
		return filled(i.older, map[string]string{"uri": object})
	}
	if i.follow == "" && i.older == "" {
		return ""
	}
	return "https://" + i.Host + "/search?q=" + url.QueryEscape(object)
}

// isPageTemplate takes only pages people can open: what stands in a template comes from a stranger.
func isPageTemplate(template string) bool {
	u, err := url.Parse(strings.NewReplacer("{", "", "}", "").Replace(template))
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && len(template) < 2000
}

// filled puts values into a template; places for what was not asked for become empty.
func filled(template string, values map[string]string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		out.WriteString(url.QueryEscape(values[name]))
		template = after
	}
}
