package difference

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML shows in one text what became of another: words that went in del, words that came in ins, blocks that are
// new or gone as a whole in one of them. Both texts are sanitised HTML, and so is the result.
func HTML(before, after string) string {
	var out strings.Builder
	compare(&out, blocksOf(before), blocksOf(after))
	return out.String()
}

// block is an element at the top of a text, or the words between two.
type block struct {
	tag  atom.Atom // 0 for words
	text string    // as HTML
}

// blocksOf reads the top of a text.
func blocksOf(text string) []block {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return []block{{text: html.EscapeString(text)}}
	}
	return blocksIn(nodes)
}

func blocksIn(nodes []*html.Node) (blocks []block) {
	for _, n := range nodes {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" {
			continue
		}
		var b strings.Builder
		_ = html.Render(&b, n) // a strings.Builder does not fail
		blocks = append(blocks, block{n.DataAtom, b.String()})
	}
	return blocks
}

// compare writes the blocks of both; runs of changed ones are paired in their order.
func compare(out *strings.Builder, before, after []block) {
	var gone, come []block
	flush := func() {
		for len(gone) > 0 && len(come) > 0 {
			switch {
			case alike(gone[0], come[0]):
				within(out, gone[0], come[0])
				gone, come = gone[1:], come[1:]
			case len(gone) > len(come):
				whole(out, "del", gone[0])
				gone = gone[1:]
			default:
				whole(out, "ins", come[0])
				come = come[1:]
			}
		}
		for _, b := range gone {
			whole(out, "del", b)
		}
		for _, b := range come {
			whole(out, "ins", b)
		}
		gone, come = nil, nil
	}
	for _, piece := range Of(before, after) {
		switch piece.Sign {
		case "-":
			gone = append(gone, piece.Part)
		case "+":
			come = append(come, piece.Part)
		default:
			flush()
			out.WriteString(piece.Part.text + "\n")
		}
	}
	flush()
}

var identifier = regexp.MustCompile(` id="[^"]*"`)

// whole marks a block that is new or gone. Parts of lists and tables are marked inside: nothing else may stand there.
func whole(out *strings.Builder, mark string, b block) {
	text := b.text
	if mark == "del" {
		text = identifier.ReplaceAllString(text, "") // which may be that of another block now
	}
	switch b.tag {
	case atom.Li, atom.Dt, atom.Dd, atom.Summary, atom.Figcaption:
		begin, end := strings.IndexByte(text, '>')+1, strings.LastIndex(text, "</")
		out.WriteString(text[:begin] + "<" + mark + ">" + text[begin:end] + "</" + mark + ">" + text[end:] + "\n")
	default:
		out.WriteString("<" + mark + ">" + text + "</" + mark + ">\n")
	}
}

// alike tells blocks of which one became the other: of the same kind, with a third of the words in common.
func alike(a, b block) bool {
	if a.tag != b.tag {
		return false
	}
	if a.tag == atom.Ul || a.tag == atom.Ol || a.tag == atom.Blockquote {
		return true
	}
	mine, most := map[string]int{}, 0
	for _, t := range tokensOf(a.text) {
		if !t.tag && !t.space() {
			mine[t.text]++
			most++
		}
	}
	common, theirs := 0, 0
	for _, t := range tokensOf(b.text) {
		if t.tag || t.space() {
			continue
		}
		theirs++
		if mine[t.text] > 0 {
			mine[t.text]--
			common++
		}
	}
	return 3*common >= max(most, theirs, 1)
}

// within shows what was changed in a block: of what holds other blocks, in each of those; elsewhere, which words.
func within(out *strings.Builder, a, b block) {
	switch b.tag {
	case atom.Ul, atom.Ol, atom.Blockquote, atom.Div, atom.Section, atom.Details, atom.Dl:
		begin, end := strings.IndexByte(b.text, '>')+1, strings.LastIndex(b.text, "</")
		out.WriteString(b.text[:begin])
		compare(out, inside(a), inside(b))
		out.WriteString(b.text[end:] + "\n")
	case atom.P, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Dt, atom.Dd, atom.Figcaption, atom.Summary, 0:
		if before, after := tokensOf(a.text), tokensOf(b.text); plain(before) && plain(after) {
			words(out, before, after)
			out.WriteString("\n")
			return
		}
		fallthrough
	default:
		whole(out, "del", a)
		whole(out, "ins", b)
	}
}

// inside are the blocks of a block.
func inside(b block) []block {
	nodes, err := html.ParseFragment(strings.NewReader(b.text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil || len(nodes) == 0 {
		return nil
	}
	var children []*html.Node
	for n := nodes[0].FirstChild; n != nil; n = n.NextSibling {
		children = append(children, n)
	}
	return blocksIn(children)
}

// token is a tag, a word or a space.
type token struct {
	text string
	tag  bool
}

func (t token) space() bool { return !t.tag && strings.TrimSpace(t.text) == "" }

func tokensOf(text string) (all []token) {
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		raw := string(tokens.Raw())
		if kind != html.TextToken {
			all = append(all, token{raw, true})
			continue
		}
		for raw != "" {
			end := strings.IndexFunc(raw, isSpace)
			if end == 0 {
				end = strings.IndexFunc(raw, func(r rune) bool { return !isSpace(r) })
			}
			if end < 0 {
				end = len(raw)
			}
			all = append(all, token{raw[:end], false})
			raw = raw[end:]
		}
	}
	return all
}

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }

// inline are the elements between whose words others may stand.
var inline = regexp.MustCompile(`^</?(?:p|h[2-6]|li|dt|dd|figcaption|summary|a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|br|wbr|img|input)[\s/>]`)

// plain tells text that has nothing but words and what may stand among them.
func plain(all []token) bool {
	for _, t := range all {
		if t.tag && !inline.MatchString(t.text) {
			return false
		}
	}
	return true
}

// words writes the tokens of both. Tags are those of the second text.
func words(out *strings.Builder, before, after []token) {
	open := ""
	mark := func(wanted string) {
		if open == wanted {
			return
		}
		if open != "" {
			out.WriteString("</" + open + ">")
		}
		if wanted != "" {
			out.WriteString("<" + wanted + ">")
		}
		open = wanted
	}
	for _, piece := range Of(before, after) {
		t := piece.Part
		switch {
		case t.tag && piece.Sign == "-":
			continue
		case t.tag || piece.Sign == "":
			mark("")
		case piece.Sign == "-":
			mark("del")
		default:
			mark("ins")
		}
		out.WriteString(t.text)
	}
	mark("")
}
