package oembed

import (
	"net/url"
	"regexp"
	"strings"
)

// provider is a site, or a kind of site, that is asked.
type provider struct {
	page     *regexp.Regexp // host and path of what it can show
	endpoint string         // where it is asked; empty for the same host at peerTubeEndpoint
	player   *regexp.Regexp // host and path of its player; without a host where that is the page's own
	rewrite  func(*url.URL) // makes the player's address quieter; may be nil
}

// peerTubeEndpoint is where every PeerTube answers.
const peerTubeEndpoint = "/services/oembed"

// providers are asked in this order.
var providers = []provider{
	{
		page:     regexp.MustCompile(`^(?:(?:www\.|m\.)?youtube\.com/(?:watch|playlist|shorts/[\w-]+|live/[\w-]+)|youtu\.be/[\w-]+)$`),
		endpoint: "https://www.youtube.com/oembed",
		player:   regexp.MustCompile(`^www\.youtube(?:-nocookie)?\.com/embed/[\w-]+$`),
		rewrite: func(u *url.URL) {
			u.Host = "www.youtube-nocookie.com"
			if list := u.Query().Get("list"); list != "" {
				u.RawQuery = url.Values{"list": {list}}.Encode()
				return
			}
			u.RawQuery = ""
		},
	},
	{
		page:     regexp.MustCompile(`^(?:www\.)?vimeo\.com/(?:[\w/-]+/)?[0-9]+$`),
		endpoint: "https://vimeo.com/api/oembed.json",
		player:   regexp.MustCompile(`^player\.vimeo\.com/video/[0-9]+$`),
		rewrite: func(u *url.URL) {
			query := url.Values{"dnt": {"1"}} // do not track
			if h := u.Query().Get("h"); h != "" {
				query.Set("h", h) // of a film that is not listed
			}
			u.RawQuery = query.Encode()
		},
	},
	{
		page:     regexp.MustCompile(`^(?:www\.|m\.)?soundcloud\.com/[\w-]+/[\w/-]+$`),
		endpoint: "https://soundcloud.com/oembed",
		player:   regexp.MustCompile(`^w\.soundcloud\.com/player/$`),
	},
	{
		page:     regexp.MustCompile(`^open\.spotify\.com/(?:intl-[a-z]+/)?(?:track|album|playlist|episode|show|artist)/\w+$`),
		endpoint: "https://open.spotify.com/oembed",
		player:   regexp.MustCompile(`^open\.spotify\.com/embed/(?:track|album|playlist|episode|show|artist)/\w+$`),
	},
	{ // PeerTube, on any host
		page:   regexp.MustCompile(`^[^/]+/(?:w/(?:p/)?|videos/watch/(?:playlist/)?)[A-Za-z0-9-]{8,40}$`),
		player: regexp.MustCompile(`^/(?:videos|video-playlists)/embed/[A-Za-z0-9-]{8,40}$`),
	},
}

const maxAddress = 1000 // bytes

// find is who shows an address; nil for nobody.
func find(address string) (*url.URL, *provider) {
	u, err := url.Parse(address)
	if err != nil || len(address) > maxAddress || (u.Scheme != "https" && u.Scheme != "http") || u.User != nil || u.Host == "" {
		return nil, nil
	}
	for i, p := range providers {
		if p.page.MatchString(strings.ToLower(u.Host) + u.Path) {
			return u, &providers[i]
		}
	}
	return nil, nil
}

// Endpoint is where to ask about an address; empty for one that is not shown as a card. Whether a PeerTube is
// there, only its answer tells.
func Endpoint(address string) string {
	u, p := find(address)
	if p == nil {
		return ""
	}
	endpoint := p.endpoint
	if endpoint == "" {
		endpoint = u.Scheme + "://" + u.Host + peerTubeEndpoint
	}
	return endpoint + "?" + url.Values{"format": {"json"}, "url": {address}}.Encode()
}
