package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// mostAsked is how many servers the doctor asks whether they can be reached.
const mostAsked = 3

// clockSlack is how far clocks may be apart. The strictest servers refuse signatures of half an hour ago.
const clockSlack = 5 * time.Minute

// clockHeard is a clock elsewhere, compared with ours.
type clockHeard struct {
	host    string
	ahead   time.Duration
	foreign bool
}

// checkSignatures signs a request with the site's key and verifies it as a server does that has fetched
// the key from the site's address; site is nil when that cannot be reached.
func (v *visits) checkSignatures(ctx context.Context, site *vocab.Actor) (finding, error) {
	f := finding{what: "signatures"}
	pem, err := v.store.Setting(ctx, blog.SettingInstanceKey)
	if err != nil {
		return f, err
	}
	if pem == "" {
		f.remedy = "the site has no key yet; the first pamphlet serve makes it"
		return f, nil
	}
	private, err := signature.ParsePrivateKey(pem)
	if err != nil {
		f.problem, f.remedy = true, "the site's key cannot be read ("+oneLine(err)+"); restore the database from a backup"
		return f, nil
	}
	id := v.base.String() + siteActor
	key := signature.Key{ID: id + "#main-key", Owner: id, Private: private}
	public, err := signature.MarshalPublicKey(&private.PublicKey)
	if err != nil {
		return f, err
	}
	if site != nil {
		published, _ := site.Key(key.ID)
		public = published.PEM
	}
	if err := v.proves(ctx, key, public); err != nil {
		f.problem, f.remedy = true, "what this site signs is not proved by the key at "+id+" ("+oneLine(err)+"); let --data and --database be those of the running site"
	}
	return f, nil
}

// proves signs a delivery and verifies it with a public key.
func (v *visits) proves(ctx context.Context, key signature.Key, public string) error {
	pub, err := signature.ParsePublicKey(public)
	if err != nil {
		return err
	}
	body := []byte(`{"type":"Note"}`)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, v.base.String()+"/ap/inbox", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/activity+json")
	if err := signature.Sign(req, body, key, time.Now()); err != nil {
		return err
	}
	claim, err := signature.Policy{BaseURL: v.base}.Parse(req)
	if err != nil {
		return err
	}
	if err := claim.CheckFresh(time.Now()); err != nil {
		return err
	}
	if err := claim.CheckDigest(body); err != nil {
		return err
	}
	return claim.Verify(pub)
}

// checkOutgoing asks the servers most followers live on for their public NodeInfo, and nobody else: a
// check must not tell strangers of this site.
func (v *visits) checkOutgoing(ctx context.Context) (finding, error) {
	inboxes, err := v.store.InboxesToAsk(ctx, mostAsked)
	if err != nil || len(inboxes) == 0 {
		return finding{what: "outgoing requests (not tried: nobody follows yet whose server could be asked)"}, err
	}
	var answered, silent []string
	var fault error
	for _, inbox := range inboxes {
		u, err := url.Parse(inbox)
		if err != nil {
			return finding{}, fmt.Errorf("reading a follower's inbox: %w", err)
		}
		_, err = v.get(ctx, v.abroad, u.Scheme+"://"+u.Host+"/.well-known/nodeinfo", "application/json")
		if err != nil && !isAnswer(err) {
			silent, fault = append(silent, u.Host), err
			continue
		}
		answered = append(answered, u.Host)
	}
	f := finding{what: "outgoing requests to " + strings.Join(append(answered, silent...), ", ")}
	if len(answered) == 0 {
		// One silent server may be its own fault.
		f.problem = len(silent) > 1
		f.remedy = "no answer (" + oneLine(fault) + "). Let the firewall pass connections out to port 443, and check the name server in /etc/resolv.conf"
	}
	return f, nil
}

// isAnswer tells whether the host was reached, whatever it said.
func isAnswer(err error) bool {
	var status *transport.StatusError
	return errors.As(err, &status)
}

// hear keeps what time it was where an answer came from.
func (v *visits) hear(address string, res *transport.Response, foreign bool) {
	there, err := http.ParseTime(res.Header.Get("Date"))
	u, malformed := url.Parse(address)
	if err == nil && malformed == nil {
		v.heard = append(v.heard, clockHeard{host: u.Host, ahead: time.Until(there).Round(time.Second), foreign: foreign})
	}
}

// compareClocks believes other servers more than the site's own answers, which may come from this very
// machine, and of several the one that agrees best: somebody else's clock may be wrong as well.
func (v *visits) compareClocks() []finding {
	if len(v.heard) == 0 {
		return nil
	}
	best := v.heard[0]
	for _, h := range v.heard[1:] {
		if h.foreign == best.foreign && h.ahead.Abs() < best.ahead.Abs() || h.foreign && !best.foreign {
			best = h
		}
	}
	f := finding{what: "clock, compared with that of " + best.host}
	if best.ahead.Abs() > clockSlack {
		word := "ahead"
		if best.ahead > 0 {
			word = "behind"
		}
		f.problem = true
		f.remedy = fmt.Sprintf("it is %s %s, and other servers refuse what is signed at a wrong time. Install chrony or systemd-timesyncd", best.ahead.Abs(), word)
	}
	return []finding{f}
}
