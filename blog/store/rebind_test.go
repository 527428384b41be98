package store

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRebind(t *testing.T) {
	for _, c := range []struct{ query, want string }{
		{"select 1", "select 1"},
		{"select $2 - $1", "select ?2 - ?1"},
		{"a=$1,b=$12;", "a=?1,b=?12;"},
		{"'$1' \"$2\" `$3` $4", "'$1' \"$2\" `$3` ?4"},
		{"'it''s $1' $2", "'it''s $1' ?2"},
		{`'\' $1`, `'\' ?1`},
		{"-- $1\n$2 --$3", "-- $1\n?2 --$3"},
		{"/* $1 /* $2 */ $3 */", "/* $1 /* $2 */ ?3 */"},
		{"a$1 é$1 $1a $$1 1$1 $", "a$1 é$1 $1a $$1 1$1 $"},
		{"cast($1 as bigint)-$2", "cast(?1 as bigint)-?2"},
		{"'open $1", "'open $1"},
		{"/* open $1", "/* open $1"},
	} {
		if got := rebind(c.query); got != c.want {
			t.Errorf("rebind(%q) = %q, want %q", c.query, got, c.want)
		}
	}
}

// TestRebindTouchesPlaceholdersOnly joins random pieces of SQL whose rewriting is known one by one.
func TestRebindTouchesPlaceholdersOnly(t *testing.T) {
	inert := func(open, close string, inside []string) *rapid.Generator[[2]string] {
		return rapid.Custom(func(t *rapid.T) [2]string {
			text := open + strings.Join(rapid.SliceOf(rapid.SampledFrom(inside)).Draw(t, "inside"), "") + close
			return [2]string{text, text}
		})
	}
	placeholder := rapid.Custom(func(t *rapid.T) [2]string {
		n := rapid.IntRange(0, 400).Draw(t, "n")
		return [2]string{fmt.Sprintf("$%d", n), fmt.Sprintf("?%d", n)}
	})
	piece := rapid.OneOf(placeholder,
		inert("'", "'", []string{"$1", "''", `"`, "--", "/*", "*/", "é", "\n", `\`}),
		inert(`"`, `"`, []string{"$1", `""`, "'", "--", "/*", " "}),
		inert("--", "\n", []string{"$1", "'", `"`, "/*", "*/", "é"}),
		inert("/*", "*/", []string{"$1", "'", `"`, "--", "\n", "é", "/"}),
		inert("name", "", []string{"$1", "_", "$", "9", "é"}),
		inert("", "", []string{"(", ")", "=", "?", "+", ","}),
	)
	rapid.Check(t, func(t *rapid.T) {
		var query, want strings.Builder
		for _, p := range rapid.SliceOf(piece).Draw(t, "pieces") {
			query.WriteString(p[0] + " ")
			want.WriteString(p[1] + " ")
		}
		var texts rewrites
		for range 2 { // computed, then remembered
			if got := texts.of(query.String()); got != want.String() {
				t.Fatalf("%q became %q, want %q", query.String(), got, want.String())
			}
		}
	})
}

func FuzzRebind(f *testing.F) {
	f.Add("select '$1', $2 -- $3")
	f.Fuzz(func(t *testing.T, query string) {
		got := rebind(query)
		if len(got) != len(query) {
			t.Fatalf("%q became %q", query, got)
		}
		for i := range len(query) {
			if got[i] != query[i] && (query[i] != '$' || got[i] != '?') {
				t.Fatalf("%q became %q", query, got)
			}
		}
	})
}

func BenchmarkRebindRemembered(b *testing.B) {
	var texts rewrites
	query := "select id, slug, title from listed_articles where blog_id = $1 and published_at < $2 limit $3"
	for b.Loop() {
		texts.of(query)
	}
}
