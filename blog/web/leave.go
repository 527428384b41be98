package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"pamphlet/blog"
	"pamphlet/blog/page"
)

// maxAccount is the longest handle that is asked about, in bytes.
const maxAccount = 300

// leave answers with a page that leads a reader to their own server. It has no redirect: browsers hold those against
// the policy of the page with the form.
func (d *Door) leave(build func(ctx context.Context, r *http.Request, way page.Way) (*page.Page, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		p, err := build(r.Context(), r, d.way(r))
		if err != nil {
			d.fail(err)(w, r)
			return
		}
		p.Header.Set("X-Robots-Tag", "noindex")
		p.Serve(w, r)
	}
}

func (d *Door) way(r *http.Request) page.Way {
	account := strings.TrimSpace(r.URL.Query().Get("account"))
	if account == "" || len(account) > maxAccount || d.ways == nil {
		return page.Way{}
	}
	found, err := d.ways(r.Context(), account)
	if err != nil {
		if blog.CodeOf(err) == "" {
			err = errAsking
		}
		return page.Way{Account: account, Problem: err}
	}
	return page.Way{Account: account, Host: found.Host(), Follow: found.Follow, Reply: found.Reply}
}

func (d *Door) leaveToFollow(ctx context.Context, r *http.Request, way page.Way) (*page.Page, error) {
	return d.pages.LeaveToFollow(ctx, chi.URLParam(r, "blog"), way)
}

func (d *Door) leaveToReply(ctx context.Context, r *http.Request, way page.Way) (*page.Page, error) {
	return d.pages.LeaveToReply(ctx, chi.URLParam(r, "blog"), chi.URLParam(r, "slug"), way)
}
