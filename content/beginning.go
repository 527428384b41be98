package content

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// beginningSource is how many bytes of Markdown Beginning reads for each character it gives: enough
// for a picture with a long address or two, and little work in a long list.
const beginningSource = 32

// Beginning is the first words of a Markdown text, at most limit characters: what is written, without
// signs, addresses of links and pictures, code blocks or HTML. It is for lists of drafts, where
// rendering each text would cost too much; what is published has its Excerpt.
func Beginning(markdown string, limit int) string {
	source := normalise(markdown[:min(len(markdown), limit*beginningSource)])
	root, ok := parseInTime(titleMarkdown(), source)
	if !ok {
		return ""
	}
	var b strings.Builder
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline {
			b.WriteString(inlineText(n, source))
			b.WriteByte(' ')
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return cutAtWord(strings.Join(strings.Fields(b.String()), " "), limit)
}
