package content

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// mathRenderer writes MathML, or the TeX where there is no engine or a formula fails.
type mathRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (mathRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindMathInline, renderMathInline)
	reg.Register(kindMathBlock, renderMathBlock)
}

func renderMathInline(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*mathInline)
	_, _ = w.WriteString(renderingOf(n).formula(n.tex, n.display))
	return ast.WalkContinue, nil
}

func renderMathBlock(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var tex bytes.Buffer
	for i := range node.Lines().Len() {
		line := node.Lines().At(i)
		tex.Write(line.Value(source))
	}
	formula := renderingOf(node).formula(strings.TrimSpace(tex.String()), true)
	_, _ = w.WriteString(`<div class="math">` + formula + "</div>\n")
	return ast.WalkContinue, nil
}

// formula gives the markup of one formula.
func (s *rendering) formula(tex string, display bool) string {
	s.hasMath = true
	fallback := `<code class="math">` + escapeCode(tex) + `</code>`
	if s.math == nil || s.failure != nil || tex == "" || !s.formulas.take(len(tex)) {
		return fallback
	}
	mathML, err := s.math.render(s.guard.ctx, tex, display, s.formulas)
	if err != nil {
		s.failure = err
		return fallback
	}
	if mathML == "" {
		return fallback
	}
	// MathML Core has alttext for those who cannot show the tree.
	return strings.Replace(mathML, "<math", `<math alttext="`+escapeCode(tex)+`"`, 1)
}
