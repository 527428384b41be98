package content

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const maxCells = 50_000 // of one table

// boundedTable leaves a paragraph alone that would become a monstrous table:
// every short row is filled up to the width of the head, so that n bytes can
// ask for n*n cells.
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
