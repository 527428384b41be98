package content

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Some Markdown is small to write and large to render. These bounds keep n
// bytes from asking for n*n.
const (
	maxCells      = 50_000  // of one table
	maxReferences = 5_000   // lines of one paragraph that may define link addresses
	maxAddress    = 8 << 10 // bytes of one link's address or title
)

var errTooMuchHTML = fmt.Errorf("the text becomes more than %d MiB of HTML: split it, or look for a long link address that is used very often", maxHTML>>20)

// boundedTable leaves a paragraph alone that would become a monstrous table:
// every short row is filled up to the width of the head.
type boundedTable struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedTable) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	rows := p.Lines().Len()
	if rows < 2 {
		return
	}
	columns := 0
	for i := range rows { // the head is the line before the first row of dashes, wherever that is
		line := p.Lines().At(i)
		columns = max(columns, bytes.Count(line.Value(reader.Source()), []byte("|"))+1)
	}
	if columns*rows <= maxCells {
		b.ParagraphTransformer.Transform(p, reader, pc)
	}
}

// boundedReferences leaves paragraphs alone that are too long for goldmark's
// search for link definitions.
type boundedReferences struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedReferences) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if p.Lines().Len() <= maxReferences {
		b.ParagraphTransformer.Transform(p, reader, pc)
	}
}

// addressBudget adds up what link addresses will cost in the output; a
// reference repeats its address at every use.
type addressBudget int

func (b *addressBudget) spend(address, title *[]byte) error {
	if len(*address) > maxAddress {
		*address = nil
	}
	if len(*title) > maxAddress {
		*title = nil
	}
	if *b += addressBudget(len(*address) + len(*title)); *b > maxHTML {
		return errTooMuchHTML
	}
	return nil
}
