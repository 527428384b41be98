package content

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const maxTag = 100 // runes

var kindTag = ast.NewNodeKind("Tag")

// tagNode is a hashtag or a mention; name is "go" or "@name@host".
type tagNode struct {
	ast.BaseInline
	name    string
	mention bool
	segment text.Segment
}

// Kind implements ast.Node.
func (*tagNode) Kind() ast.NodeKind { return kindTag }

// Dump implements ast.Node.
func (n *tagNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"name": n.name}, nil)
}

type hashtagParser struct{}

// Trigger implements parser.InlineParser.
func (hashtagParser) Trigger() []byte { return []byte{'#'} }

// Parse implements parser.InlineParser.
func (hashtagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if before := block.PrecendingCharacter(); isWord(before) || strings.ContainsRune("#/&", before) {
		return nil
	}
	line, segment := block.PeekLine()
	length, runes, letters := 1, 0, 0
	for length < len(line) {
		r, size := utf8.DecodeRune(line[length:])
		if !isWord(r) || runes == maxTag {
			break
		}
		if unicode.IsLetter(r) {
			letters++
		}
		length += size
		runes++
	}
	if letters == 0 {
		return nil
	}
	block.Advance(length)
	return &tagNode{name: string(line[1:length]), segment: segment.WithStop(segment.Start + length)}
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// mentionShape is @name@host[:port]; the host has a dot, a port, or is localhost.
var mentionShape = regexp.MustCompile(
	`^@[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?@` +
		`(?:(?:[\pL\pN](?:[\pL\pN-]{0,61}[\pL\pN])?\.){1,8}[\pL\pN](?:[\pL\pN-]{0,61}[\pL\pN])?|localhost)(?::[0-9]{1,5})?`)

type mentionParser struct{}

// Trigger implements parser.InlineParser.
func (mentionParser) Trigger() []byte { return []byte{'@'} }

// Parse implements parser.InlineParser.
func (mentionParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if before := block.PrecendingCharacter(); isWord(before) || strings.ContainsRune("@/.", before) {
		return nil
	}
	line, segment := block.PeekLine()
	m := mentionShape.Find(line[:min(len(line), 512)])
	if m == nil {
		return nil
	}
	if after, _ := utf8.DecodeRune(line[len(m):]); isWord(after) && len(m) < len(line) {
		return nil
	}
	block.Advance(len(m))
	return &tagNode{name: string(m), mention: true, segment: segment.WithStop(segment.Start + len(m))}
}

var rawTag = regexp.MustCompile(`(?i)^<(/?)(a|code|kbd|samp|pre|script|style)[\s>]`)

// collectTags lists hashtags and mentions in order, and turns those inside
// links or raw code back into text. It fails when links ask for too much output.
func (s *rendering) collectTags(root ast.Node, source []byte) error {
	collector := &tagCollector{source: source, seen: map[string]bool{}, into: s}
	if err := ast.Walk(root, collector.visit); err != nil {
		return err
	}
	for _, n := range collector.demoted {
		n.Parent().ReplaceChild(n.Parent(), n, ast.NewTextSegment(n.segment))
	}
	return nil
}

type tagCollector struct {
	source  []byte
	spent   addressBudget
	links   int // open Markdown links
	raw     int // open raw elements, within one block
	seen    map[string]bool
	demoted []*tagNode
	into    *rendering
}

func (c *tagCollector) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	switch n := n.(type) {
	case *ast.Link:
		if !entering {
			c.links--
			return ast.WalkContinue, nil
		}
		c.links++
		return ast.WalkContinue, c.spent.spend(&n.Destination, &n.Title)
	case *ast.Image:
		if entering {
			return ast.WalkContinue, c.spent.spend(&n.Destination, &n.Title)
		}
	case *ast.RawHTML:
		if entering {
			c.countRaw(n)
		}
	case *tagNode:
		if entering {
			c.take(n)
		}
	default:
		if n.Type() == ast.TypeBlock {
			c.raw = 0
		}
	}
	return ast.WalkContinue, nil
}

func (c *tagCollector) countRaw(n *ast.RawHTML) {
	first := n.Segments.At(0)
	m := rawTag.FindSubmatch(first.Value(c.source))
	switch {
	case m == nil:
	case len(m[1]) == 0:
		c.raw++
	case c.raw > 0:
		c.raw--
	}
}

func (c *tagCollector) take(n *tagNode) {
	if c.links > 0 || c.raw > 0 {
		c.demoted = append(c.demoted, n)
		return
	}
	key := strings.ToLower(n.name)
	if !n.mention {
		key = "#" + key
	}
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	if n.mention {
		c.into.mentions = append(c.into.mentions, n.name)
	} else {
		c.into.hashtags = append(c.into.hashtags, n.name)
	}
}

// tagRenderer writes the microformat classes other servers look for.
type tagRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (tagRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindTag, renderTag)
}

func renderTag(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*tagNode)
	options := renderingOf(n).options
	name := string(util.EscapeHTML([]byte(n.name)))
	switch {
	case n.mention && options.Mention != nil:
		if href, ok := options.Mention(n.name); ok {
			_, _ = w.WriteString(`<span class="h-card"><a href="` + escapeURL(href) + `" class="u-url mention">` + name + `</a></span>`)
			return ast.WalkContinue, nil
		}
	case !n.mention && options.TagURL != nil:
		_, _ = w.WriteString(`<a href="` + escapeURL(options.TagURL(n.name)) + `" class="mention hashtag" rel="tag">#<span>` + name + `</span></a>`)
		return ast.WalkContinue, nil
	}
	if !n.mention {
		name = "#" + name
	}
	_, _ = w.WriteString(name)
	return ast.WalkContinue, nil
}

func escapeURL(u string) string { return string(util.EscapeHTML([]byte(u))) }
