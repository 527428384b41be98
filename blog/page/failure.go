package page

import (
	"context"
	"net/http"
)

// Failure is a page for something that is not there or went wrong. code lets the person who runs
// the site find the log line; it may be empty.
func (p *Pages) Failure(ctx context.Context, status int, sentence, code string) (*Page, error) {
	r := p.reading(ctx)
	view := &Error{Status: status, Heading: failureHeading(status), Sentence: sentence, Code: code, Way: Link{Title: "All articles", URL: "/"}}
	facts := pageFacts{title: view.Heading, noIndex: true}
	var err error
	if view.Frame, err = r.siteFrame(facts); err != nil {
		r.title = p.host // the database may be what went wrong
		if view.Frame, err = r.siteFrame(facts); err != nil {
			return nil, err
		}
	}
	return p.render(ctx, status, r.siteDress(), view, "error")
}

func failureHeading(status int) string {
	switch status {
	case http.StatusNotFound:
		return "There is no page at this address"
	case http.StatusGone:
		return "This page is gone"
	case http.StatusMethodNotAllowed, http.StatusBadRequest:
		return "This request makes no sense here"
	case http.StatusServiceUnavailable:
		return "Back in a moment"
	}
	return "Something broke on our side"
}
