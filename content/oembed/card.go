package oembed

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Card is what a site says about an address of its own.
type Card struct {
	Title     string `json:"title"`
	Author    string `json:"author,omitempty"`
	Provider  string `json:"provider,omitempty"`
	Thumbnail string `json:"-"`                // address of a picture; may be empty
	Player    string `json:"player,omitempty"` // address to show in a frame; may be empty
	Width     int    `json:"width,omitempty"`  // of the player, pixels; 0 where it takes what it gets
	Height    int    `json:"height,omitempty"`
}

// ErrNotCard is an answer that says nothing to show.
var ErrNotCard = errors.New("the answer has no title")

// answer is oEmbed 1.0 section 2.3.4. Numbers come as words, too.
type answer struct {
	Title     string          `json:"title"`
	Author    string          `json:"author_name"`
	Provider  string          `json:"provider_name"`
	Thumbnail string          `json:"thumbnail_url"`
	HTML      string          `json:"html"`
	Width     json.RawMessage `json:"width"`
	Height    json.RawMessage `json:"height"`
}

const (
	maxWords = 200  // characters of each
	maxSide  = 4000 // pixels
)

// Read takes from an answer about an address what is shown.
func Read(body []byte, address string) (Card, error) {
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		return Card{}, fmt.Errorf("reading what a site says about %s: %w", address, err)
	}
	card := Card{Title: words(a.Title), Author: words(a.Author), Provider: words(a.Provider), Thumbnail: webAddress(a.Thumbnail)}
	if card.Title == "" {
		return Card{}, ErrNotCard
	}
	page, by := find(address)
	if by == nil {
		return card, nil
	}
	if card.Player = by.playerIn(page, a.HTML); card.Player != "" {
		card.Width, card.Height = side(a.Width), side(a.Height)
	}
	return card, nil
}

// playerIn is the address of the frame in an answer's HTML, if it is the site's own player.
func (p *provider) playerIn(page *url.URL, text string) string {
	u, err := url.Parse(frameIn(text))
	if err != nil || u.Scheme != page.Scheme && u.Scheme != "https" || u.User != nil || u.Opaque != "" {
		return ""
	}
	place := u.Host + u.Path
	if p.endpoint == "" {
		if u.Host != page.Host {
			return ""
		}
		place = u.Path
	}
	if !p.player.MatchString(place) {
		return ""
	}
	if p.rewrite != nil {
		p.rewrite(u)
	}
	u.Fragment = ""
	return u.String()
}

// frameIn is the address of the first iframe.
func frameIn(text string) string {
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || token.Data != "iframe" {
			continue
		}
		for _, a := range token.Attr {
			if a.Key == "src" {
				return a.Val
			}
		}
	}
	return ""
}

// words are a plain line.
func words(text string) string {
	line := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if letters := []rune(line); len(letters) > maxWords {
		return strings.TrimSpace(string(letters[:maxWords-1])) + "…"
	}
	return strings.ToValidUTF8(line, "")
}

func webAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || len(text) > 2*maxAddress || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

// side is a length in pixels; 0 for "100%" and the like.
func side(raw json.RawMessage) int {
	var n int
	if err := json.Unmarshal([]byte(strings.Trim(string(raw), `"`)), &n); err != nil || n < 0 || n > maxSide {
		return 0
	}
	return n
}
