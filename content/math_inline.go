package content

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const (
	maxInlineFormula  = 2000  // bytes from opening to closing mark
	maxDisplayFormula = 20000 // bytes
)

var (
	kindMathInline = ast.NewNodeKind("MathInline")
	kindMathBlock  = ast.NewNodeKind("MathBlock")
)

// mathInline is $..$, $$..$$ or \(..\) within a line of text.
type mathInline struct {
	ast.BaseInline
	tex     string
	display bool
}

// Kind implements ast.Node.
func (*mathInline) Kind() ast.NodeKind { return kindMathInline }

// Dump implements ast.Node.
func (n *mathInline) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"tex": n.tex}, nil)
}

// mathInlineParser follows Pandoc's rule for dollars (manual, tex_math_dollars):
// the opening one has a character that is no space at its right, the closing
// one at its left and no digit at its right. We also refuse a letter there and
// before the opening one, so that "US$5" and "$HOME/$PATH" stay prose.
//
// hugo-goldmark-extensions/passthrough has no such rule, reads on to the end of
// the paragraph for every unclosed mark, and keeps the ">" of a block quote.
type mathInlineParser struct{}

// Trigger implements parser.InlineParser.
func (mathInlineParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse implements parser.InlineParser.
func (mathInlineParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if g, ok := pc.Get(guardKey).(*guard); ok {
		g.tick()
	}
	line, _ := block.PeekLine()
	switch {
	case bytes.HasPrefix(line, []byte(`\(`)):
		return scanFormula(block, `\(`, `\)`)
	case bytes.HasPrefix(line, []byte("$$")):
		return scanFormula(block, "$$", "$$")
	case line[0] == '$' && len(line) > 1 && !isSpace(line[1]) && !isWord(block.PrecendingCharacter()):
		return scanFormula(block, "$", "$")
	}
	return nil
}

// scanFormula reads up to the closing mark, over line ends, and gives nil
// (the caller restores the position) when there is none near or it does not count.
func scanFormula(block text.Reader, opening, closing string) ast.Node {
	block.Advance(len(opening))
	_, here := block.PeekLine()
	ahead := block.Source()[here.Start:]
	if !bytes.Contains(ahead[:min(len(ahead), 2*maxInlineFormula)], []byte(closing)) {
		return nil // the common case is quick: most brackets are no formulas
	}
	var tex []byte
	for len(tex) < maxInlineFormula {
		line, _ := block.PeekLine()
		if line == nil {
			return nil
		}
		at := indexUnescaped(line, closing)
		if at < 0 {
			tex = append(tex, line...)
			block.AdvanceLine()
			continue
		}
		tex = append(tex, line[:at]...)
		block.Advance(at + len(closing))
		rest := line[at+len(closing):]
		if len(bytes.TrimSpace(tex)) == 0 || closing == "$" && !closesDollar(tex, rest) {
			return nil
		}
		return &mathInline{tex: string(bytes.TrimSpace(tex)), display: opening == "$$"}
	}
	return nil
}

func closesDollar(tex, rest []byte) bool {
	return !isSpace(tex[len(tex)-1]) && (len(rest) == 0 || !isASCIIAlphanumeric(rest[0]))
}

// indexUnescaped finds mark where no backslash escapes its first byte.
func indexUnescaped(line []byte, mark string) int {
	for i := 0; i < len(line); i++ {
		if bytes.HasPrefix(line[i:], []byte(mark)) {
			return i
		}
		if line[i] == '\\' {
			i++
		}
	}
	return -1
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func isASCIIAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
