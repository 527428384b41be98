package page

import "time"

// date is a moment as the page's language writes it.
func (r *reading) date(t time.Time) Date {
	t = t.UTC()
	return Date{ISO: iso(t), Day: r.says.Day(t), Short: r.says.DayOfYear(t), Time: r.says.Clock(t), Year: t.Format("2006")}
}

// iso is a moment for machines (RFC 3339).
func iso(t time.Time) string { return t.UTC().Format(time.RFC3339) }
