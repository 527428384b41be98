package content

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxDelimiters of one block; the rest of its marks are text. Matching them is
// quadratic in goldmark where none fits any other.
const maxDelimiters = 2000

var delimitersKey = parser.NewContextKey()

type delimiterCount struct {
	block ast.Node
	count int
}

// emphasis wraps a parser of marks that open and close ("*", "_", "~~").
//
// CommonMark's flanking rules expect spaces around words: in 日本語**「強調」**です
// neither mark would count. With a wide character on its other side, a mark
// next to punctuation does (as in the CJK-friendly amendment to CommonMark).
type emphasis struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (e emphasis) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	seen, ok := pc.Get(delimitersKey).(*delimiterCount)
	if !ok || seen.block != parent {
		seen = &delimiterCount{block: parent}
		pc.Set(delimitersKey, seen)
	}
	if seen.count++; seen.count > maxDelimiters {
		return nil
	}
	before := block.PrecendingCharacter()
	n := e.InlineParser.Parse(parent, block, pc)
	if d, ok := n.(*parser.Delimiter); ok && d.Char != '_' {
		line, _ := block.PeekLine()
		after, _ := utf8.DecodeRune(line)
		d.CanOpen = d.CanOpen || util.IsEastAsianWideRune(before) && len(line) > 0 && !unicode.IsSpace(after)
		d.CanClose = d.CanClose || util.IsEastAsianWideRune(after) && !unicode.IsSpace(before)
	}
	return n
}

// inlineParsers are goldmark's own, with the guard first.
func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(inlineGuard{}, -1),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(emphasis{parser.NewEmphasisParser()}, 500),
	}
}
