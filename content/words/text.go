package words

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/go-playground/locales"
	"golang.org/x/text/unicode/bidi"
)

// Phrase is a text of the interface that belongs into another, and is said in the same language.
type Phrase string

// Text is a text of the interface, by its English form, with what belongs into it. Numbers are written as the language
// does.
func (l *Language) Text(english string, args ...any) string {
	words, ok := l.texts[english][locales.PluralRuleOther]
	if !ok {
		words = english
	}
	return l.fill(words, args)
}

// Count is a text about a number of things, by its English forms for one and for more. The number is the first of what
// belongs into it.
func (l *Language) Count(n int, one, more string, args ...any) string {
	rule := l.locale.CardinalPluralRule(float64(n), 0)
	words, ok := l.texts[more][rule]
	if !ok {
		words, ok = l.texts[more][locales.PluralRuleOther]
	}
	if !ok {
		if words = more; n == 1 {
			words = one
		}
	}
	return l.fill(words, append([]any{n}, args...))
}

// isolate keeps what is put into a text that is read from right to left from being torn apart: a handle begins with a
// sign that would go to the other side (Unicode Bidirectional Algorithm, section 2.4).
func (l *Language) isolate(part string) string {
	if !l.RTL || !strings.ContainsFunc(part, leftToRight) {
		return part
	}
	return "\u2068" + part + "\u2069"
}

func leftToRight(r rune) bool {
	properties, _ := bidi.LookupRune(r)
	return properties.Class() == bidi.L
}

// decimal finds the verbs for numbers.
var decimal = regexp.MustCompile(`%(\[\d+\])?d`)

// fill puts what belongs into a text. A form that names its number in a word, as "two replies" in Arabic, leaves it out.
func (l *Language) fill(words string, args []any) string {
	if len(args) == 0 {
		return words
	}
	said := make([]any, len(args))
	for i, arg := range args {
		switch arg := arg.(type) {
		case int:
			said[i] = l.Number(arg)
		case Phrase:
			said[i] = l.Text(string(arg))
		case string:
			said[i] = l.isolate(arg)
		default:
			said[i] = arg
		}
	}
	// With a verb that names its place at the end, fmt does not complain about what was left out.
	return fmt.Sprintf(decimal.ReplaceAllString(words, "%${1}s")+"%.0[1]s", said...)
}
