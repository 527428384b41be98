package desk

import (
	"strconv"
)

// Tab is one choice of states.
type Tab struct {
	Label   string
	URL     string
	Count   int
	Current bool
	Wants   bool // something there waits for the reader
}

// PageNumber is the page of a list that is asked for, from 1.
func PageNumber(v *Visit) int {
	page, err := strconv.Atoi(v.URL.Query().Get("page"))
	if err != nil || page < 1 || page > 100_000 {
		return 1
	}
	return page
}

// Paging are the addresses of the pages before and after this one.
func Paging(path, state string, page int, more bool) (newer, older string) {
	address := func(n int) string {
		query := "?page=" + strconv.Itoa(n)
		if state != "" {
			query += "&state=" + state
		}
		return path + query
	}
	if page > 1 {
		newer = address(page - 1)
	}
	if more {
		older = address(page + 1)
	}
	return newer, older
}
