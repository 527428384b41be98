package vocab

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The limits of a document. They are far above anything seen in the wild and far below anything that hurts.
const (
	MaxBytes   = 1 << 20 // bytes of a document
	MaxDepth   = 32      // levels of arrays and objects
	MaxTokens  = 10_000  // values and member names
	MaxItems   = 1_000   // items of one array
	MaxMembers = 256     // members of one object
)

// ErrLimit is wrapped by every refusal for size, depth or number.
var ErrLimit = errors.New("the document exceeds a limit")

// ErrMalformed is wrapped by every refusal of bytes that are not one unambiguous JSON document.
var ErrMalformed = errors.New("the document is not acceptable JSON")

// Check refuses documents that are too large, not JSON, or that two readers could understand differently, in one pass
// and without building anything. The error wraps [ErrLimit] or [ErrMalformed].
//
// A member named twice is refused rather than read last-wins: RFC 8259 section 4 leaves its meaning open, and signed
// bytes are passed on as they came, so the next server might read another actor in them than we did.
func Check(doc []byte) error {
	if len(doc) > MaxBytes {
		return fmt.Errorf("%w: more than %d bytes", ErrLimit, MaxBytes)
	}
	s := scanner{doc: doc}
	if err := s.value(0); err != nil {
		return err
	}
	if s.space(); s.pos != len(doc) {
		return fmt.Errorf("%w: something follows the document", ErrMalformed)
	}
	if !utf8.Valid(doc) {
		return fmt.Errorf("%w: not UTF-8", ErrMalformed)
	}
	// The scan above does not look into numbers, literals and escapes.
	if !json.Valid(doc) {
		return fmt.Errorf("%w: a syntax error", ErrMalformed)
	}
	return nil
}

// scanner walks JSON and keeps no more than the names of the objects it is inside of.
type scanner struct {
	doc    []byte
	pos    int
	tokens int
	names  []string
}

func (s *scanner) value(depth int) error {
	s.space()
	if err := s.count(); err != nil {
		return err
	}
	switch s.peek() {
	case '{', '[':
		if depth == MaxDepth {
			return fmt.Errorf("%w: more than %d levels", ErrLimit, MaxDepth)
		}
		if s.peek() == '{' {
			return s.object(depth + 1)
		}
		return s.array(depth + 1)
	case '"':
		_, err := s.text()
		return err
	}
	start := s.pos
	s.literal()
	if s.pos == start {
		return s.unexpected()
	}
	return nil
}

func (s *scanner) object(depth int) error {
	mine := len(s.names)
	defer func() { s.names = s.names[:mine] }()
	s.pos++
	if s.take('}') {
		return nil
	}
	for {
		if err := s.name(mine, depth); err != nil {
			return err
		}
		if !s.take(':') {
			return s.unexpected()
		}
		if err := s.value(depth); err != nil {
			return err
		}
		if s.take('}') {
			return nil
		}
		if !s.take(',') {
			return s.unexpected()
		}
	}
}

// name reads one member name; mine is where the names of this object begin.
func (s *scanner) name(mine, depth int) error {
	s.space()
	if err := s.count(); err != nil {
		return err
	}
	if s.peek() != '"' {
		return s.unexpected()
	}
	raw, err := s.text()
	if err != nil {
		return err
	}
	name, ok := unquote(raw)
	if !ok {
		return fmt.Errorf("%w: a bad member name", ErrMalformed)
	}
	// These restructure a JSON-LD graph behind the back of a reader who takes the tree as it stands (CVE-2022-24307).
	if depth == 1 && (name == "@graph" || name == "@reverse" || name == "@included") {
		return fmt.Errorf("%w: %s is not accepted", ErrMalformed, name)
	}
	for _, other := range s.names[mine:] {
		if other == name {
			return fmt.Errorf("%w: the member %.40q comes twice", ErrMalformed, name)
		}
	}
	if len(s.names)-mine == MaxMembers {
		return fmt.Errorf("%w: more than %d members in one object", ErrLimit, MaxMembers)
	}
	s.names = append(s.names, name)
	return nil
}

func (s *scanner) array(depth int) error {
	s.pos++
	if s.take(']') {
		return nil
	}
	for n := 1; ; n++ {
		if n > MaxItems {
			return fmt.Errorf("%w: more than %d items in one array", ErrLimit, MaxItems)
		}
		if err := s.value(depth); err != nil {
			return err
		}
		if s.take(']') {
			return nil
		}
		if !s.take(',') {
			return s.unexpected()
		}
	}
}

// literal steps over a number, true, false or null.
func (s *scanner) literal() {
	for s.pos < len(s.doc) && strings.IndexByte(" \t\r\n,:[]{}\"", s.doc[s.pos]) < 0 {
		s.pos++
	}
}

// text steps over a string and gives it with its quotes.
func (s *scanner) text() ([]byte, error) {
	start := s.pos
	for s.pos++; s.pos < len(s.doc); s.pos++ {
		switch s.doc[s.pos] {
		case '\\':
			s.pos++
		case '"':
			s.pos++
			return s.doc[start:s.pos], nil
		}
	}
	return nil, fmt.Errorf("%w: a string does not end", ErrMalformed)
}

func (s *scanner) count() error {
	if s.tokens++; s.tokens > MaxTokens {
		return fmt.Errorf("%w: more than %d tokens", ErrLimit, MaxTokens)
	}
	return nil
}

func (s *scanner) space() {
	for s.pos < len(s.doc) && (s.doc[s.pos] == ' ' || s.doc[s.pos] == '\n' || s.doc[s.pos] == '\t' || s.doc[s.pos] == '\r') {
		s.pos++
	}
}

func (s *scanner) peek() byte {
	if s.pos < len(s.doc) {
		return s.doc[s.pos]
	}
	return 0
}

func (s *scanner) take(c byte) bool {
	s.space()
	if s.peek() != c || c == 0 {
		return false
	}
	s.pos++
	return true
}

func (s *scanner) unexpected() error {
	if s.pos >= len(s.doc) {
		return fmt.Errorf("%w: it ends too early", ErrMalformed)
	}
	return fmt.Errorf("%w: unexpected %q at byte %d", ErrMalformed, s.doc[s.pos], s.pos)
}
