package content

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// mathBlock is a formula on lines of its own, between $$ and $$ or \[ and \].
// Its lines are TeX: no list or heading can begin inside.
type mathBlock struct {
	ast.BaseBlock
	closing string
	closed  bool
}

// Kind implements ast.Node.
func (*mathBlock) Kind() ast.NodeKind { return kindMathBlock }

// IsRaw implements ast.Node.
func (*mathBlock) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *mathBlock) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

type mathBlockParser struct{}

// Trigger implements parser.BlockParser.
func (mathBlockParser) Trigger() []byte { return []byte{'$', '\\'} }

// Open implements parser.BlockParser.
func (mathBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	var n *mathBlock
	switch body := line[at:]; {
	case bytes.HasPrefix(body, []byte("$$")):
		n = &mathBlock{closing: "$$"}
	case bytes.HasPrefix(body, []byte(`\[`)):
		n = &mathBlock{closing: `\]`}
	default:
		return nil, parser.NoChildren
	}
	body := segment.WithStart(segment.Start + at + 2 - segment.Padding)
	if !closesAhead(reader.Source()[body.Start:], n.closing) {
		return nil, parser.NoChildren
	}
	n.take(body, reader.Source())
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// closesAhead says whether a line ends with the closing mark before a blank
// line, with nothing but TeX before it: "$$x$$ and more" is inline.
func closesAhead(source []byte, closing string) bool {
	source = source[:min(len(source), maxDisplayFormula)]
	for len(source) > 0 {
		line, rest, _ := bytes.Cut(source, []byte("\n"))
		trimmed := bytes.TrimSpace(line)
		if i := indexUnescaped(trimmed, closing); i >= 0 {
			return i == len(trimmed)-len(closing)
		}
		source = rest
		if next, _, _ := bytes.Cut(rest, []byte("\n")); len(bytes.TrimSpace(next)) == 0 {
			return false
		}
	}
	return false
}

func (n *mathBlock) take(segment text.Segment, source []byte) {
	line := segment.Value(source)
	trimmed := bytes.TrimSpace(line)
	if bytes.HasSuffix(trimmed, []byte(n.closing)) {
		n.closed = true
		segment = segment.WithStop(segment.Start + bytes.LastIndex(line, []byte(n.closing)))
	}
	if segment.Start < segment.Stop {
		n.Lines().Append(segment)
	}
}

// Continue implements parser.BlockParser.
func (mathBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*mathBlock)
	line, segment := reader.PeekLine()
	if n.closed || len(bytes.TrimSpace(line)) == 0 {
		return parser.Close
	}
	n.take(segment, reader.Source())
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (mathBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser. An escaped bracket in
// running text is no reason to end its paragraph.
func (mathBlockParser) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine implements parser.BlockParser.
func (mathBlockParser) CanAcceptIndentedLine() bool { return false }
