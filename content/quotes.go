package content

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// quotationMarks are the primary and secondary pairs of a language (CLDR,
// delimiters), where they differ from the English ones.
var quotationMarks = map[string][4]string{
	"cs": {"„", "“", "‚", "‘"},
	"da": {"”", "”", "’", "’"},
	"de": {"„", "“", "‚", "‘"},
	"fi": {"”", "”", "’", "’"},
	"fr": {"«\u202f", "\u202f»", "“", "”"},
	"it": {"«", "»", "“", "”"},
	"no": {"«", "»", "‘", "’"},
	"pl": {"„", "”", "«", "»"},
	"pt": {"“", "”", "‘", "’"},
	"ru": {"«", "»", "„", "“"},
	"sv": {"”", "”", "’", "’"},
	"uk": {"«", "»", "„", "“"},
}

func newMarkdowns() map[string]goldmark.Markdown {
	markdowns := map[string]goldmark.Markdown{"": newMarkdown(substitutions([4]string{"“", "”", "‘", "’"}))}
	for language, marks := range quotationMarks {
		markdowns[language] = newMarkdown(substitutions(marks))
	}
	return markdowns
}

func substitutions(marks [4]string) extension.TypographicSubstitutions {
	return extension.TypographicSubstitutions{
		extension.LeftDoubleQuote: []byte(marks[0]), extension.RightDoubleQuote: []byte(marks[1]),
		extension.LeftSingleQuote: []byte(marks[2]), extension.RightSingleQuote: []byte(marks[3]),
		extension.Apostrophe: []byte("’"), extension.Ellipsis: []byte("…"),
		extension.EnDash: []byte("–"), extension.EmDash: []byte("—"),
		extension.LeftAngleQuote: []byte("«"), extension.RightAngleQuote: []byte("»"),
	}
}

func (r *Renderer) markdownFor(language string) goldmark.Markdown {
	if md, ok := r.markdowns[primaryLanguage(language)]; ok {
		return md
	}
	return r.markdowns[""]
}

// flagParser keeps the hyphens of "--verbose": they are a command's, no dash.
type flagParser struct{}

// Trigger implements parser.InlineParser.
func (flagParser) Trigger() []byte { return []byte{'-'} }

// Parse implements parser.InlineParser.
func (flagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 || line[1] != '-' || !isASCIIAlphanumeric(line[2]) || isWord(block.PrecendingCharacter()) {
		return nil
	}
	block.Advance(2)
	return ast.NewTextSegment(segment.WithStop(segment.Start + 2))
}
