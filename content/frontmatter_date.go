package content

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// dateLayouts are the forms found in real files; time.Parse takes one-digit
// hours and fractions of a second by itself. Without a zone a time is UTC.
var dateLayouts = []string{
	time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-1-2 15:04:05 -0700 MST", "2006-1-2 15:04:05 -0700", "2006-1-2 15:04:05 -07:00", "2006-1-2 15:04:05Z07:00",
	"2006-1-2 15:04 -0700", "2006-1-2 15:04 -07:00", "2006-1-2 15:04:05 MST", "2006-1-2 15:04:05", "2006-1-2 15:04",
	"2006-1-2 3:04:05 PM", "2006-1-2 3:04 PM", "2006-1-2",
	"2006/1/2 15:04:05 -0700", "2006/1/2 15:04:05", "2006/1/2 15:04", "2006/1/2", "2006.1.2", "20060102",
	"2 January 2006 15:04:05", "2 January 2006 15:04", "2 January 2006", "2 Jan 2006 15:04", "2 Jan 2006",
	"January 2 2006 15:04", "January 2 2006 3:04 PM", "January 2 2006", "Jan 2 2006 15:04", "Jan 2 2006",
	time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.UnixDate, time.RubyDate, "Mon Jan 2 2006",
	"Monday 2 January 2006", "Monday January 2 2006",
}

var ordinal = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)\b`)

func (e entry) date() (time.Time, error) {
	written := strings.TrimSpace(e.scalar)
	if e.isScalar && written == "" {
		return time.Time{}, nil // "date:" with nothing after it, as templates leave it
	}
	text := strings.Join(strings.Fields(ordinal.ReplaceAllString(written, "$1")), " ")
	for _, candidate := range []string{text, strings.Join(strings.Fields(strings.ReplaceAll(text, ",", " ")), " ")} {
		for _, layout := range dateLayouts {
			if t, err := time.Parse(layout, candidate); err == nil && t.Year() > 0 && t.Year() < 10000 {
				return t.UTC(), nil
			}
		}
	}
	return time.Time{}, &FrontMatterError{e.line, fmt.Sprintf("the date %q is not understood", written),
		"write it as 2006-01-02 or 2006-01-02 15:04:05 -0700"}
}
