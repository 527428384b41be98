package desk

import (
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"pamphlet/blog"
)

// signInPage is the sign-in form, with what its reader had written before they were signed out.
type signInPage struct {
	Frame
	Name     string
	Next     string
	Kept     *keptText
	Problems Problems
}

func (d *Desk) showSignIn(w http.ResponseWriter, v *Visit) error {
	if v.SignedIn() {
		return SeeOther(w, v, "%s", deskPath(v.URL.Query().Get("next")))
	}
	known, err := d.anyAccount(v.Context())
	if err != nil {
		return err
	}
	if !known {
		return SeeOther(w, v, "/welcome")
	}
	return d.signInForm(w, v, http.StatusOK, signInPage{Next: v.URL.Query().Get("next")})
}

func (d *Desk) signInForm(w http.ResponseWriter, v *Visit, status int, p signInPage) error {
	p.Frame = d.PlainFrame(v, v.Text("Sign in"))
	if p.Kept != nil {
		p.Frame.Title = v.Text("You were signed out")
	}
	return d.Render(w, v, status, "sign_in", p)
}

// askToSignIn answers a stranger at a page of the desk. Somebody who sent text gets it back in the
// sign-in form, which sends it on.
func (d *Desk) askToSignIn(w http.ResponseWriter, v *Visit) error {
	if v.Method == http.MethodPost {
		if kept := keep(v.URL.Path, v.Sent); kept != nil {
			return d.signInForm(w, v, http.StatusForbidden, signInPage{Kept: kept})
		}
	}
	target := "/sign-in"
	if next := deskPath(v.URL.RequestURI()); v.Method == http.MethodGet && next != "/desk" {
		target += "?next=" + url.QueryEscape(next)
	}
	return SeeOther(w, v, "%s", target)
}

func (d *Desk) signIn(w http.ResponseWriter, v *Visit) error {
	p := signInPage{Name: v.Sent.Get("name"), Next: v.Sent.Get("next"), Kept: carried(v.Sent)}
	account, err := d.Guess(w, v, p.Name, func() (blog.Account, error) {
		return d.Service.SignIn(v.Context(), p.Name, v.Sent.Get("password"))
	})
	if errors.Is(err, ErrTooManyTries) {
		p.Problems = Problems{"": v.Text("There were too many tries. Wait ten minutes, then try again.") + p.Kept.comfort(v)}
		return d.signInForm(w, v, http.StatusTooManyRequests, p)
	}
	if blog.CodeOf(err) == blog.Forbidden {
		p.Problems = Problems{"": v.Say(err) + p.Kept.comfort(v)}
		return d.signInForm(w, v, http.StatusForbidden, p)
	}
	if err != nil {
		return err
	}
	if err := d.BeginSession(w, v, account); err != nil {
		return err
	}
	if p.Kept == nil {
		return SeeOther(w, v, "%s", deskPath(p.Next))
	}
	sent := p.Kept.form()
	sent.values.Set("csrf", v.token)
	d.replay(w, v, p.Kept.To, sent)
	return nil
}

func (d *Desk) signOut(w http.ResponseWriter, v *Visit) error {
	if err := d.endSession(w, v); err != nil {
		return err
	}
	return SeeOther(w, v, "/sign-in")
}

// deskPath is where a person may be led after signing in: a page of the desk, and nothing else.
func deskPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil || strings.ContainsAny(next, "\\\r\n\t") {
		return "/desk"
	}
	if clean, ok := strings.CutPrefix(u.Path, "/desk/"); !ok || clean == "" || strings.Contains(u.Path, "//") || strings.Contains(u.Path, "..") {
		return "/desk"
	}
	return (&url.URL{Path: u.Path, RawQuery: u.RawQuery}).String()
}

// clientOf is the network a request comes from: an IPv4 address, or the /64 that one IPv6
// customer has. Proxy headers count only when a trusted proxy sent them.
func (d *Desk) clientOf(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return "unknown"
	}
	address := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && d.trusts(address); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		address = hop.Unmap()
	}
	if address.Is6() {
		network, _ := address.WithZone("").Prefix(64) // never fails for 64 bits of IPv6
		return network.String()
	}
	return address.String()
}

func (d *Desk) trusts(address netip.Addr) bool {
	for _, network := range d.TrustedProxies {
		if network.Contains(address) {
			return true
		}
	}
	return false
}
