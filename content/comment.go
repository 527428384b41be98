package content

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	htmlrender "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

const (
	maxComment         = 256 << 10 // bytes of output; the rest is cut
	commentRel         = "nofollow noopener ugc"
	commentElements    = "p br a span em strong b i u s del code pre blockquote ul ol li ruby rt rp"
	commentTime        = 500 * time.Millisecond
	maxCommentMarkdown = 64 << 10 // bytes; what is longer stays plain text
)

var (
	commentSet = set(commentElements)
	// commentClasses are what Mastodon and its kin mark mentions, hashtags and
	// shortened addresses with.
	commentClasses = set("h-card mention hashtag invisible ellipsis u-url")
	commentBlocks  = set("address article aside center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup hr main nav section summary table tbody td tfoot th thead tr")
)

var commentPolicy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	names := strings.Fields(commentElements)
	p.AllowElements(names...)
	p.AllowNoAttrs().OnElements(names...)
	p.AllowAttrs("href").Matching(webURL).OnElements("a")
	p.AllowAttrs("rel").Matching(exactly(commentRel)).OnElements("a")
	p.AllowAttrs("class").Matching(oneOrMore(commentClassPattern)).OnElements("a", "span")
	p.AllowAttrs("lang").Matching(languageTag).Globally()
	p.AllowAttrs("dir").Matching(direction).Globally()
	return p
})

// Comment makes HTML from another server safe to show under an article: a
// small set of elements, links to http(s) only, headings as strong paragraphs,
// pictures as their alternative text. It never fails, and the comment of a
// comment is the same comment.
func Comment(source string) string {
	source = string(normalise(source))
	words := vocabulary{start: commentStart, separate: commentBlocks, limit: maxComment}
	clean := func(s string) string { return strings.TrimSpace(commentPolicy().Sanitize(balance(s, words))) }
	out := clean(source)
	for i := 0; i < 3 && len(out) >= maxComment; i++ {
		out = clean(out) // a cut between tags needs a second look to settle
	}
	return out
}

// commentStart maps a remote start tag to ours.
func commentStart(b *balancer, t html.Token) []html.Token {
	switch {
	case t.Data == "img":
		b.out.WriteString(html.EscapeString(attribute(t, "alt")))
		return nil
	case len(t.Data) == 2 && t.Data[0] == 'h' && t.Data[1] >= '1' && t.Data[1] <= '6':
		if b.within("p") || b.within("pre") {
			return nil
		}
		return []html.Token{{Data: "p"}, {Data: "strong"}}
	case t.Data == "strike":
		t.Data = "s"
	}
	if !commentSet[t.Data] || t.Data == "li" && !b.within("ul") && !b.within("ol") {
		return nil
	}
	clean := html.Token{Data: t.Data}
	if t.Data == "a" {
		if href := commentLink(attribute(t, "href")); href != "" {
			clean.Attr = append(clean.Attr, html.Attribute{Key: "href", Val: href}, html.Attribute{Key: "rel", Val: commentRel})
		}
	}
	if t.Data == "a" || t.Data == "span" {
		if class := keepClasses(attribute(t, "class"), func(c string) bool { return commentClasses[c] }); class != "" {
			clean.Attr = append(clean.Attr, html.Attribute{Key: "class", Val: class})
		}
	}
	return []html.Token{keepLanguage(clean, t)}
}

func keepLanguage(clean, t html.Token) html.Token {
	if lang := attribute(t, "lang"); languageTag.MatchString(lang) {
		clean.Attr = append(clean.Attr, html.Attribute{Key: "lang", Val: lang})
	}
	if dir := strings.ToLower(attribute(t, "dir")); direction.MatchString(dir) {
		clean.Attr = append(clean.Attr, html.Attribute{Key: "dir", Val: dir})
	}
	return clean
}

// commentLink gives an absolute http(s) URL, or "".
func commentLink(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	u.User = nil // a name before the host is only there to deceive
	return u.String()
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func keepClasses(value string, known func(string) bool) string {
	var kept []string
	for class := range strings.FieldsSeq(value) {
		if known(class) {
			kept = append(kept, class)
		}
	}
	return strings.Join(kept, " ")
}

var commentMarkdown = sync.OnceValue(func() goldmark.Markdown {
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(append(inlineParsers(),
			util.Prioritized(emphasis{extension.NewStrikethroughParser()}, 500))...),
		parser.WithParagraphTransformers(util.Prioritized(boundedReferences{parser.LinkReferenceParagraphTransformer}, 100)),
		parser.WithASTTransformers(util.Prioritized(flatten{}, -100)),
	)
	return goldmark.New(goldmark.WithParser(p),
		goldmark.WithExtensions(extension.Linkify),
		goldmark.WithRendererOptions(htmlrender.WithHardWraps(), htmlrender.WithUnsafe(),
			renderer.WithNodeRenderers(util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500))))
})

// CommentMarkdown makes a comment that was sent as Markdown, as PeerTube
// does, into the same safe HTML as Comment. It never fails.
func CommentMarkdown(md string) string {
	if len(md) <= maxCommentMarkdown {
		if out, ok := renderComment(md); ok {
			return Comment(out)
		}
	}
	paragraphs := strings.ReplaceAll(html.EscapeString(md), "\n\n", "</p><p>")
	return Comment("<p>" + paragraphs + "</p>")
}

func renderComment(md string) (out string, ok bool) {
	ctx, cancel := context.WithTimeout(context.Background(), commentTime)
	defer cancel()
	defer func() {
		if recover() != nil { // outOfTime, or a parser's own bug: the text is shown plain
			out, ok = "", false
		}
	}()
	source := normalise(md)
	g := &guard{ctx: ctx}
	pc := parser.NewContext()
	pc.Set(guardKey, g)
	root := commentMarkdown().Parser().Parse(&guardedReader{Reader: text.NewReader(source), guard: g}, parser.WithContext(pc))
	var buf bytes.Buffer
	if err := commentMarkdown().Renderer().Render(&guardedWriter{buf: &buf, guard: g}, source, root); err != nil {
		return "", false
	}
	return buf.String(), true
}
