package content

import (
	"bytes"
	"context"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// goldmark takes no context. The guard is looked at wherever goldmark calls
// back into our code; when the time is over it unwinds the parser with a
// panic that only rendering.toHTML and CommentMarkdown catch.
type guard struct {
	ctx   context.Context
	ticks int
}

type outOfTime struct{ err error }

var guardKey = parser.NewContextKey()

func (g *guard) tick() {
	g.ticks++
	if g.ticks%32 != 0 {
		return
	}
	if err := g.ctx.Err(); err != nil {
		panic(outOfTime{err})
	}
}

// guardedReader watches the block phase.
type guardedReader struct {
	text.Reader
	guard *guard
}

// PeekLine implements text.Reader.
func (r *guardedReader) PeekLine() ([]byte, text.Segment) {
	r.guard.tick()
	return r.Reader.PeekLine()
}

// guardedWriter watches the output phase, and its size.
type guardedWriter struct {
	buf   *bytes.Buffer
	guard *guard
}

// Write implements io.Writer.
func (w *guardedWriter) Write(p []byte) (int, error) {
	if err := w.guard.ctx.Err(); err != nil {
		return 0, err
	}
	if w.buf.Len()+len(p) > maxHTML {
		return 0, errTooMuchHTML
	}
	return w.buf.Write(p)
}

// inlineGuard watches the inline phase: it is asked first at each character
// that can open or close something, and never takes any.
type inlineGuard struct{}

// Trigger implements parser.InlineParser.
func (inlineGuard) Trigger() []byte { return []byte("*_~[]!<`&:") }

// Parse implements parser.InlineParser.
func (inlineGuard) Parse(_ ast.Node, _ text.Reader, pc parser.Context) ast.Node {
	if g, ok := pc.Get(guardKey).(*guard); ok {
		g.tick()
	}
	return nil
}

// shallow refuses to open a container block below maxDepth, so that neither
// the cost per line nor any recursion over the tree can be driven up.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth >= maxDepth {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// flatten cuts inline nesting at maxDepth: what is deeper loses its markup,
// not its text. It walks without recursion because the depth is the attack.
type flatten struct{}

// Transform implements parser.ASTTransformer.
func (flatten) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	depth := 0
	for n := ast.Node(doc); n != nil; {
		if depth >= 2*maxDepth && n.FirstChild() != nil {
			keepLeaves(n)
		} else if c := n.FirstChild(); c != nil {
			n, depth = c, depth+1
			continue
		}
		n, depth = following(n, doc, depth)
	}
}

// following gives the next node in document order that is not below n.
func following(n, root ast.Node, depth int) (ast.Node, int) {
	for n != nil && n != root {
		if s := n.NextSibling(); s != nil {
			return s, depth
		}
		n, depth = n.Parent(), depth-1
	}
	return nil, 0
}

func keepLeaves(n ast.Node) {
	var leaves []ast.Node
	for c := n.FirstChild(); c != nil; {
		if f := c.FirstChild(); f != nil {
			c = f
			continue
		}
		leaves = append(leaves, c)
		c, _ = following(c, n, 0)
	}
	n.RemoveChildren(n)
	for _, leaf := range leaves {
		if p := leaf.Parent(); p != nil {
			p.RemoveChild(p, leaf)
		}
	}
	for _, leaf := range leaves {
		n.AppendChild(n, leaf)
	}
}
