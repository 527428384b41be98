package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const maxSlug = 80 // runes

// latinLetters have no decomposition in Unicode; these are the spellings
// their languages use where the letter is not to be had.
var latinLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th",
	'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "ng", 'ĸ': "k", 'ŧ': "t",
}

// Spelled is how a lower-case Latin letter that has no decomposition in Unicode is written with plain ones; ok is false
// for every other letter.
func Spelled(letter rune) (plain string, ok bool) {
	plain, ok = latinLetters[letter]
	return plain, ok
}

// Slug makes the last part of an address from a title: lower case, words
// joined by hyphens, Latin letters without their marks, the letters of other
// scripts kept, at most 80 runes cut at a word. It may be empty.
func Slug(title string) string {
	var b strings.Builder
	latin, gap := false, false
	for _, r := range norm.NFKD.String(title) {
		r = unicode.ToLower(r)
		switch {
		case unicode.IsMark(r):
			if !latin && !gap && b.Len() > 0 {
				b.WriteRune(r)
			}
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
		case r == '\'' || r == '’' || r == 'ʼ' || unicode.Is(unicode.Cf, r):
			continue // "don't" is one word; joiners and marks of direction are invisible
		default:
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap, latin = false, unicode.Is(unicode.Latin, r)
		if spelled, ok := Spelled(r); ok {
			b.WriteString(spelled)
		} else {
			b.WriteRune(r)
		}
	}
	return cutSlug(norm.NFC.String(b.String()))
}

func cutSlug(slug string) string {
	runes := []rune(slug)
	if len(runes) <= maxSlug {
		return slug
	}
	cut := string(runes[:maxSlug])
	if i := strings.LastIndexByte(cut, '-'); i > len(cut)/2 && runes[maxSlug] != '-' {
		cut = cut[:i]
	}
	return strings.Trim(cut, "-")
}
