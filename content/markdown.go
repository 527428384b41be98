package content

import (
	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// newMarkdown assembles goldmark for articles. Raw HTML passes: the sanitiser is last.
//
// The parser is put together by hand, rather than from goldmark's defaults, so
// that every container block is shallow and tables are bounded. Footnotes, tables
// and definition lists are therefore registered part by part, with the priorities of their extensions.
func newMarkdown(quotes extension.TypographicSubstitutions) goldmark.Markdown {
	p := parser.NewParser(
		parser.WithBlockParsers(articleBlocks()...),
		parser.WithInlineParsers(articleInlines()...),
		parser.WithParagraphTransformers(
			util.Prioritized(alertTransformer{}, 50),
			util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(boundedTable{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(flatten{}, -100),
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(joinWide{}, 1),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
	return goldmark.New(
		goldmark.WithParser(p),
		goldmark.WithExtensions(
			extension.Linkify, extension.TaskList, emoji.Emoji,
			extension.NewCJK(extension.WithEscapedSpace()),
			extension.NewTypographer(extension.WithTypographicSubstitutions(quotes)),
		),
		goldmark.WithRendererOptions(html.WithUnsafe(), renderer.WithNodeRenderers(
			util.Prioritized(extension.NewFootnoteHTMLRenderer(
				extension.WithFootnoteIDPrefixFunction(footnotePrefix)), 500),
			util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
			util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
			util.Prioritized(extension.NewTableHTMLRenderer(
				extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), 500),
			util.Prioritized(alertRenderer{}, 100),
			util.Prioritized(codeRenderer{}, 100),
			util.Prioritized(mathRenderer{}, 100),
			util.Prioritized(tagRenderer{}, 100),
		)),
	)
}

func articleBlocks() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(mathBlockParser{}, 90),
		util.Prioritized(parser.NewSetextHeadingParser(parser.WithHeadingAttribute()), 100),
		util.Prioritized(shallow{extension.NewDefinitionListParser()}, 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(shallow{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(parser.WithHeadingAttribute()), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(shallow{extension.NewFootnoteBlockParser()}, 999),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

func articleInlines() []util.PrioritizedValue {
	return append(inlineParsers(),
		util.Prioritized(mathInlineParser{}, 90),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(emphasis{extension.NewStrikethroughParser()}, 500),
		util.Prioritized(flagParser{}, 600),
		util.Prioritized(hashtagParser{}, 600),
		util.Prioritized(mentionParser{}, 600),
	)
}

// renderingOf finds the state of the Render call a node belongs to.
func renderingOf(n ast.Node) *rendering {
	return n.OwnerDocument().Meta()[metaKey].(*rendering)
}

func footnotePrefix(n ast.Node) []byte {
	return []byte(renderingOf(n).in.IDPrefix)
}
