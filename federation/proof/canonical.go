package proof

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"pamphlet/federation/vocab"
)

// errSurrogate: half of a character has no UTF-8, so two different documents would look the same (RFC 8785 section 3.2.2.2).
var errSurrogate = errors.New("a string has half of a surrogate pair")

// parse reads JSON that passed vocab.Check, which refuses invalid UTF-8 and members that are named twice. Numbers become
// IEEE 754 doubles, as RFC 8785 section 3.1 has it.
func parse(doc []byte) (any, error) {
	var value any
	if err := json.Unmarshal(doc, &value); err != nil {
		return nil, fmt.Errorf("reading JSON: %w", err)
	}
	if halves(doc) {
		return nil, errSurrogate
	}
	return value, nil
}

// halves reports whether an escape is half of a surrogate pair. Only JSON that was read comes here, in which escapes are
// whole; valid UTF-8 itself has no surrogates.
func halves(doc []byte) bool {
	pending := false
	for i := 0; i < len(doc); i++ {
		unit := uint64(0)
		if doc[i] == '\\' {
			if i++; doc[i] == 'u' {
				unit, _ = strconv.ParseUint(string(doc[i+1:i+5]), 16, 16)
				i += 4
			}
		}
		low := unit>>10 == 0xDC00>>10
		if pending != low {
			return true
		}
		pending = unit>>10 == 0xD800>>10
	}
	return pending
}

// canonical writes JSON in the one form of RFC 8785.
func canonical(value any) []byte { return appendCanonical(nil, value) }

func appendCanonical(dst []byte, value any) []byte {
	switch value := value.(type) {
	case map[string]any:
		return appendObject(dst, value)
	case []any:
		dst = append(dst, '[')
		for i, item := range value {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendCanonical(dst, item)
		}
		return append(dst, ']')
	case string:
		return vocab.AppendText(dst, value)
	case float64:
		return appendNumber(dst, value)
	case bool:
		return strconv.AppendBool(dst, value)
	}
	return append(dst, "null"...)
}

// appendObject sorts by UTF-16 code units (section 3.2.3), in which U+1F600 comes before U+FB33.
func appendObject(dst []byte, object map[string]any) []byte {
	names := slices.SortedFunc(maps.Keys(object), func(a, b string) int {
		return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
	})
	dst = append(dst, '{')
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(vocab.AppendText(dst, name), ':')
		dst = appendCanonical(dst, object[name])
	}
	return append(dst, '}')
}

// appendNumber writes as ECMAScript does (section 3.2.2.3): the fewest digits that give the same double, with an
// exponent below 1e-6 and from 1e21 on.
func appendNumber(dst []byte, f float64) []byte {
	if f == 0 {
		return append(dst, '0') // also for -0
	}
	if abs := max(f, -f); abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
	digits := strconv.FormatFloat(f, 'e', -1, 64)
	// Go writes exponents with two digits at least.
	return append(dst, strings.Replace(digits, "e-0", "e-", 1)...)
}
