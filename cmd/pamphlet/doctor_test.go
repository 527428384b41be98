package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// front is a reverse proxy before a site, which can be set up wrongly.
type front struct {
	*httptest.Server
	behave atomic.Pointer[func(w http.ResponseWriter, r *http.Request, pass http.Handler)]
}

// newFront puts a proxy before a site that does not run yet; the site's address is then the proxy's.
func newFront(t *testing.T, i *instance) *front {
	t.Helper()
	target, err := url.Parse(i.base)
	if err != nil {
		t.Fatal(err)
	}
	pass := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Host = r.In.Host },
		ModifyResponse: func(res *http.Response) error { res.Header.Del("Date"); return nil }, // the proxy's own counts
	}
	f := &front{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if behave := f.behave.Load(); behave != nil {
			(*behave)(w, r, pass)
			return
		}
		pass.ServeHTTP(w, r)
	}))
	t.Cleanup(f.Close)
	i.base = f.URL
	i.env = append(i.env, "PAMPHLET_URL="+f.URL)
	return f
}

func (f *front) does(behave func(w http.ResponseWriter, r *http.Request, pass http.Handler)) {
	f.behave.Store(&behave)
}

// doctor runs the check-up and expects lines that match, or with "!" do not, and a failure if one is a problem.
func (i *instance) doctor(patterns ...string) {
	i.t.Helper()
	cmd := exec.CommandContext(i.t.Context(), "pamphlet", "doctor")
	cmd.Env, cmd.Dir, cmd.Stderr = i.env, i.folder, i.t.Output()
	out, err := cmd.Output()
	for _, pattern := range patterns {
		wanted, absent := strings.CutPrefix(pattern, "!")
		if regexp.MustCompile("(?m)^"+wanted).Match(out) == absent {
			i.t.Errorf("%q is not as it should be in\n%s", pattern, out)
		}
	}
	if failed := err != nil; failed != regexp.MustCompile("(?m)^problem ").Match(out) {
		i.t.Errorf("the command ended with %v after\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		if !regexp.MustCompile(`^(ok|warning|problem) +\S.*\n$`).MatchString(line) {
			i.t.Errorf("line %q", line)
		}
	}
}

// TestDoctor has the check-up look at a site in its first days.
func TestDoctor(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		i.doctor(`!problem`, `ok +server at `+i.base, `ok +documents at `+i.base+`/ap/instance$`, `ok +WebFinger of @ann@`+i.host()+`$`,
			`ok +signatures$`, `ok +outgoing requests \(not tried: nobody follows`, `ok +clock, compared with that of `+i.host()+`$`,
			`warning +address .*: .*https`, `ok +stored address `+i.base, `ok +1 account`)
		s := newSink(t)
		s.follows("bea", i.actorOf("ann"))
		i.doctor(`!problem`, `ok +outgoing requests to `+strings.TrimPrefix(s.base, "http://")+`$`)
		s.server.Close()
		i.doctor(`!problem`, `warning +outgoing requests to .*firewall`)
		i.stop()
		i.doctor(`problem +server at .*: nothing listens there. Start pamphlet serve`, `!.*documents`, `!.*WebFinger`, `ok +signatures`)
	})
}

func TestDoctorBeforeTheFirstStart(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "sqlite")
	i.doctor(`!problem`, `warning +server at .*Start pamphlet serve`, `warning +0 accounts: create the owner`, `warning +stored address: none yet`,
		`warning +signatures: the site has no key yet`)
}

// TestDoctorFindsABadProxy has it name what people most often set up wrongly.
func TestDoctorFindsABadProxy(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "sqlite")
	f := newFront(t, i)
	i.addUser("ann", "owner")
	i.start()
	i.doctor(`!problem`, `ok +documents`, `ok +WebFinger`, `ok +signatures`)

	f.does(func(w http.ResponseWriter, r *http.Request, pass http.Handler) {
		r.Host = "127.0.0.1:8080"
		pass.ServeHTTP(w, r)
	})
	i.doctor(`ok +server at`, `problem +documents .*proxy_set_header Host`, `!.*WebFinger`)

	f.does(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { w.WriteHeader(http.StatusBadGateway) })
	i.doctor(`problem +server at .*the proxy answers 502`, `!.*documents`)

	f.does(func(w http.ResponseWriter, r *http.Request, pass http.Handler) {
		if strings.HasPrefix(r.URL.Path, "/.well-known/") {
			http.NotFound(w, r)
			return
		}
		pass.ServeHTTP(w, r)
	})
	i.doctor(`ok +documents`, `problem +WebFinger .*answers 404.*certificates`)

	f.does(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		_, _ = io.WriteString(w, "Welcome to nginx!")
	})
	i.doctor(`ok +server`, `problem +documents .*something else than pamphlet`)

	f.does(func(w http.ResponseWriter, r *http.Request, pass http.Handler) {
		w.Header().Set("Date", time.Now().Add(3*time.Hour).UTC().Format(http.TimeFormat))
		pass.ServeHTTP(w, r)
	})
	i.doctor(`problem +clock, compared with that of .*: it is (3h0m0s|2h59m59s) behind`, `ok +signatures`)
}

// TestDoctorKnowsAnotherSite has another site's database answer at the address.
func TestDoctorKnowsAnotherSite(t *testing.T) {
	t.Parallel()
	i, other := newInstance(t, "sqlite"), newInstance(t, "sqlite")
	f := newFront(t, i)
	i.addUser("ann", "owner")
	i.start()
	i.stop()
	target, err := url.Parse(other.base)
	if err != nil {
		t.Fatal(err)
	}
	other.env = append(other.env, "PAMPHLET_URL="+f.URL)
	other.addUser("ann", "owner")
	other.start()
	f.does(func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
		(&httputil.ReverseProxy{Rewrite: func(p *httputil.ProxyRequest) { p.SetURL(target); p.Out.Host = p.In.Host }}).ServeHTTP(w, r)
	})
	i.doctor(`ok +documents`, `problem +WebFinger .*another actor`, `problem +signatures: .*not proved`)
}
