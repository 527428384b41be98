package themes

import (
	"crypto/sha256"
	"fmt"
	"html/template"
	"strings"
)

// A postmark shows at a glance which of several replies came from the same
// server. It is made from the host's name alone, so no server is ever asked
// for an icon. It is decoration: the host is always in the text too.

// postmarkHues are eight inks with at least 4.5:1 on white, told apart also
// with the common kinds of colour blindness by their shape and sign.
var postmarkHues = [8]string{"#2347b5", "#17693a", "#a4481a", "#a81e4b", "#6a3fa0", "#0f6674", "#7a5a00", "#3f5870"}

// postmarkShapes fill a square of 12.
var postmarkShapes = [4]string{
	`<circle cx="6" cy="6" r="5.4"/>`,
	`<path d="M6 .2 11.8 6 6 11.8.2 6z"/>`,
	`<path d="M6 .7l5.7 10.3H.3z"/>`,
	`<rect x=".9" y=".9" width="10.2" height="10.2" rx="1.6"/>`,
}

// postmarkSigns lie in the middle of the shape, around the point 0,0.
var postmarkSigns = [4]string{
	`<circle r="1.7"/>`,
	`<path d="M-2.7-.8h5.4V.8h-5.4z"/>`,
	`<path d="M-.8-2.5H.8v5H-.8z"/>`,
	`<path d="M-.7-2.3H.7v1.6h1.6V.7H.7v1.6H-.7V.7h-1.6V-.7h1.6z"/>`,
}

// Postmark draws one of 128 marks.
func Postmark(host string) (template.HTML, error) {
	sum := sha256.Sum256([]byte(strings.ToLower(host)))
	hue, shape, sign := sum[0]%8, sum[1]%4, sum[2]%4
	middle := "6"
	if shape == 2 { // a triangle's weight lies low
		middle = "7.6"
	}
	//nolint:gosec // only constants and numbers
	return template.HTML(fmt.Sprintf(
		`<svg class="postmark hue-%d" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><g fill="%s">%s</g><g fill="#fff" transform="translate(6 %s)">%s</g></svg>`,
		hue, postmarkHues[hue], postmarkShapes[shape], middle, postmarkSigns[sign])), nil
}
