package vocab

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
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

// Check refuses documents that are too large, not JSON, or that two readers could understand differently, without
// building anything. The error wraps [ErrLimit] or [ErrMalformed].
//
// A member named twice is refused rather than read last-wins: RFC 8259 section 4 leaves its meaning open, and signed
// bytes are passed on as they came, so the next server might read another actor in them than we did.
func Check(doc []byte) error {
	if len(doc) > MaxBytes {
		return fmt.Errorf("%w: more than %d bytes", ErrLimit, MaxBytes)
	}
	// First, since it stops at the limits: a bomb costs no more than its first bytes.
	c := checker{scanner: scanner{doc: doc}}
	if err := c.value(0); err != nil {
		return err
	}
	if !utf8.Valid(doc) {
		return fmt.Errorf("%w: not UTF-8", ErrMalformed)
	}
	if err := json.Unmarshal(doc, new(json.RawMessage)); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return nil
}

// checker walks JSON and keeps no more than the names of the objects it is inside of. Where the syntax is wrong it may
// see things that are not there, but it comes to an end.
type checker struct {
	scanner
	tokens int
}

func (c *checker) value(depth int) error {
	if err := c.count(); err != nil {
		return err
	}
	first := c.peek()
	c.token()
	if first != '{' && first != '[' {
		return nil
	}
	if depth == MaxDepth {
		return fmt.Errorf("%w: more than %d levels", ErrLimit, MaxDepth)
	}
	if first == '{' {
		return c.object(depth + 1)
	}
	return c.array(depth + 1)
}

func (c *checker) array(depth int) error {
	for n := 0; !c.closed(']'); n++ {
		if n == MaxItems {
			return fmt.Errorf("%w: more than %d items in one array", ErrLimit, MaxItems)
		}
		if err := c.value(depth); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) object(depth int) error {
	names := make([]string, 0, 16)
	for !c.closed('}') {
		if err := c.count(); err != nil {
			return err
		}
		name := unquote(c.token())
		// These restructure a JSON-LD graph behind the back of a reader who takes the tree as it stands (CVE-2022-24307).
		if depth == 1 && (name == "@graph" || name == "@reverse" || name == "@included") {
			return fmt.Errorf("%w: %s is not accepted", ErrMalformed, name)
		}
		if slices.Contains(names, name) {
			return fmt.Errorf("%w: the member %.40q comes twice", ErrMalformed, name)
		}
		if len(names) == MaxMembers {
			return fmt.Errorf("%w: more than %d members in one object", ErrLimit, MaxMembers)
		}
		names = append(names, name)
		if err := c.value(depth); err != nil {
			return err
		}
	}
	return nil
}

// closed steps over the bracket that closes an array or object, if it comes next; the end of the document closes all.
func (c *checker) closed(bracket byte) bool {
	next := c.peek()
	if next == bracket {
		c.token()
	}
	return next == bracket || next == 0
}

func (c *checker) count() error {
	if c.tokens++; c.tokens > MaxTokens {
		return fmt.Errorf("%w: more than %d tokens", ErrLimit, MaxTokens)
	}
	return nil
}
