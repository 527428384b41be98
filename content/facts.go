package content

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxExcerpt         = 300 // runes, ellipsis included
	wordsPerMinute     = 230 // silent reading of non-fiction (Brysbaert 2019: 238)
	ideogramsPerMinute = 400
)

// gatherFacts reads the finished tree.
func gatherFacts(root *html.Node, doc *Document) {
	doc.Words, doc.Minutes = Length(nodeText(root))
	doc.Excerpt = excerpt(root)
}

// Length is how many words a text has, in Chinese and Japanese characters, and how many minutes it takes to read:
// one at least.
func Length(text string) (words, minutes int) {
	words, ideograms := countWords(text)
	minutes = (words*ideogramsPerMinute + ideograms*wordsPerMinute + wordsPerMinute*ideogramsPerMinute/2) / (wordsPerMinute * ideogramsPerMinute)
	return words + ideograms, max(minutes, 1)
}

// countWords counts runs of letters and digits as words, and each character
// of scripts written without spaces for itself.
func countWords(text string) (words, ideograms int) {
	inWord := false
	for _, r := range text {
		switch {
		case isIdeogram(r):
			ideograms++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				words++
			}
			inWord = true
		case unicode.IsMark(r) || r == '\'' || r == '’' || r == '-' || r == '_':
		default:
			inWord = false
		}
	}
	return words, ideograms
}

func isIdeogram(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// excerpt is the beginning of the running text: no headings, code, tables,
// captions, notes or titles of alerts.
func excerpt(root *html.Node) string {
	var b strings.Builder
	runes := 0
	for n := root.FirstChild; n != nil && runes <= maxExcerpt; {
		if n.Type == html.ElementNode && !isProse(n) {
			if n.Namespace == "math" || n.Data == "math" {
				b.WriteString(getAttr(n, "alttext"))
			}
			n = afterSubtree(n, root)
			continue
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			runes += len(n.Data) / 4 // a lower bound: stop early, cut exactly below
		} else if blockElements[n.Data] || n.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
		n = after(n, root)
	}
	return cutAtWord(strings.Join(strings.Fields(b.String()), " "), maxExcerpt)
}

func isProse(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Table, atom.Figure,
		atom.Video, atom.Audio, atom.Rt, atom.Rp, atom.Math, atom.Summary:
		return false
	case atom.P: // one that is only an address is there for what is shown in its place
		if text := strings.TrimSpace(nodeText(n)); strings.HasPrefix(text, "https://") && !strings.ContainsAny(text, " \n") {
			return false
		}
	}
	switch getAttr(n, "class") {
	case "footnotes", "alert-title", "footnote-ref", "math":
		return n.DataAtom == atom.Code
	}
	return true
}

// cutAtWord shortens text to limit runes, the ellipsis included. Scripts
// without spaces are cut between characters.
func cutAtWord(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	end := limit - 1
	for i := end; i > end-40 && i > 0; i-- {
		if unicode.IsSpace(runes[i]) {
			end = i
			break
		}
	}
	kept := strings.TrimRightFunc(string(runes[:end]), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && !strings.ContainsRune(`)]}»”’`, r)
	})
	return kept + "…"
}

// nodeText is the text a reader sees below n, blocks apart from each other.
func nodeText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Data == "annotation" || getAttr(c, "class") == "anchor":
			c = afterSubtree(c, n)
			continue
		case blockElements[c.Data] || tableParts[c.Data] || c.DataAtom == atom.Br:
			b.WriteByte(' ')
		}
		c = after(c, n)
	}
	return b.String()
}
