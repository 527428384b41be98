package federation

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"pamphlet/federation/transport"
)

// The address and the types of WebFinger (RFC 7033).
const (
	webFingerPath = "/.well-known/webfinger"
	jrdType       = "application/jrd+json"
	relSelf       = "self"
	relPage       = "http://webfinger.net/rel/profile-page"
)

// Resource is what somebody wants to know the actor of: a name on this site or an address of it.
type Resource struct {
	Name string // "alice" of acct:alice@host; as it was written
	URL  string // an id or page of this site; set when Name is ""
}

// Identity answers a Resource.
type Identity struct {
	Name  string    // the name the actor has now
	Actor string    // its id
	Page  string    // its page
	Links []JRDLink // further links, such as the avatar or the intents of FEP-3b86
}

// JRDLink is a link of a WebFinger answer.
type JRDLink struct {
	Rel      string `json:"rel"`
	Type     string `json:"type,omitempty"`
	Href     string `json:"href,omitempty"`
	Template string `json:"template,omitempty"`
}

// jrd is a WebFinger answer.
type jrd struct {
	Subject string    `json:"subject"`
	Aliases []string  `json:"aliases,omitempty"`
	Links   []JRDLink `json:"links"`
}

// IdentityDispatcher finds who a Resource is. Errors: ErrNotFound, *Gone, any *Refusal.
type IdentityDispatcher func(ctx context.Context, resource Resource) (Identity, error)

// WebFinger serves /.well-known/webfinger and, for those who look there first, /.well-known/host-meta.
func (f *Federation) WebFinger(find IdentityDispatcher) {
	f.handle("GET "+webFingerPath, func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		resource, err := f.resource(r.URL.Query()["resource"])
		if err != nil {
			return err
		}
		identity, err := find(r.Context(), resource)
		if err != nil {
			return err
		}
		return writeJSON(w, jrdType, f.jrd(identity, r.URL.Query()["rel"]))
	})
	f.handle("GET /.well-known/host-meta", func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", "application/xrd+xml; charset=utf-8")
		var template strings.Builder
		if err := xml.EscapeText(&template, []byte(f.URL(webFingerPath)+"?resource={uri}")); err != nil {
			return err
		}
		_, _ = fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"><Link rel="lrdd" type="%s" template="%s"/></XRD>
`, jrdType, template.String())
		return nil
	})
}

// resource reads the parameter, which must be there once and speak of this site.
func (f *Federation) resource(given []string) (Resource, error) {
	if len(given) != 1 || given[0] == "" {
		return Resource{}, Refuse(http.StatusBadRequest, "Ask with one resource parameter, as in ?resource=acct:name@%s.", f.Host())
	}
	scheme, rest, ok := strings.Cut(given[0], ":")
	switch {
	case ok && scheme == "acct":
		at := strings.LastIndexByte(rest, '@')
		if at <= 0 || at == len(rest)-1 {
			return Resource{}, Refuse(http.StatusBadRequest, "Write the resource as acct:name@%s.", f.Host())
		}
		// Compared as origins, so that the scheme's own port may be named and letters may be large.
		if strings.ContainsAny(rest[at:], "/?#") || !transport.SameOrigin(f.base.Scheme+"://"+rest[at+1:], f.base.String()) {
			return Resource{}, ErrNotFound
		}
		return Resource{Name: rest[:at]}, nil
	case ok && (scheme == "https" || scheme == "http"):
		if !transport.SameOrigin(given[0], f.base.String()) {
			return Resource{}, ErrNotFound
		}
		return Resource{URL: given[0]}, nil
	}
	return Resource{}, Refuse(http.StatusBadRequest, "The resource must be acct:name@%s or an address of this site.", f.Host())
}

// jrd writes an identity; rels, when given, are the only links wanted (RFC 7033 section 4.3).
func (f *Federation) jrd(who Identity, rels []string) jrd {
	links := append([]JRDLink{
		{Rel: relPage, Type: "text/html", Href: who.Page},
		// Mastodon wants exactly this type.
		{Rel: relSelf, Type: "application/activity+json", Href: who.Actor},
	}, who.Links...)
	if len(rels) > 0 {
		links = slices.DeleteFunc(links, func(l JRDLink) bool { return !slices.Contains(rels, l.Rel) })
	}
	return jrd{Subject: "acct:" + who.Name + "@" + f.Host(), Aliases: []string{who.Page, who.Actor}, Links: links}
}

func writeJSON(w http.ResponseWriter, contentType string, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(body)
	return nil
}
