package desk

import (
	"net/url"
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

// Paging are the addresses of the pages before and after this one: the path with what else was asked for.
func Paging(path string, asked url.Values, page int, more bool) (newer, older string) {
	address := func(n int) string {
		query := url.Values{"page": {strconv.Itoa(n)}}
		for name, values := range asked {
			if name != "page" && name != "done" && len(values) > 0 && values[0] != "" {
				query[name] = values[:1]
			}
		}
		return path + "?" + query.Encode()
	}
	if page > 1 {
		newer = address(page - 1)
	}
	if more {
		older = address(page + 1)
	}
	return newer, older
}
