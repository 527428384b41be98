package content

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const (
	maxMarkdown = 1 << 20 // bytes; a long novel has about as much
	maxHTML     = 8 << 20 // bytes, before it is made safe
	maxDepth    = 100     // nested blocks, inlines or elements
	renderTime  = 5 * time.Second
)

// Options say what the pipeline cannot know by itself. The zero value renders
// with every host foreign, hashtags and mentions as text, and math as TeX.
type Options struct {
	// BaseURL is the absolute URL of the site, to tell own links from foreign ones.
	BaseURL string
	// TagURL gives the page of a hashtag (written without "#"). Nil: hashtags are not linked.
	TagURL func(tag string) string
	// Mention gives the profile of a handle ("@name@host"). Nil, or false:
	// the mention stays text; it is collected all the same.
	Mention func(handle string) (url string, ok bool)
	// MathBundle is the Temml bundle (JavaScript, see MathBundle). Empty: math stays TeX.
	MathBundle []byte
}

// Renderer turns Markdown into safe HTML. It is safe for concurrent use.
type Renderer struct {
	options   Options
	base      *url.URL
	markdowns map[string]goldmark.Markdown // by language of its quotation marks; "" is the default
	policy    *bluemonday.Policy
	math      *mathEngine // nil: math stays TeX
}

// Input is one article's source.
type Input struct {
	Markdown string
	// Language is a BCP 47 tag; it chooses the quotation marks and the words of
	// alerts and labels. Unknown or empty: English.
	Language string
	// IDPrefix makes footnote ids unique where several articles share a page.
	IDPrefix string
	// Picture gives what is shown for the picture at an address: a path for one of this site, an
	// absolute URL for any other. Nil, or false: the first is shown as it is, the second becomes a link.
	Picture func(ctx context.Context, address string) (shown Picture, ok bool, err error)
	// Embed gives the card for an address that is alone on its line; one without a title is not there yet, and
	// not wanted says that there never is one. nil: there are no cards.
	Embed func(ctx context.Context, address string) (card Embed, wanted bool, err error)
}

// Picture is what this site serves in place of an address that an author wrote.
type Picture struct {
	Kind          PictureKind
	Src           string // a path, beginning with one slash
	SrcSet        string // "/a.webp 480w, /b.webp 960w", paths too; or empty
	Width, Height int    // pixels of Src
}

// PictureKind is what stands where a text has a picture: that, or another kind of file.
type PictureKind string

// The kinds. Sound and film have players; a document is a link.
const (
	StillPicture PictureKind = ""
	Sound        PictureKind = "audio"
	Film         PictureKind = "video"
	File         PictureKind = "file"
)

// Document is a rendered article: safe HTML and what is known about it.
type Document struct {
	HTML     string    // sanitised, ready to be placed
	Outline  []Heading // headings of level 2 to 4, in order
	Excerpt  string    // plain text, at most 300 runes, cut at a word
	Words    int       // words; in Chinese and Japanese, characters
	Minutes  int       // reading time, at least 1
	Images   []Image   // in order
	Remote   []string  // addresses of pictures, and of what has cards, on other sites, in order, unique
	Mentions []string  // handles ("@name@host") in order, unique
	Hashtags []string  // without "#", in order, unique
	HasCode  bool      // a code block or a code span, so that a code font is wanted
	HasMath  bool
}

// Heading is one entry of the outline. Level is 2, 3 or 4.
type Heading struct {
	Level    int
	ID, Text string
}

// Image is one picture the article shows, at the address that is shown.
type Image struct {
	URL, Alt string
}

// New checks the options. It fails when BaseURL is not an absolute http(s)
// URL or MathBundle is not JavaScript.
func New(options Options) (*Renderer, error) {
	r := &Renderer{options: options, markdowns: newMarkdowns(), policy: articlePolicy()}
	if options.BaseURL != "" {
		base, err := url.Parse(options.BaseURL)
		if err != nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https") {
			return nil, fmt.Errorf("base URL %q is not absolute: write it as https://host", options.BaseURL)
		}
		r.base = base
	}
	if len(options.MathBundle) > 0 {
		engine, err := newMathEngine(options.MathBundle)
		if err != nil {
			return nil, err
		}
		r.math = engine
	}
	return r, nil
}

// Render renders one article. It fails only when the text is longer than
// 1 MiB, takes longer than five seconds (or ctx ends), or the math bundle is broken.
func (r *Renderer) Render(ctx context.Context, in Input) (Document, error) {
	if len(in.Markdown) > maxMarkdown {
		return Document{}, fmt.Errorf("the article is %d KiB of Markdown, the limit is %d KiB: split it into parts",
			len(in.Markdown)>>10, maxMarkdown>>10)
	}
	ctx, cancel := context.WithTimeout(ctx, renderTime)
	defer cancel()
	state := newRendering(ctx, r, in)
	raw, err := state.toHTML(r.markdownFor(in.Language))
	if err != nil {
		return Document{}, explain(err)
	}
	tree, err := parseTree(balance(raw, articleVocabulary()))
	if err != nil {
		return Document{}, fmt.Errorf("reading rendered HTML: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return Document{}, explain(err)
	}
	doc := state.polish(tree)
	if err := errors.Join(ctx.Err(), state.failure); err != nil {
		return Document{}, explain(err)
	}
	doc.HTML = r.policy.Sanitize(renderTree(tree))
	return doc, nil
}

func explain(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("the article took longer than %s to render: split it, or look for thousands of unclosed brackets or emphasis marks: %w", renderTime, err)
	}
	return fmt.Errorf("rendering the article: %w", err)
}

// rendering is the state of one Render call. It travels to our parsers in the
// parser's context and to our node renderers in the document's metadata.
type rendering struct {
	*Renderer
	guard    *guard
	in       Input
	labels   labels
	mentions []string
	hashtags []string
	remote   map[string]bool // addresses that are in Document.Remote
	hasMath  bool
	formulas *formulaBudget
	codeTime time.Duration // left for highlighting
	failure  error         // of the house, not of the text
}

const metaKey = "rendering"

func newRendering(ctx context.Context, r *Renderer, in Input) *rendering {
	return &rendering{
		Renderer: r, guard: &guard{ctx: ctx}, in: in, labels: labelsFor(in.Language),
		remote: map[string]bool{}, formulas: newFormulaBudget(), codeTime: highlightTime,
	}
}

// toHTML runs goldmark. A guard's panic (see guard.go) comes out as the context's error.
func (s *rendering) toHTML(md goldmark.Markdown) (out string, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case outOfTime:
			err = p.err
		default: // a bug in a parser must cost one article, not the server
			err = fmt.Errorf("a Markdown parser broke down: %v", p)
		}
	}()
	source := normalise(s.in.Markdown)
	pc := parser.NewContext()
	pc.Set(guardKey, s.guard)
	reader := &guardedReader{Reader: text.NewReader(source), guard: s.guard}
	root := md.Parser().Parse(reader, parser.WithContext(pc))
	root.OwnerDocument().AddMeta(metaKey, s)
	if err := s.collectTags(root, source); err != nil {
		return "", err
	}
	var buf bytes.Buffer
	if err := md.Renderer().Render(&guardedWriter{buf: &buf, guard: s.guard}, source, root); err != nil {
		return "", err
	}
	return buf.String(), s.failure
}

// normalise makes line ends LF and the text valid UTF-8, as CommonMark §2.3 asks for NUL.
func normalise(markdown string) []byte {
	s := strings.TrimPrefix(markdown, "\ufeff")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	s = strings.ReplaceAll(s, "\x00", "\ufffd")
	return []byte(strings.ToValidUTF8(s, "\ufffd"))
}
