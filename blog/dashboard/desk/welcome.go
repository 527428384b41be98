package desk

import (
	"crypto/subtle"
	"net/http"
	"net/netip"
	"net/url"

	"pamphlet/blog"
)

// welcomePage creates the owner of a new site.
type welcomePage struct {
	Frame
	Host        string
	Name        string
	DisplayName string
	Token       string // of the one-time link
	Problems    Problems
}

var errNoWelcome = &blog.Error{Code: blog.Forbidden, Message: "This site is waiting for its owner. If that is you, open the one-time link that was printed in the log when the server started."}

// mayWelcome says whether the visitor may create the owner: they know the one-time link, or they
// sit at the machine itself.
func (d *Desk) mayWelcome(r *http.Request, token string) bool {
	if d.SetupToken != "" && subtle.ConstantTimeCompare([]byte(token), []byte(d.SetupToken)) == 1 {
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
func (d *Desk) isOurHost(host string) bool {
	if host == d.BaseURL.Host {
		return true
	}
	name := (&url.URL{Host: host}).Hostname()
	address, err := netip.ParseAddr(name)
	return name == "localhost" || (err == nil && address.IsLoopback())
}

func (d *Desk) showWelcome(w http.ResponseWriter, v *Visit) error {
	known, err := d.anyAccount(v.Context())
	if err != nil {
		return err
	}
	if known {
		return SeeOther(w, v, "/sign-in")
	}
	token := v.URL.Query().Get("token")
	if !d.mayWelcome(v.Request, token) {
		return errNoWelcome
	}
	return d.welcomeForm(w, v, http.StatusOK, welcomePage{Token: token})
}

func (d *Desk) welcomeForm(w http.ResponseWriter, v *Visit, status int, p welcomePage) error {
	p.Frame, p.Host = d.PlainFrame(v, v.Text("Welcome")), d.Host()
	return d.Render(w, v, status, "welcome", p)
}

func (d *Desk) createOwner(w http.ResponseWriter, v *Visit) error {
	p := welcomePage{Name: v.Sent.Get("name"), DisplayName: v.Sent.Get("display_name"), Token: v.Sent.Get("token")}
	known, err := d.anyAccount(v.Context())
	if err != nil {
		return err
	}
	if known {
		return SeeOther(w, v, "/sign-in")
	}
	if !d.mayWelcome(v.Request, p.Token) {
		return errNoWelcome
	}
	account, err := d.Service.CreateOwner(v.Context(), blog.NewAccount{Name: p.Name, DisplayName: p.DisplayName, Password: v.Sent.Get("password"), Language: v.Words.Tag})
	if p.Problems = v.ProblemsOf(err); p.Problems != nil {
		return d.welcomeForm(w, v, http.StatusUnprocessableEntity, p)
	}
	if err != nil {
		return err
	}
	if err := d.BeginSession(w, v, account); err != nil {
		return err
	}
	return SeeOther(w, v, "/desk")
}
