package store_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"pamphlet/blog/store/storetest"
)

// TestNewNoticesReadOnlyWhatIsNew looks at SQLite's plan for the number beside Notifications, which every page of the
// desk asks for: nothing may be read of the years before the account last looked.
func TestNewNoticesReadOnlyWhatIsNew(t *testing.T) {
	source, err := os.ReadFile("sqlc/notices.sql.go")
	if err != nil {
		t.Fatal(err)
	}
	_, query, _ := strings.Cut(string(source), "const countNotices = `")
	query, _, _ = strings.Cut(query, "`")
	rows, err := storetest.SQLite(t).Read().QueryContext(t.Context(), "explain query plan "+query, 1, 2, 3)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	found := 0
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		if regexp.MustCompile(`^(SEARCH|SCAN) [crfwqx] `).MatchString(step) {
			found++
			if !strings.Contains(step, "_at>?") {
				t.Errorf("this reads what is old, too: %s", step)
			}
		}
	}
	if err := rows.Err(); err != nil || found != 6 {
		t.Errorf("%d kinds of notice, %v", found, err)
	}
}
