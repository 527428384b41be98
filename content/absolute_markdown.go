package content

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// mayBeAddress is before every address of a link or picture: inline, or in a definition on a line of its own. Goldmark
// knows what a text links to, but not where that stands.
var mayBeAddress = regexp.MustCompile(`\]\([ \t]*\n?[ \t]*|(?m:^[ \t>]*\[[^\]\n]+\]:[ \t]*(?:\n[ \t>]*)?)`)

// AbsoluteMarkdown makes the addresses of links and pictures in a Markdown text absolute, seen from base, for servers
// that show an article from its source. Everything else keeps its bytes, code and raw HTML among it. Line ends become
// LF.
func AbsoluteMarkdown(markdown, base string) string {
	from, err := url.Parse(base)
	if err != nil || len(markdown) > maxMarkdown || !mayBeAddress.MatchString(markdown) {
		return markdown
	}
	source := normalise(markdown)
	root, ok := parseInTime(hashtagMarkdown(), source)
	if !ok {
		return markdown
	}
	known := linksOf(root)
	var out strings.Builder
	done := 0
	for _, found := range mayBeAddress.FindAllIndex(source, -1) {
		start, end := addressAt(source, found[1])
		address := string(source[start:end])
		if found[0] < done || !known.to[unescaped(address)] || known.code(start) || isEscaped(source, found[0]) {
			continue
		}
		out.Write(source[done:start])
		out.WriteString(resolve(from, unescaped(address)))
		done = end
	}
	out.Write(source[done:])
	return out.String()
}

// links are what a text links to, and where nothing is a link.
type links struct {
	to   map[string]bool
	skip [][2]int // where in the source
}

func linksOf(root ast.Node) *links {
	found := &links{to: map[string]bool{}}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // never fails
		if entering {
			found.visit(n)
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(found.skip, func(a, b [2]int) int { return a[0] - b[0] })
	return found
}

func (l *links) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.Link:
		l.to[string(n.Destination)] = true
	case *ast.Image:
		l.to[string(n.Destination)] = true
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			l.skipTo(n.Segments.At(i).Start, n.Segments.At(i).Stop)
		}
	case *ast.CodeSpan:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				l.skipTo(t.Segment.Start, t.Segment.Stop)
			}
		}
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *mathBlock:
		for i := range n.Lines().Len() {
			l.skipTo(n.Lines().At(i).Start, n.Lines().At(i).Stop)
		}
	}
}

func (l *links) skipTo(start, stop int) { l.skip = append(l.skip, [2]int{start, stop}) }

// code says whether nothing is a link at a place of the source.
func (l *links) code(at int) bool {
	after, _ := slices.BinarySearchFunc(l.skip, at, func(s [2]int, at int) int { return s[0] - at - 1 })
	return after > 0 && at < l.skip[after-1][1]
}

// addressAt is where the address that begins there ends: at ">", or before a space or the parenthesis that closes the
// link (CommonMark §6.3, "link destination").
func addressAt(source []byte, start int) (from, to int) {
	source = source[:min(len(source), start+maxAddress)]
	if start < len(source) && source[start] == '<' {
		for end := start + 1; end < len(source) && source[end] != '\n'; end++ {
			if source[end] == '>' {
				return start + 1, end
			}
		}
		return start, start
	}
	depth := 0
	for end := start; end < len(source); end++ {
		switch c := source[end]; {
		case c == '\\':
			end++
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return start, end
			}
		case c <= ' ':
			return start, end
		}
	}
	return start, len(source)
}

func unescaped(address string) string { return string(util.UnescapePunctuations([]byte(address))) }

func isEscaped(source []byte, at int) bool {
	backslashes := 0
	for at--; at >= 0 && source[at] == '\\'; at-- {
		backslashes++
	}
	return backslashes%2 == 1
}
