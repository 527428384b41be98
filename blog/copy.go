package blog

import (
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"pamphlet/content/oembed"
)

// Copy is our own copy of a picture on another server, so that a reader's browser need not go
// there, or the memory of having tried to make one. Of a film or song it is the card, with its picture.
type Copy struct {
	Media         // Kind (Icon for an avatar), size and variants; CreatedAt is zero until there is a copy
	URL    string // there
	Domain string // the domain URL is under
	// WantedBy is the domain of the actor who shows it; empty for an article here.
	WantedBy string
	Tries    int
	TriedAt  time.Time
	RetryAt  time.Time   // it is not asked for again before
	Bytes    int64       // of the original
	Said     oembed.Card // by its site, of an Embed
}

// MaxPictureURL is the longest address of a remote picture that is kept, in bytes.
const MaxPictureURL = 2000

// How a picture is asked for that did not come: three times more within hours, then no more until
// somebody gives another reason to, and then once.
const (
	maxCopyTries = 4
	avatarRest   = 24 * time.Hour
	pictureRest  = time.Hour // an author who mended something publishes again
)

// What one domain can make us fetch, as the place where avatars are or as the home of those who show them.
const (
	avatarsPerDomain = 300
	avatarWindow     = time.Hour
)

// copied reports whether there is a copy.
func (c Copy) copied() bool { return !c.CreatedAt.IsZero() }

// givenUp reports whether nobody asks for it again by themself.
func (c Copy) givenUp() bool { return c.Tries >= maxCopyTries }

// pause is how long a picture is left alone after its last try.
func (c Copy) pause() time.Duration {
	switch {
	case !c.givenUp():
		return time.Minute << (3 * (c.Tries - 1)) // 1, 8, 64 minutes
	case c.Kind == Icon:
		return avatarRest
	}
	return pictureRest
}

// domainOf is who answers for an address: the registrable domain, since whoever has a wildcard in
// the DNS has any number of hosts.
func domainOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}
