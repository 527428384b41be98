package page

import "time"

func dateOf(t time.Time) Date {
	t = t.UTC()
	return Date{
		ISO: t.Format(time.RFC3339), Day: t.Format("2 January 2006"), Short: t.Format("2 January"),
		Time: t.Format("15:04"), Year: t.Format("2006"),
	}
}
