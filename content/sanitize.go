package content

import (
	"regexp"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// Patterns of attribute values. Each matches the whole value. polish.go has
// already written values in these shapes; the policies do not trust it.
var (
	languageTag = regexp.MustCompile(`^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}$`)
	direction   = regexp.MustCompile(`^(?:ltr|rtl|auto)$`)
	identifier  = regexp.MustCompile(`^[\pL\pM\pN_:.-]{1,200}$`)
	number      = regexp.MustCompile(`^[0-9]{1,5}$`)
	nothing     = regexp.MustCompile(`^$`)
	freeText    = regexp.MustCompile(`^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$`)
	webURL      = regexp.MustCompile(`^(?i:https?)://[^\s]+$`)
	// A relative reference has no colon before its first slash, question mark or hash.
	linkURL  = regexp.MustCompile(`^(?:(?i:https?)://[^\s]+|(?i:mailto|tel|xmpp|matrix|geo|gemini):[^\s]+|[^\s:/?#]*(?:[/?#][^\s]*)?)$`)
	mediaURL = regexp.MustCompile(`^(?:(?i:https?)://[^\s]+|[^\s:/?#]*(?:[/?#][^\s]*)?)$`)
	// A set of pictures is of paths on the site alone; "//" would begin a host.
	ownSet = regexp.MustCompile(`^(?:/[^\s,/][^\s,]* [0-9]{1,5}w(?:, |$))+$`)
	moment = regexp.MustCompile(`^[0-9TZW:. +-]{1,40}$`)
	// mathValue covers lengths, names, colours and operators' settings; never a URL.
	mathValue = regexp.MustCompile(`^[\pL\pN #%.+\x{2212}-]{0,100}$`)
)

const commentClassPattern = `h-card|mention|hashtag|invisible|ellipsis|u-url`

var articleClass = regexp.MustCompile(`^(?:` + articleClassPattern() + `)$`)

// articleClassPattern is the one list of classes an article may carry: our
// own, the microformats of mentions, Temml's and chroma's.
func articleClassPattern() string {
	own := commentClassPattern + `|alert|alert-(?:note|tip|important|warning|caution)|alert-title|anchor|` +
		`align-(?:left|center|right)|chroma|embed|footnotes|footnote-ref|footnote-backref|hl|` +
		`language-[\pL\pN_+#.-]{1,40}|math|scroll|task-list-item|tml-[a-z-]{1,30}`
	names := []string{own}
	for _, t := range chroma.TokenTypeValues() {
		if class := chroma.StandardTypes[t]; class != "" {
			names = append(names, regexp.QuoteMeta(class))
		}
	}
	return strings.Join(names, "|")
}

func oneOrMore(pattern string) *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + pattern + `)(?: (?:` + pattern + `))*$`)
}

func exactly(values ...string) *regexp.Regexp {
	for i, v := range values {
		values[i] = regexp.QuoteMeta(v)
	}
	return regexp.MustCompile(`^(?:` + strings.Join(values, "|") + `)$`)
}

// articleVocabulary is the balancer's view of what articlePolicy allows.
func articleVocabulary() vocabulary {
	return vocabulary{separate: commentBlocks, start: func(_ *balancer, t html.Token) []html.Token {
		if !articleSet[t.Data] {
			return nil
		}
		return []html.Token{t}
	}}
}

var articleSet = set(textElements + " " + flowElements + " " + mediaElements + " " + mathElements)

// articlePolicy is the last word on an article's HTML. bluemonday's URL
// handling is left off on purpose: it writes query strings anew, which breaks
// some and grows others each time; addresses are held to patterns instead.
func articlePolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	for name := range articleSet {
		p.AllowElements(name)
		p.AllowNoAttrs().OnElements(name)
	}
	p.AllowAttrs("id").Matching(identifier).Globally()
	p.AllowAttrs("class").Matching(oneOrMore(articleClassPattern())).Globally()
	p.AllowAttrs("lang").Matching(languageTag).Globally()
	p.AllowAttrs("dir").Matching(direction).Globally()
	p.AllowAttrs("title", "aria-label").Matching(freeText).Globally()
	p.AllowAttrs("role").Matching(exactly("note", "region", "doc-noteref", "doc-backlink", "doc-endnotes")).Globally()
	p.AllowAttrs("href").Matching(linkURL).OnElements("a")
	p.AllowAttrs("rel").Matching(oneOrMore(`[a-z]{1,12}`)).OnElements("a")
	p.AllowAttrs("tabindex").Matching(exactly("0")).OnElements("pre", "div")
	p.AllowAttrs("cite").Matching(webURL).OnElements("blockquote", "q", "del", "ins")
	p.AllowAttrs("datetime").Matching(moment).OnElements("time", "del", "ins")
	p.AllowAttrs("value").Matching(freeText).OnElements("data")
	p.AllowAttrs("open").Matching(nothing).OnElements("details")
	allowTables(p)
	allowMedia(p)
	allowMath(p)
	return p
}

func allowTables(p *bluemonday.Policy) {
	p.AllowAttrs("start", "value").Matching(regexp.MustCompile(`^-?[0-9]{1,9}$`)).OnElements("ol", "li")
	p.AllowAttrs("reversed").Matching(nothing).OnElements("ol")
	p.AllowAttrs("type").Matching(exactly("1", "a", "A", "i", "I")).OnElements("ol")
	p.AllowAttrs("colspan", "rowspan", "span").Matching(regexp.MustCompile(`^[0-9]{1,3}$`)).OnElements("td", "th", "col", "colgroup")
	p.AllowAttrs("scope").Matching(exactly("row", "col", "rowgroup", "colgroup")).OnElements("th")
	p.AllowAttrs("headers").Matching(freeText).OnElements("td", "th")
	p.AllowAttrs("abbr").Matching(freeText).OnElements("th")
}

func allowMedia(p *bluemonday.Policy) {
	p.AllowAttrs("src").Matching(mediaURL).OnElements("img", "audio", "video", "source", "track")
	p.AllowAttrs(playerAttr).Matching(webURL).OnElements("figure")
	p.AllowAttrs(shapeAttr).Matching(regexp.MustCompile(`^[0-9]{1,4}x[0-9]{1,4}$`)).OnElements("figure")
	p.AllowAttrs("srcset").Matching(ownSet).OnElements("img")
	p.AllowAttrs("sizes").Matching(exactly(columnWidth)).OnElements("img")
	p.AllowAttrs("alt").Matching(freeText).OnElements("img")
	p.AllowAttrs("loading").Matching(exactly("lazy")).OnElements("img")
	p.AllowAttrs("decoding").Matching(exactly("async")).OnElements("img")
	p.AllowAttrs("width", "height").Matching(number).OnElements("img", "video")
	p.AllowAttrs("poster").Matching(mediaURL).OnElements("video")
	p.AllowAttrs("controls", "loop", "muted", "playsinline").Matching(nothing).OnElements("audio", "video")
	p.AllowAttrs("preload").Matching(exactly("none", "metadata")).OnElements("audio", "video")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^(?:audio|video)/[a-z0-9.+-]{1,40}(?:; ?codecs=[a-zA-Z0-9., "-]{1,80})?$`)).OnElements("source")
	p.AllowAttrs("kind").Matching(exactly("subtitles", "captions", "descriptions", "chapters")).OnElements("track")
	p.AllowAttrs("srclang").Matching(languageTag).OnElements("track")
	p.AllowAttrs("label").Matching(freeText).OnElements("track")
	p.AllowAttrs("default").Matching(nothing).OnElements("track")
	p.AllowAttrs("type").Matching(exactly("checkbox")).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(nothing).OnElements("input")
}

func allowMath(p *bluemonday.Policy) {
	elements := strings.Fields(mathElements)
	p.AllowAttrs(strings.Fields("accent accentunder align alignment-scope columnalign columnlines columnspacing columnspan " +
		"columnwidth depth dir display displaystyle equalcolumns equalrows fence form frame framespacing height " +
		"intent largeop linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minlabelspacing minsize " +
		"movablelimits notation rowalign rowlines rowspacing rowspan rspace scriptlevel separator side stretchy " +
		"symmetric voffset width")...).Matching(mathValue).OnElements(elements...)
	p.AllowAttrs("alttext").Matching(freeText).OnElements("math")
	p.AllowAttrs("xmlns").Matching(exactly("http://www.w3.org/1998/Math/MathML")).OnElements("math")
	p.AllowAttrs("encoding").Matching(exactly("application/x-tex")).OnElements("annotation")
}
