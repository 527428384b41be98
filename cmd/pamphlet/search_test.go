package main

import (
	"strings"
	"testing"
)

// TestSearch finds what is published, also what was published before there was a search.
func TestSearch(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		i.publish("ann", "a.md", "# The lamp\n\nA light for ships at the Café.")
		finds := func(question, want string) {
			t.Helper()
			eventually(t, question+" finds "+want, func() error {
				if body := string(i.get(i.base+"/@ann/search?q="+question, "text/html").body); !strings.Contains(body, want) {
					return errWords(body)
				}
				return nil
			})
		}
		finds("cafe", "<mark>Café</mark>")
		finds("zebra", "Nothing has all of these words")
		i.stop()
		db := i.open()
		defer func() { _ = db.Close() }()
		for _, query := range []string{"delete from searchable", "delete from article_words where rowid = 1"} {
			if i.database != "" {
				query = strings.Replace(query, "rowid", "article_id", 1)
			}
			if _, err := db.Exec(query); err != nil {
				t.Fatal(err)
			}
		}
		i.start()
		finds("cafe", "<mark>Café</mark>")
	})
}
