package content

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

const (
	maxHighlighted = 100 << 10       // bytes of one block; chroma's regular expressions can be slow
	highlightTime  = 2 * time.Second // for all blocks of an article
)

// codeRenderer writes code blocks, highlighted by chroma's class names.
type codeRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (codeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindFencedCodeBlock, renderCode)
	reg.Register(ast.KindCodeBlock, renderCode)
}

func renderCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var code bytes.Buffer
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		code.Write(line.Value(source))
	}
	var info fenceInfo
	if fence, ok := n.(*ast.FencedCodeBlock); ok && fence.Info != nil {
		info = parseFence(string(fence.Info.Segment.Value(source)))
	}
	state := renderingOf(n)
	marked, ok := state.highlight(code.String(), info)
	if ok {
		_, _ = fmt.Fprintf(w, `<pre class="chroma"><code class="language-%s">%s</code></pre>`+"\n", info.language, marked)
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<pre><code")
	if info.language != "" {
		_, _ = fmt.Fprintf(w, ` class="language-%s"`, info.language)
	}
	_, _ = w.WriteString(">" + escapeCode(code.String()) + "</code></pre>\n")
	return ast.WalkContinue, nil
}

// fenceInfo is what follows the opening fence: a language and, as Hugo and
// Docusaurus write it, the lines to be lit: ```go {2,4-5}
type fenceInfo struct {
	language string
	lit      map[int]bool
}

var (
	fenceLanguage = regexp.MustCompile(`^[\pL\pN_+#.-]{1,40}`)
	fenceLines    = regexp.MustCompile(`\{([0-9, -]{1,200})\}`)
)

func parseFence(info string) fenceInfo {
	f := fenceInfo{language: strings.ToLower(fenceLanguage.FindString(strings.TrimSpace(info)))}
	m := fenceLines.FindStringSubmatch(info)
	if m == nil {
		return f
	}
	f.lit = map[int]bool{}
	for part := range strings.SplitSeq(m[1], ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
		first, err := strconv.Atoi(strings.TrimSpace(from))
		if err != nil {
			continue
		}
		last := first
		if isRange {
			if last, err = strconv.Atoi(strings.TrimSpace(to)); err != nil {
				continue
			}
		}
		for i := first; i <= min(last, first+1000); i++ {
			f.lit[i] = true
		}
	}
	return f
}

// lexersByName lists chroma's lexers by name, alias and, where that is free,
// file extension, all in lower case. chroma's own look-up tries every file
// pattern of every lexer when a name is unknown: 10 ms each time.
var lexersByName = sync.OnceValue(func() map[string]chroma.Lexer {
	byName := map[string]chroma.Lexer{}
	add := func(name string, lexer chroma.Lexer) {
		if name = strings.ToLower(name); byName[name] == nil {
			byName[name] = lexer
		}
	}
	all := lexers.GlobalLexerRegistry.Lexers
	for _, lexer := range all {
		add(lexer.Config().Name, lexer)
	}
	for _, lexer := range all {
		for _, alias := range lexer.Config().Aliases {
			add(alias, lexer)
		}
	}
	for _, lexer := range all {
		for _, pattern := range lexer.Config().Filenames {
			if extension, ok := strings.CutPrefix(pattern, "*."); ok && !strings.ContainsAny(extension, "*?[") {
				add(extension, lexer)
			}
		}
	}
	return byName
})

// CodeLanguages are the languages that code is coloured in, by the names that fences give them, in order.
var CodeLanguages = sync.OnceValue(func() []string {
	var names []string
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		if aliases := lexer.Config().Aliases; len(aliases) > 0 {
			names = append(names, strings.ToLower(aliases[0]))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
})

// highlight gives the code as spans; false when the language is unknown, the
// block too long, the article's time used up, or a lexer broke down.
func (s *rendering) highlight(code string, info fenceInfo) (marked string, ok bool) {
	if info.language == "" || len(code) > maxHighlighted || s.codeTime <= 0 {
		return "", false
	}
	lexer := lexersByName()[info.language]
	if lexer == nil {
		return "", false
	}
	start := time.Now()
	defer func() {
		s.codeTime -= time.Since(start)
		if recover() != nil { // chroma's iterators report their errors by panic
			marked, ok = "", false
		}
	}()
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, code)
	if err != nil {
		return "", false
	}
	var all []chroma.Token
	for t := tokens(); t != chroma.EOF; t = tokens() {
		if all = append(all, t); time.Since(start) > s.codeTime {
			return "", false
		}
	}
	return spans(all, info.lit), true
}

func spans(tokens []chroma.Token, lit map[int]bool) string {
	var b strings.Builder
	for i, line := range chroma.SplitTokensIntoLines(tokens) {
		if lit[i+1] {
			b.WriteString(`<span class="hl">`)
		}
		for _, t := range line {
			class := chromaClass(t.Type)
			if class == "" {
				b.WriteString(escapeCode(t.Value))
				continue
			}
			b.WriteString(`<span class="` + class + `">` + escapeCode(t.Value) + `</span>`)
		}
		if lit[i+1] {
			b.WriteString(`</span>`)
		}
	}
	return b.String()
}

// chromaClass is the short class of a token type, or of its nearest parent
// that has one. Plain text, names and errors carry none: an unknown word is no error of the author.
func chromaClass(t chroma.TokenType) string {
	switch t {
	case chroma.Text, chroma.TextWhitespace, chroma.Name, chroma.Other, chroma.Error, chroma.None:
		return ""
	}
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
	}
	return ""
}

func escapeCode(s string) string { return string(util.EscapeHTML([]byte(s))) }
