package content

import (
	"regexp"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// mayBeHashtag is in every text that has a hashtag, and not in headings: most articles are not parsed.
var mayBeHashtag = regexp.MustCompile(`#[\pL\pN\pM_]`)

var hashtagMarkdown = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(articleBlocks()...),
		parser.WithInlineParsers(append(articleInlines(), util.Prioritized(extension.NewLinkifyParser(), 999))...),
		parser.WithParagraphTransformers(util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100)),
		parser.WithASTTransformers(util.Prioritized(flatten{}, -100)),
	)
})

// Hashtags are the hashtags in a Markdown text, without "#", in order and each once, as
// Document.Hashtags has them, at the cost of parsing alone.
func Hashtags(markdown string) []string {
	if len(markdown) > maxMarkdown || !mayBeHashtag.MatchString(markdown) {
		return nil
	}
	source := normalise(markdown)
	root, ok := parseInTime(hashtagMarkdown(), source)
	if !ok {
		return nil
	}
	var found rendering
	collector := &tagCollector{source: source, seen: map[string]bool{}, into: &found}
	if err := ast.Walk(root, collector.visit); err != nil {
		return nil // its links are too long to be rendered at all
	}
	return found.hashtags
}
