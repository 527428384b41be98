package federation

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// Representation is one of the two faces of a thing.
type Representation int

// The representations. HTML is for people, Document for other servers.
const (
	HTML Representation = iota
	Document
)

// Accepts tells which representation a request asks for, by RFC 9110 section 12.5.1: the highest weight wins, then what
// is named first. otherwise is the answer for requests that do not care (no Accept, "*/*", or neither of the two):
// HTML for the address of a page, Document for an id. Answers that depend on this need "Vary: Accept".
func Accepts(r *http.Request, otherwise Representation) Representation {
	best, bestWeight := otherwise, 0.0
	for entry := range strings.SplitSeq(strings.Join(r.Header.Values("Accept"), ","), ",") {
		media, params, err := mime.ParseMediaType(entry) // fails for what a comma within quotes left, too
		if err != nil {
			continue
		}
		var is Representation
		switch media {
		case "text/html", "application/xhtml+xml":
			is = HTML
		case "application/activity+json":
			is = Document
		case "application/ld+json":
			if profile := params["profile"]; profile != "" && !strings.Contains(profile, "www.w3.org/ns/activitystreams") {
				continue
			}
			is = Document
		default:
			continue
		}
		if weight := weightOf(params["q"]); weight > bestWeight {
			best, bestWeight = is, weight
		}
	}
	return best
}

// weightOf reads a q parameter; damaged ones count as 1, as if they were not there.
func weightOf(q string) float64 {
	weight, err := strconv.ParseFloat(q, 64)
	if err != nil || !(weight >= 0 && weight <= 1) {
		return 1
	}
	return weight
}
