package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"pamphlet/blog"
)

const (
	sessionLife = 30 * 24 * time.Hour
	sessionIdle = 14 * 24 * time.Hour
	// seenEvery is how exactly the last visit is kept: reading a page must not mean a write each time.
	seenEvery = time.Hour
)

// What a session holds.
const (
	keyAccount = "account" // int64
	keyEpoch   = "epoch"   // int64, blog.Account.SessionEpoch when it began
	keyToken   = "token"   // string, expected in every form
	keySeen    = "seen"    // int64, Unix seconds
)

func newSessions(c Config) *scs.SessionManager {
	secure := c.BaseURL.Scheme == "https"
	s := scs.New()
	s.Store = c.Store.Sessions(c.Now)
	s.Lifetime = sessionLife
	s.Cookie = scs.SessionCookie{Name: "desk", Path: "/", HttpOnly: true, Persist: true, SameSite: http.SameSiteLaxMode, Secure: secure}
	if secure {
		s.Cookie.Name = "__Host-desk" // RFC 6265bis section 4.1.3.2: no other host can set it
	}
	return s
}

// loadSession puts the session of the request's cookie into the context. It is called instead of
// scs's middleware, which cannot tell a handler that saving failed.
func (d *Desk) loadSession(r *http.Request) (context.Context, error) {
	var token string
	if cookie, err := r.Cookie(d.sessions.Cookie.Name); err == nil {
		token = cookie.Value
	}
	return d.sessions.Load(r.Context(), token)
}

// sessionAccount is the account a session belongs to, and the token of its forms. A session whose
// password has changed or that was not used for long is over; its account is zero.
func (d *Desk) sessionAccount(ctx context.Context) (blog.Account, string, error) {
	id := d.sessions.GetInt64(ctx, keyAccount)
	if id == 0 {
		return blog.Account{}, "", nil
	}
	account, err := d.Store.Account(ctx, id)
	if err != nil && !errors.Is(err, blog.ErrNotFound) {
		return blog.Account{}, "", err
	}
	idle := d.Now().Sub(time.Unix(d.sessions.GetInt64(ctx, keySeen), 0))
	if err != nil || account.SessionEpoch != d.sessions.GetInt64(ctx, keyEpoch) || idle > sessionIdle {
		return blog.Account{}, "", d.sessions.Destroy(ctx)
	}
	if idle > seenEvery {
		d.sessions.Put(ctx, keySeen, d.Now().Unix())
		if _, _, err := d.sessions.Commit(ctx); err != nil {
			return blog.Account{}, "", err
		}
	}
	return account, d.sessions.GetString(ctx, keyToken), nil
}

// BeginSession signs an account in, under a new token (a token known before signing in is worth
// nothing afterwards) and sets the cookie.
func (d *Desk) BeginSession(w http.ResponseWriter, v *Visit, account blog.Account) error {
	ctx := v.Context()
	if err := d.sessions.RenewToken(ctx); err != nil {
		return err
	}
	v.Account, v.token = account, rand.Text()
	d.sessions.Put(ctx, keyAccount, account.ID)
	d.sessions.Put(ctx, keyEpoch, account.SessionEpoch)
	d.sessions.Put(ctx, keyToken, v.token)
	d.sessions.Put(ctx, keySeen, d.Now().Unix())
	token, expiry, err := d.sessions.Commit(ctx)
	if err != nil {
		return err
	}
	d.sessions.WriteSessionCookie(ctx, w, token, expiry)
	d.limits.acquaint(newTry(account.Name, d.clientOf(v.Request)))
	return nil
}

// endSession forgets the session and takes the cookie back.
func (d *Desk) endSession(w http.ResponseWriter, v *Visit) error {
	if err := d.sessions.Destroy(v.Context()); err != nil {
		return err
	}
	d.sessions.WriteSessionCookie(v.Context(), w, "", time.Time{})
	return nil
}
