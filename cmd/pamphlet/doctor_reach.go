package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

const (
	// visitTime bounds one request of the doctor.
	visitTime = 10 * time.Second
	// siteActor is the path of the site's own actor, which everybody may read.
	siteActor = "/ap/instance"
)

// visits are the requests of one doctor: to the site's own address, as other servers see it, and to
// servers that followers live on.
type visits struct {
	*house
	served      bool                 // the site ran at this address before
	own, abroad *transport.Transport // the site's own address may well be private or on another port
	heard       []clockHeard
}

// reach asks the site from outside, and others from here.
func (h *house) reach(ctx context.Context, cli *commandLine, served bool) ([]finding, error) {
	agent := "Pamphlet/" + version + " (+" + h.base.String() + ", doctor)"
	v := &visits{house: h, served: served,
		own:    transport.New(transport.Config{UserAgent: agent, AllowPrivateNetwork: true}),
		abroad: transport.New(transport.Config{UserAgent: agent, AllowPrivateNetwork: cli.AllowPrivateNetwork}),
	}
	defer v.own.Close()
	defer v.abroad.Close()
	findings := []finding{v.checkServer(ctx)}
	var site *vocab.Actor
	if findings[0].remedy == "" {
		var f finding
		site, f = v.checkActor(ctx)
		findings = append(findings, f)
	}
	if site != nil {
		found, err := v.checkHandle(ctx)
		if err != nil {
			return nil, err
		}
		findings = append(findings, found...)
	}
	signatures, err := v.checkSignatures(ctx, site)
	if err != nil {
		return nil, err
	}
	outgoing, err := v.checkOutgoing(ctx)
	if err != nil {
		return nil, err
	}
	return append(append(findings, signatures, outgoing), v.compareClocks()...), nil
}

// get asks the site's own address, or another server, and listens to what time it is there.
func (v *visits) get(ctx context.Context, by *transport.Transport, address, accept string) (*transport.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, visitTime)
	defer cancel()
	res, err := by.Get(ctx, address, transport.Request{Accept: accept})
	if err == nil {
		v.hear(address, res, by == v.abroad)
	}
	return res, err
}

// checkServer asks whether anybody answers at the site's address.
func (v *visits) checkServer(ctx context.Context) finding {
	f := finding{what: "server at " + v.base.String()}
	_, err := v.get(ctx, v.own, v.base.String()+"/healthz", "")
	if err == nil {
		return f
	}
	f.problem = v.served // before the first start there is nothing to reach
	f.remedy = v.unreached(ctx, err)
	return f
}

// unreached says what to do about a site that does not answer.
func (v *visits) unreached(ctx context.Context, err error) string {
	var (
		status      *transport.StatusError
		certificate *tls.CertificateVerificationError
		name        *net.DNSError
	)
	switch {
	case errors.As(err, &status) && status.Status >= http.StatusBadGateway && status.Status <= http.StatusGatewayTimeout:
		return fmt.Sprintf("the proxy answers %d: it does not find pamphlet. Start pamphlet serve, and check that the proxy passes requests on to what --listen says", status.Status)
	case errors.As(err, &status):
		return fmt.Sprintf("it answers %d to /healthz; let the proxy pass every path on to pamphlet", status.Status)
	case errors.As(err, &certificate):
		return "its certificate is not valid (" + oneLine(certificate.Err) + "); other servers will not connect. Renew it, for this name"
	case errors.As(err, &name):
		return "the name " + v.base.Hostname() + " leads nowhere; add an A or AAAA record for it at your domain's name server"
	case v.base.Scheme == "https" && v.answersPlainly(ctx):
		return "it answers on http only, and other servers speak https; set up https at the proxy, for example with Caddy or certbot"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing listens there. Start pamphlet serve; if it runs, start the proxy in front of it, or set --url to where it can be reached"
	default:
		return "it does not answer (" + oneLine(err) + "). Start pamphlet serve, and let the firewall and the proxy pass requests to it"
	}
}

// answersPlainly tells whether the site is there without https.
func (v *visits) answersPlainly(ctx context.Context) bool {
	_, err := v.get(ctx, v.own, "http://"+v.base.Host+"/healthz", "")
	return err == nil
}

// checkActor reads what other servers read first, the site's own actor; nil when something is wrong with it.
func (v *visits) checkActor(ctx context.Context) (*vocab.Actor, finding) {
	id := v.base.String() + siteActor
	f := finding{what: "documents at " + id}
	res, err := v.get(ctx, v.own, id, "application/activity+json")
	if err != nil {
		f.problem, f.remedy = true, misled(err)
		return nil, f
	}
	site, err := vocab.DecodeActor(res.Body)
	if err != nil || site.ID != id || !transport.IsActivityJSON(res.Header.Get("Content-Type")) {
		f.problem, f.remedy = true, "something else than pamphlet answers there; let the proxy pass every path on, with all headers unchanged"
		return nil, f
	}
	return site, f
}

// misled says what to do about a proxy that changes requests. Asked under another name, pamphlet leads
// to its own address, where the same happens again.
func misled(err error) string {
	var status *transport.StatusError
	switch {
	case errors.Is(err, transport.ErrRedirect):
		return "it redirects to itself, because pamphlet hears another Host than the site's. Let the proxy pass Host on unchanged; in nginx: proxy_set_header Host $host"
	case errors.As(err, &status):
		return fmt.Sprintf("it answers %d; let the proxy pass every path on to pamphlet, with all headers", status.Status)
	default:
		return "it does not answer (" + oneLine(err) + ")"
	}
}

// checkHandle looks a blog up by its handle, as people on other servers do; there may be none yet.
func (v *visits) checkHandle(ctx context.Context) ([]finding, error) {
	blogs, err := v.store.Blogs(ctx)
	if err != nil || len(blogs) == 0 {
		return nil, err
	}
	return []finding{v.checkWebFinger(ctx, blogs[0].Name, blogs[0].APID)}, nil
}

func (v *visits) checkWebFinger(ctx context.Context, name, apID string) finding {
	handle := name + "@" + v.base.Host
	f := finding{what: "WebFinger of @" + handle}
	res, err := v.get(ctx, v.own, v.base.String()+"/.well-known/webfinger?resource="+url.QueryEscape("acct:"+handle), "application/jrd+json")
	if err != nil {
		f.problem, f.remedy = true, misled(err)+". /.well-known/webfinger must reach pamphlet too; some proxies keep /.well-known/ for certificates"
		return f
	}
	var found struct {
		Subject string `json:"subject"`
		Links   []struct{ Rel, Type, Href string }
	}
	if err := json.Unmarshal(res.Body, &found); err != nil || found.Subject != "acct:"+handle {
		f.problem, f.remedy = true, "it names somebody else; let the proxy pass /.well-known/webfinger on to pamphlet, and not to another program"
		return f
	}
	for _, link := range found.Links {
		if link.Rel == "self" && transport.SameOrigin(link.Href, v.base.String()) && strings.HasSuffix(link.Href, "/"+apID) {
			return f
		}
	}
	f.problem, f.remedy = true, "it leads to another actor than this database has; let --data and --database be those of the running site"
	return f
}
