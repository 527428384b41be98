package page

import (
	"context"
	"net/http"

	"pamphlet/blog"
	"pamphlet/content/words"
)

// Failure is a page for something that is not there or went wrong. what says what it was, and code lets the person who runs
// the site find the log line; it may be empty.
func (p *Pages) Failure(ctx context.Context, status int, what error, code string) (*Page, error) {
	r := p.reading(ctx)
	r.in(r.siteManner())
	view := &Error{Status: status, Heading: failureHeading(r.says, status), Sentence: blog.Say(r.says, what), Code: code, Way: Link{Title: r.says.Text("All articles"), URL: "/"}}
	facts := pageFacts{title: view.Heading, noIndex: true}
	var err error
	if view.Frame, err = r.siteFrame(facts); err != nil {
		r.title = p.host // the database may be what went wrong
		if view.Frame, err = r.siteFrame(facts); err != nil {
			return nil, err
		}
	}
	return p.render(ctx, status, r.siteManner().dress, view, "error")
}

func failureHeading(says *words.Language, status int) string {
	switch status {
	case http.StatusNotFound:
		return says.Text("There is no page at this address")
	case http.StatusGone:
		return says.Text("This page is gone")
	case http.StatusMethodNotAllowed, http.StatusBadRequest:
		return says.Text("This request makes no sense here")
	case http.StatusServiceUnavailable:
		return says.Text("Back in a moment")
	}
	return says.Text("Something broke on our side")
}
