package content

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// joinWide takes away the line ends between characters of scripts written
// without spaces (Korean has spaces), where a browser would show one. goldmark's own CJK option
// also swallows the line end before a link (v1.8.7).
type joinWide struct{}

// Transform implements parser.ASTTransformer.
func (joinWide) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	source := reader.Source()
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !ok || !entering || !t.SoftLineBreak() {
			return ast.WalkContinue, nil
		}
		next, ok := firstLeaf(t.NextSibling()).(*ast.Text)
		if !ok {
			return ast.WalkContinue, nil
		}
		before, _ := utf8.DecodeLastRune(t.Segment.Value(source))
		following, _ := utf8.DecodeRune(next.Segment.Value(source))
		if util.IsEastAsianWideRune(before) && util.IsEastAsianWideRune(following) &&
			!unicode.Is(unicode.Hangul, before) && !unicode.Is(unicode.Hangul, following) {
			t.SetSoftLineBreak(false)
		}
		return ast.WalkContinue, nil
	})
}

func firstLeaf(n ast.Node) ast.Node {
	for n != nil && n.FirstChild() != nil {
		n = n.FirstChild()
	}
	return n
}
