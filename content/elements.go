package content

import "strings"

// set makes a read-only set of the words in a list.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

const (
	textElements  = "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr"
	flowElements  = "address article aside blockquote caption center col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li nav ol p pre section summary table tbody td tfoot th thead tr ul"
	mediaElements = "audio img input source track video"
	// MathML Core's elements, and those of MathML 3 that Temml writes.
	mathElements = "annotation maction math menclose merror mfrac mi mlabeledtr mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics"
)

var (
	voidElements = set("area base br col embed hr img input link meta param source track wbr")
	// droppedWhole lose their content with their tags: it is no text.
	droppedWhole = set("applet canvas datalist frameset head iframe map noembed noframes noscript object optgroup option plaintext script select style svg template textarea title xmp annotation-xml mglyph malignmark")
	// blockElements end an open paragraph (HTML Living Standard §13.2.6.4.7).
	blockElements = set("address article aside blockquote center details dialog dd dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul")
	// fences stop the search for an element to close: what is outside a cell stays open.
	fences     = set("caption math table td th")
	tableParts = set("caption colgroup table tbody td tfoot th thead tr")
	// foreignElements may close themselves with a slash.
	foreignElements = set("svg mglyph malignmark annotation-xml")
)

// closedBy names what a start tag closes, and within what: <li> ends an open
// <li> of the same list.
var closedBy = map[string]struct{ closes, within map[string]bool }{
	"li":    {set("li"), set("ul ol menu")},
	"dt":    {set("dt dd"), set("dl")},
	"dd":    {set("dt dd"), set("dl")},
	"tr":    {set("tr"), set("table")},
	"td":    {set("td th"), set("tr table")},
	"th":    {set("td th"), set("tr table")},
	"thead": {set("caption colgroup thead tbody tfoot"), set("table")},
	"tbody": {set("caption colgroup thead tbody tfoot"), set("table")},
	"tfoot": {set("caption colgroup thead tbody tfoot"), set("table")},
	"rt":    {set("rt rp"), set("ruby")},
	"rp":    {set("rt rp"), set("ruby")},
	"a":     {set("a"), set("td th")},
	"h1":    {set("h1 h2 h3 h4 h5 h6"), set("td th")},
	"h2":    {set("h1 h2 h3 h4 h5 h6"), set("td th")},
	"h3":    {set("h1 h2 h3 h4 h5 h6"), set("td th")},
	"h4":    {set("h1 h2 h3 h4 h5 h6"), set("td th")},
	"h5":    {set("h1 h2 h3 h4 h5 h6"), set("td th")},
	"h6":    {set("h1 h2 h3 h4 h5 h6"), set("td th")},
}
