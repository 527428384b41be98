package search

import "strings"

// Query is what somebody looks for.
type Query struct {
	terms []term
}

// term has to be in a text: words that follow one another, the last of which may go on.
type term struct {
	words []string
	open  bool // the last word is the beginning of one
}

// maxTerms is how many words of a question count.
const maxTerms = 12

// Parse reads a question: all its words have to be in a text, in any order; those in double quotes one after the
// other. The last word may be the beginning of one while it is typed.
func Parse(question string) Query {
	var q Query
	parts := strings.Split(question, `"`)
	for i, part := range parts {
		words := wordsOf(part, false)
		quoted, last := i%2 == 1, i == len(parts)-1
		for len(words) > 0 && len(q.terms) < maxTerms {
			n := 1
			for n < len(words) && (quoted || words[n].run == words[0].run) {
				n++
			}
			t := term{open: last && !quoted && words[n-1].end == len(part)}
			for _, w := range words[:n] {
				t.words = append(t.words, w.text)
			}
			if n == 1 && len(t.words[0]) > 0 && isWide([]rune(t.words[0])[0]) {
				t.open = true // one sign stands at the beginning of pairs
			}
			q.terms = append(q.terms, t)
			words = words[n:]
		}
	}
	return q
}

// Empty reports whether there is nothing to look for.
func (q Query) Empty() bool { return len(q.terms) == 0 }

// FTS5 is the question for SQLite (sqlite.org/fts5.html section 3). Words have letters only, so that nothing in it is
// an operator.
func (q Query) FTS5() string {
	var parts []string
	for _, t := range q.terms {
		part := `"` + strings.Join(t.words, " ") + `"`
		if t.open {
			part += "*"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " AND ")
}

// TSQuery is the question for PostgreSQL, as the text of a tsquery.
func (q Query) TSQuery() string {
	var parts []string
	for _, t := range q.terms {
		var words []string
		for i, w := range t.words {
			w = "'" + w + "'"
			if t.open && i == len(t.words)-1 {
				w += ":*"
			}
			words = append(words, w)
		}
		parts = append(parts, "("+strings.Join(words, " <-> ")+")")
	}
	return strings.Join(parts, " & ")
}
