package content

import (
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Played is HTML of an article for a page of this site, where cards have players.
type Played struct {
	HTML string
	// Origins are the sites whose players may be loaded, and Style the hash of the style within the frames:
	// what a Content-Security-Policy has to allow. Both are empty where there is no player.
	Origins []string
	Style   string
}

// facade is the style of a frame before its player is asked for.
const facade = `*{margin:0}html,body,a{height:100%}body{background:#111;color:#fff;font:600 1rem/1.4 system-ui,sans-serif}` +
	`a{display:grid;place-items:center;position:relative;color:inherit;text-decoration:none}` +
	`img{position:absolute;inset:0;width:100%;height:100%;object-fit:cover}` +
	`span{position:relative;padding:.7em 1.2em .7em 1em;border-radius:99px;background:#000c}a:is(:hover,:focus) span{background:#000}`

// facadeHash is the facade's style as a policy names it (CSP 3 section 2.3.1).
var facadeHash = func() string {
	sum := sha256.Sum256([]byte(facade))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}()

// Players gives cards their players. Nothing of another site is loaded before a reader asks for it: the frame
// holds a link of ours, which loads the player in its own place. play is that link's word, in the page's language.
func Players(text, play string) Played {
	if !strings.Contains(text, playerAttr) {
		return Played{HTML: text}
	}
	played := Played{Style: facadeHash}
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		raw := string(tokens.Raw())
		token := tokens.Token()
		player := attribute(token, playerAttr)
		if kind != html.StartTagToken || token.Data != "figure" || player == "" {
			out.WriteString(raw)
			continue
		}
		u, err := url.Parse(player)
		if err != nil {
			out.WriteString(raw)
			continue
		}
		if origin := u.Scheme + "://" + u.Host; !slices.Contains(played.Origins, origin) {
			played.Origins = append(played.Origins, origin)
		}
		card := cardAhead(tokens)
		shape := shapeOf(attribute(token, shapeAttr))
		out.WriteString(`<figure class="embed ` + shape + `">` + frame(u, card, play) + card.HTML)
	}
	played.HTML = out.String()
	return played
}

// card is what stands in a figure, up to its end.
type card struct{ HTML, Picture, Title string }

func cardAhead(tokens *html.Tokenizer) (c card) {
	bold := false
	var out strings.Builder
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := string(tokens.Raw())
		token := tokens.Token()
		if kind == html.EndTagToken && token.Data == "figure" {
			out.WriteString(raw)
			break
		}
		if token.Data == "img" {
			c.Picture = attribute(token, "src") // it stands in the frame
			continue
		}
		if token.Data == "b" {
			bold = kind == html.StartTagToken
		} else if kind == html.TextToken && bold {
			c.Title += token.Data
		}
		out.WriteString(raw)
	}
	c.HTML = out.String()
	return c
}

// shapeOf is the class of a player: wide like a film, tall like one from a telephone, low like one for sound.
func shapeOf(size string) string {
	width, height, _ := strings.Cut(size, "x")
	wide, _ := strconv.Atoi(width)
	high, _ := strconv.Atoi(height)
	switch {
	case wide == 0 || high == 0:
		return "low"
	case high > wide:
		return "tall"
	}
	return "wide"
}

// frame shows the player in the place of a link.
func frame(player *url.URL, c card, play string) string {
	picture := ""
	if c.Picture != "" {
		picture = `<img src="` + html.EscapeString(c.Picture) + `" alt="">`
	}
	address := *player
	if strings.HasPrefix(address.Host, "www.youtube") || address.Host == "player.vimeo.com" || strings.Contains(address.Path, "/embed/") {
		query := address.Query()
		query.Set("autoplay", "1") // it was asked for
		address.RawQuery = query.Encode()
	}
	inside := `<!doctype html><meta charset="utf-8"><title>` + html.EscapeString(c.Title) + `</title><style>` + facade + `</style>` +
		`<a href="` + html.EscapeString(address.String()) + `" referrerpolicy="strict-origin-when-cross-origin">` + picture +
		`<span>▶ ` + html.EscapeString(play+" · "+player.Host) + `</span></a>`
	return `<iframe srcdoc="` + html.EscapeString(inside) + `" title="` + html.EscapeString(c.Title) +
		`" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups allow-presentation allow-forms" allow="autoplay; fullscreen; picture-in-picture; encrypted-media" allowfullscreen></iframe>`
}
