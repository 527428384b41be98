package page

import (
	"strconv"
	"strings"
)

// acceptsGzip reads Accept-Encoding (RFC 9110 section 12.5.3): gzip named with a weight above 0, or
// not named where * has one.
func acceptsGzip(header string) bool {
	others := false
	for part := range strings.SplitSeq(header, ",") {
		coding, params, _ := strings.Cut(part, ";")
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			return weighs(params)
		case "*":
			others = weighs(params)
		}
	}
	return others
}

// weighs reports whether the parameter q is missing or above 0.
func weighs(params string) bool {
	weight, weighted := strings.CutPrefix(strings.ToLower(strings.TrimSpace(params)), "q=")
	q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
	return !weighted || (err == nil && q > 0)
}

// matchesTag reads If-None-Match (RFC 9110 section 13.1.2), comparing weakly.
func matchesTag(header, tag string) bool {
	if strings.TrimSpace(header) == "*" {
		return true
	}
	for part := range strings.SplitSeq(header, ",") {
		if strings.TrimPrefix(strings.TrimSpace(part), "W/") == tag {
			return true
		}
	}
	return false
}
