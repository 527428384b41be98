package search

import (
	"strings"
	"unicode/utf8"
)

// Piece is a part of a text; Found says that it is what was looked for.
type Piece struct {
	Text  string
	Found bool
}

// maxLooked is how much of a text a snippet may come from, in bytes: a page of results has twenty of them.
const maxLooked = 64 << 10

// Snippet is a part of a text of about size bytes around what was looked for, in pieces; its beginning where nothing
// of it is there. Where the text goes on, it begins or ends with "…".
func Snippet(text string, q Query, size int) []Piece {
	if len(text) > maxLooked {
		text = text[:boundary(text, maxLooked, true)]
	}
	text = strings.Join(strings.Fields(text), " ")
	hits := q.hits(text)
	from := 0
	if best := densest(hits, size); best > size/3 {
		from = boundary(text, best-size/4, false)
	}
	to := len(text)
	if from+size < len(text) {
		to = boundary(text, from+size, true)
	}
	var pieces []Piece
	add := func(text string, found bool) {
		if text != "" {
			pieces = append(pieces, Piece{text, found})
		}
	}
	if from > 0 {
		add("…", false)
	}
	at := from
	for _, h := range hits {
		if h.start < at || h.end > to {
			continue
		}
		add(text[at:h.start], false)
		add(text[h.start:h.end], true)
		at = h.end
	}
	add(text[at:to], false)
	if to < len(text) {
		add("…", false)
	}
	return pieces
}

// span is a part of a text, in bytes.
type span struct{ start, end int }

// hits are the places of all terms, in their order.
func (q Query) hits(text string) []span {
	words := wordsOf(text, true)
	var found []span
	for i := range words {
		for _, t := range q.terms {
			if n := t.at(words[i:]); n > 0 && (len(found) == 0 || words[i].start >= found[len(found)-1].end) {
				found = append(found, span{words[i].start, t.end(words[i : i+n])})
			}
		}
	}
	return found
}

// at is how many words a term takes at the beginning of words; 0 when it is not there.
func (t term) at(words []word) int {
	if len(t.words) > len(words) {
		return 0
	}
	for i, want := range t.words {
		got := words[i].text
		if got != want && !(t.open && i == len(t.words)-1 && strings.HasPrefix(got, want)) {
			return 0
		}
	}
	return len(t.words)
}

// end is where what was found ends: of a pair that only begins with what was looked for, behind its first sign.
func (t term) end(words []word) int {
	last, want := words[len(words)-1], t.words[len(t.words)-1]
	if t.open && last.text != want && len(want) == last.first {
		return last.firstEnd
	}
	return last.end
}

// densest is where the part of a text begins that has most of the hits.
func densest(hits []span, size int) int {
	best, most := 0, 0
	for i, h := range hits {
		n := 0
		for _, other := range hits[i:] {
			if other.end > h.start+size*3/4 {
				break
			}
			n++
		}
		if n > most {
			best, most = h.start, n
		}
	}
	return best
}

// boundary is a place near at where a text may be cut: between words where there are spaces, else between letters.
func boundary(text string, at int, back bool) int {
	at = min(max(at, 0), len(text))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	const reach = 24
	if back {
		if space := strings.LastIndexByte(text[max(0, at-reach):at], ' '); space >= 0 {
			return max(0, at-reach) + space
		}
		return at
	}
	if space := strings.IndexByte(text[at:min(len(text), at+reach)], ' '); space >= 0 {
		return at + space + 1
	}
	return at
}
