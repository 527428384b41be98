package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"pamphlet/content"
)

// word is a word of a text and where it stands there, in bytes.
type word struct {
	text       string
	start, end int
	run        int // words of one run stand in the text without anything between them
	// of a pair of signs: the bytes its first sign has in text, and where that ends in the text it is from
	first, firstEnd int
}

// maxWord is the longest word that is held, in bytes.
const maxWord = 96

// Words are the words of a text in their order. A run of signs that are written without spaces gives each pair of
// neighbours and, at its end, the last sign.
func Words(text string) []string {
	found := wordsOf(text, true)
	words := make([]string, len(found))
	for i, w := range found {
		words[i] = w.text
	}
	return words
}

// sign is a letter as it is compared, with its place in the text.
type sign struct {
	text       string
	start, end int
}

// wordsOf finds the words; with ends, runs without spaces end in their last sign.
func wordsOf(text string, ends bool) []word {
	s := scanner{ends: ends}
	var it norm.Iter
	it.InitString(norm.NFKD, text)
	for !it.Done() {
		start := it.Pos()
		s.take(it.Next(), start, it.Pos())
	}
	s.closeWord()
	s.closeRun()
	return s.words
}

type scanner struct {
	ends  bool
	words []word
	run   int
	open  []sign // of a word with spaces around it
	wide  []sign // of a run without
}

// take reads one letter with its marks, decomposed.
func (s *scanner) take(decomposed []byte, start, end int) {
	var kept strings.Builder
	wide, any := false, false
	for len(decomposed) > 0 {
		r, size := utf8.DecodeRune(decomposed)
		decomposed = decomposed[size:]
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			wide, any = wide || isWide(r), true
			r = unicode.ToLower(r)
			if spelled, ok := content.Spelled(r); ok {
				kept.WriteString(spelled)
				continue
			}
			kept.WriteRune(r)
		case unicode.IsMark(r) && !isAccent(r):
			kept.WriteRune(r)
		}
	}
	switch {
	case any && wide:
		s.closeWord()
		s.wide = append(s.wide, sign{kept.String(), start, end})
	case kept.Len() > 0 && len(s.wide) > 0 && !any: // a vowel of Thai, Khmer or Burmese, which Unicode takes for a letter of its own
		last := &s.wide[len(s.wide)-1]
		last.text, last.end = last.text+kept.String(), end
	case any, kept.Len() > 0 && len(s.open) > 0:
		s.closeRun()
		s.open = append(s.open, sign{kept.String(), start, end})
	default:
		s.closeWord()
		s.closeRun()
	}
}

func (s *scanner) closeWord() {
	if len(s.open) == 0 {
		return
	}
	var text strings.Builder
	for _, sign := range s.open {
		if text.Len()+len(sign.text) > maxWord {
			break
		}
		text.WriteString(sign.text)
	}
	s.run++
	s.words = append(s.words, word{text.String(), s.open[0].start, s.open[len(s.open)-1].end, s.run, 0, 0})
	s.open = s.open[:0]
}

func (s *scanner) closeRun() {
	if len(s.wide) == 0 {
		return
	}
	s.run++
	for i := range len(s.wide) - 1 {
		one, two := s.wide[i], s.wide[i+1]
		s.words = append(s.words, word{one.text + two.text, one.start, two.end, s.run, len(one.text), one.end})
	}
	if last := s.wide[len(s.wide)-1]; s.ends || len(s.wide) == 1 {
		s.words = append(s.words, word{last.text, last.start, last.end, s.run, len(last.text), last.end})
	}
	s.wide = s.wide[:0]
}

// isWide reports whether a sign belongs to a script that is written without spaces, or whose words are.
func isWide(r rune) bool {
	return r > 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー'
}

// isAccent reports whether a mark makes no other word: those of Latin, Greek, Cyrillic and Hebrew letters, and the
// vowels of Arabic. In the scripts of India and around it, marks are vowels that count.
func isAccent(r rune) bool {
	return r < 0x0700 && unicode.Is(unicode.Mn, r) || r >= 0x1ab0 && r < 0x1e00 || r >= 0x20d0 && r < 0x2100 || r >= 0xfe00 && r < 0xfe30 || r == 0x3099 || r == 0x309a
}
