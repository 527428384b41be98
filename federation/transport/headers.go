package transport

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// activityStreams is the profile that makes JSON-LD an ActivityPub document (ActivityPub section 3.2).
const activityStreams = "https://www.w3.org/ns/activitystreams"

const maxRetryAfter = 7 * 24 * time.Hour

// IsActivityJSON tells whether a Content-Type names an ActivityPub document: application/activity+json, or
// application/ld+json with the ActivityStreams profile. Nothing else will do, or an uploaded file could pose as an
// actor (CVE-2024-25623).
func IsActivityJSON(contentType string) bool {
	mediaType, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return false
	}
	return mediaType == "application/activity+json" ||
		mediaType == "application/ld+json" && slices.Contains(strings.Fields(params["profile"]), activityStreams)
}

// retryAfter reads Retry-After: seconds or an HTTP date (RFC 9110 section 10.2.3); nonsense and the past are zero.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	var wait time.Duration
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil {
		wait = time.Duration(min(seconds, uint64(maxRetryAfter/time.Second))) * time.Second
	} else if at, err := http.ParseTime(value); err == nil {
		wait = at.Sub(now)
	}
	return min(max(wait, 0), maxRetryAfter)
}
