package store_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// TestBothEnginesHaveTheSameTables compares what the two sets of migrations lead to: tables and
// views, their columns, and which of these may be null. The job queue's tables are River's affair.
func TestBothEnginesHaveTheSameTables(t *testing.T) {
	lite := columns(t, storetest.SQLite(t), `
		select m.name, c.name, c."notnull" = 0 and c.pk = 0 from sqlite_master m, pragma_table_xinfo(m.name) c
		where m.type in ('table', 'view') and m.sql not like 'create virtual%'`)
	postgres := columns(t, storetest.Postgres(t), `
		select table_name, column_name, is_nullable = 'YES' from information_schema.columns where table_schema = current_schema()`)
	for _, column := range slices.Sorted(maps.Keys(lite)) {
		if nullable, ok := postgres[column]; !ok {
			t.Errorf("%s is on SQLite only", column)
		} else if nullable != lite[column] {
			t.Errorf("%s may be null: %t on SQLite, %t on PostgreSQL", column, lite[column], nullable)
		}
		delete(postgres, column)
	}
	for column := range postgres {
		t.Errorf("%s is on PostgreSQL only", column)
	}
	if len(lite) == 0 {
		t.Error("there are no tables")
	}
}

// columns are the nullabilities by table and column; of views both engines know names only.
func columns(t *testing.T, s *store.Store, query string) map[string]bool {
	t.Helper()
	rows, err := s.Read().QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	found := map[string]bool{}
	for rows.Next() {
		var table, column string
		var nullable bool
		if err := rows.Scan(&table, &column, &nullable); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(table, "river_") || strings.HasPrefix(table, "sqlite_") || strings.HasPrefix(table, "goose_") ||
			strings.HasPrefix(table, "article_words") { // a full-text index is each engine's own
			continue
		}
		found[fmt.Sprintf("%s.%s", table, column)] = nullable
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}
