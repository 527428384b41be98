package page

import "time"

// date is a moment as the page's language writes it, in the form its blog chose by the theme's setting "dates": "short"
// has months cut to a few letters, "iso" is ISO 8601, all else is in words.
func (r *reading) date(t time.Time) Date {
	t = t.UTC()
	d := Date{ISO: iso(t), Day: r.says.Day(t), Short: r.says.DayOfYear(t), Time: r.says.Clock(t), Year: t.Format("2006")}
	switch r.dates {
	case "short":
		d.Day, d.Short = r.says.ShortDay(t), r.says.ShortDayOfYear(t)
	case "iso":
		d.Day, d.Short = t.Format(time.DateOnly), t.Format("01-02")
	}
	return d
}

// iso is a moment for machines (RFC 3339).
func iso(t time.Time) string { return t.UTC().Format(time.RFC3339) }
