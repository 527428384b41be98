package content

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Alerts are block quotes whose first line is [!NOTE], [!TIP], [!IMPORTANT],
// [!WARNING] or [!CAUTION], as GitHub writes them.
var alertMark = regexp.MustCompile(`(?i)^[ \t]*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*\r?\n?$`)

const alertAttribute = "alert"

// alertTransformer takes the mark off the paragraph before inlines are parsed,
// so that it can never become a link, and notes the kind on the block quote.
type alertTransformer struct{}

// Transform implements parser.ParagraphTransformer.
func (alertTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || p.PreviousSibling() != nil || p.Lines().Len() == 0 {
		return
	}
	first := p.Lines().At(0)
	m := alertMark.FindSubmatch(first.Value(reader.Source()))
	if m == nil {
		return
	}
	quote.SetAttributeString(alertAttribute, strings.ToLower(string(m[1])))
	if p.Lines().Len() == 1 {
		quote.RemoveChild(quote, p)
		return
	}
	p.Lines().SetSliced(1, p.Lines().Len())
}

// alertRenderer writes block quotes, plain ones too.
type alertRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (alertRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindBlockquote, renderBlockquote)
}

func renderBlockquote(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	kind, isAlert := n.AttributeString(alertAttribute)
	switch {
	case isAlert && entering:
		name := kind.(string)
		_, _ = w.WriteString(`<div class="alert alert-` + name + `" role="note">` + "\n" +
			`<p class="alert-title">` + renderingOf(n).labels.alert(name) + "</p>\n")
	case isAlert:
		_, _ = w.WriteString("</div>\n")
	case entering:
		_, _ = w.WriteString("<blockquote>\n")
	default:
		_, _ = w.WriteString("</blockquote>\n")
	}
	return ast.WalkContinue, nil
}
