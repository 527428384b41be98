package proof

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// errSurrogate: half of a character has no UTF-8, so two different documents would look the same (RFC 8785 section 3.2.2.2).
var errSurrogate = errors.New("a string has half of a surrogate pair")

// Canonical writes JSON in the one form of RFC 8785. The document must have passed vocab.Check, which refuses invalid
// UTF-8 and members that are named twice.
func Canonical(doc []byte) ([]byte, error) {
	value, err := parse(doc)
	if err != nil {
		return nil, err
	}
	return canonical(value), nil
}

// parse reads JSON; numbers become IEEE 754 doubles, as RFC 8785 section 3.1 has it.
func parse(doc []byte) (any, error) {
	if err := checkSurrogates(string(doc)); err != nil {
		return nil, err
	}
	var value any
	if err := json.Unmarshal(doc, &value); err != nil {
		return nil, fmt.Errorf("reading JSON: %w", err)
	}
	return value, nil
}

// checkSurrogates looks at escapes only, since valid UTF-8 has no surrogates.
func checkSurrogates(doc string) error {
	for {
		_, escape, ok := strings.Cut(doc, `\`)
		if !ok {
			return nil
		}
		doc = escape[min(1, len(escape)):] // the character after the backslash cannot begin another escape
		unit, isUnit := codeUnit(escape)
		if !isUnit || !utf16.IsSurrogate(unit) {
			continue
		}
		doc = escape[5:]
		low, isUnit := codeUnit(strings.TrimPrefix(doc, `\`))
		if doc == "" || doc[0] != '\\' || !isUnit || utf16.DecodeRune(unit, low) == '\uFFFD' {
			return errSurrogate
		}
		doc = doc[6:]
	}
}

// codeUnit reads uXXXX, which stands behind a backslash.
func codeUnit(escape string) (rune, bool) {
	if len(escape) < 5 || escape[0] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(escape[1:5], 16, 16)
	return rune(unit), err == nil
}

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
		return appendString(dst, value)
	case float64:
		return appendNumber(dst, value)
	case bool:
		return strconv.AppendBool(dst, value)
	}
	return append(dst, "null"...)
}

// appendObject sorts by UTF-16 code units (section 3.2.3), in which U+1F600 comes before U+FB33.
func appendObject(dst []byte, object map[string]any) []byte {
	type member struct {
		name  string
		units []uint16
	}
	members := make([]member, 0, len(object))
	for name := range object {
		members = append(members, member{name, utf16.Encode([]rune(name))})
	}
	slices.SortFunc(members, func(a, b member) int { return slices.Compare(a.units, b.units) })
	dst = append(dst, '{')
	for i, m := range members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(appendString(dst, m.name), ':')
		dst = appendCanonical(dst, object[m.name])
	}
	return append(dst, '}')
}

// appendString escapes what must be escaped and nothing else (section 3.2.2.2).
func appendString(dst []byte, text string) []byte {
	const short = "\"\\\b\t\n\f\r"
	dst = append(dst, '"')
	for i := range len(text) {
		switch c := text[i]; {
		case strings.IndexByte(short, c) >= 0:
			dst = append(dst, '\\', `"\btnfr`[strings.IndexByte(short, c)])
		case c < 0x20:
			dst = fmt.Appendf(dst, `\u%04x`, c)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
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
