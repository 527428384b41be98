package dashboard

import (
	"crypto/subtle"
	"net/http"
	"net/netip"
	"net/url"

	"pamphlet/blog"
)

// welcomePage creates the owner of a new site.
type welcomePage struct {
	frame
	Host        string
	Name        string
	DisplayName string
	Token       string // of the one-time link
	Problems    problems
}

var errNoWelcome = &blog.Error{Code: blog.Forbidden, Message: "This site is waiting for its owner. If that is you, open the one-time link that was printed in the log when the server started."}

// mayWelcome says whether the visitor may create the owner: they know the one-time link, or they
// sit at the machine itself.
func (d *Door) mayWelcome(r *http.Request, token string) bool {
	if d.cfg.SetupToken != "" && subtle.ConstantTimeCompare([]byte(token), []byte(d.cfg.SetupToken)) == 1 {
		return true
	}
	for _, header := range []string{"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip"} {
		if len(r.Header.Values(header)) > 0 {
			return false // somebody stands between
		}
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && peer.Addr().Unmap().IsLoopback() && d.isOurHost(r.Host)
}

// isOurHost refuses names that somebody else's DNS points at this machine: a page there would
// otherwise count as the person sitting here.
func (d *Door) isOurHost(host string) bool {
	if host == d.cfg.BaseURL.Host {
		return true
	}
	name := (&url.URL{Host: host}).Hostname()
	address, err := netip.ParseAddr(name)
	return name == "localhost" || (err == nil && address.IsLoopback())
}

func (d *Door) showWelcome(w http.ResponseWriter, v *visit) error {
	known, err := d.anyAccount(v.Context())
	if err != nil {
		return err
	}
	if known {
		return seeOther(w, v, "/sign-in")
	}
	token := v.URL.Query().Get("token")
	if !d.mayWelcome(v.Request, token) {
		return errNoWelcome
	}
	return d.welcomeForm(w, v, http.StatusOK, welcomePage{Token: token})
}

func (d *Door) welcomeForm(w http.ResponseWriter, v *visit, status int, p welcomePage) error {
	p.frame, p.Host = d.plainFrame(v, "Welcome"), d.host()
	return d.render(w, status, "welcome", p)
}

func (d *Door) createOwner(w http.ResponseWriter, v *visit) error {
	p := welcomePage{Name: v.sent.get("name"), DisplayName: v.sent.get("display_name"), Token: v.sent.get("token")}
	known, err := d.anyAccount(v.Context())
	if err != nil {
		return err
	}
	if known {
		return seeOther(w, v, "/sign-in")
	}
	if !d.mayWelcome(v.Request, p.Token) {
		return errNoWelcome
	}
	account, err := d.service.CreateOwner(v.Context(), blog.NewAccount{Name: p.Name, DisplayName: p.DisplayName, Password: v.sent.get("password")})
	if p.Problems = problemsOf(err); p.Problems != nil {
		return d.welcomeForm(w, v, http.StatusUnprocessableEntity, p)
	}
	if err != nil {
		return err
	}
	if err := d.beginSession(w, v, account); err != nil {
		return err
	}
	return seeOther(w, v, "/desk")
}
