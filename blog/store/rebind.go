package store

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"sync/atomic"

	"pamphlet/blog/store/sqlc"
)

// DBTX is what generated and hand-written queries run on, on both engines, with PostgreSQL's
// placeholders ($1, $2, ...).
type DBTX = sqlc.DBTX

// rebound runs queries written for PostgreSQL on SQLite. mattn/go-sqlite3 binds $n in the order in
// which the names first appear, not by their number, so that "$2 - $1" would silently swap its
// arguments; ?n means the same on SQLite as $n on PostgreSQL.
type rebound struct {
	db    DBTX
	texts *rewrites
}

func (r rebound) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return r.db.ExecContext(ctx, r.texts.of(query), args...)
}

func (r rebound) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	return r.db.PrepareContext(ctx, r.texts.of(query))
}

func (r rebound) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return r.db.QueryContext(ctx, r.texts.of(query), args...)
}

func (r rebound) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return r.db.QueryRowContext(ctx, r.texts.of(query), args...)
}

// maxRewrites bounds the memory for texts; the house has a few hundred, and those come first.
const maxRewrites = 4096

// rewrites remembers rewritten texts: queries are constants, so each is rewritten once.
type rewrites struct {
	texts sync.Map // string -> string
	count atomic.Int64
}

func (r *rewrites) of(query string) string {
	if text, ok := r.texts.Load(query); ok {
		return text.(string)
	}
	text := rebind(query)
	if r.count.Load() < maxRewrites {
		if _, known := r.texts.LoadOrStore(query, text); !known {
			r.count.Add(1)
		}
	}
	return text
}

// rebind turns every placeholder $n into ?n, leaving literals, quoted identifiers, comments and
// dollars inside names as they are. It reads SQL as SQLite does (https://sqlite.org/lang.html):
// comments do not nest and backslashes escape nothing.
func rebind(query string) string {
	if !strings.Contains(query, "$") {
		return query
	}
	var out strings.Builder
	out.Grow(len(query))
	for i := 0; i < len(query); {
		end := tokenEnd(query, i)
		if isPlaceholder(query[i:end]) {
			out.WriteByte('?')
			out.WriteString(query[i+1 : end])
		} else {
			out.WriteString(query[i:end])
		}
		i = end
	}
	return out.String()
}

// tokenEnd is where the token that begins at i ends: a quoted text, a comment, a word (which
// includes numbers and placeholders), or one other byte.
func tokenEnd(query string, i int) int {
	rest := query[i:]
	switch {
	case rest[0] == '\'' || rest[0] == '"' || rest[0] == '`':
		// A doubled quote inside simply reads as two quoted texts side by side.
		return i + through(rest, 1, rest[:1])
	case strings.HasPrefix(rest, "--"):
		return i + through(rest, 2, "\n")
	case strings.HasPrefix(rest, "/*"):
		return i + through(rest, 2, "*/")
	}
	n := 0
	for n < len(rest) && isWordByte(rest[n]) {
		n++
	}
	return i + max(n, 1)
}

// through is the length of text up to and with the first stop at or after from; all of it without one.
func through(text string, from int, stop string) int {
	if n := strings.Index(text[from:], stop); n >= 0 {
		return from + n + len(stop)
	}
	return len(text)
}

// isWordByte tells whether a byte belongs to a name; '$' may stand inside names on both engines,
// and bytes over 127 are parts of letters.
func isWordByte(b byte) bool {
	return b == '$' || b == '_' || b >= 0x80 || '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

func isPlaceholder(token string) bool {
	return len(token) > 1 && token[0] == '$' && strings.Trim(token[1:], "0123456789") == ""
}
