package vocab

import (
	"cmp"
	"encoding/json"
	"time"
)

// Base holds the properties that objects, actors, activities and collections share. Times are UTC; the zero value of
// every field means "absent". Texts named Content and Summary are HTML unless MediaType says otherwise, and not safe
// to show before they were sanitised.
type Base struct {
	ID       string
	Type     string
	AlsoType []string // the further types of something that has several

	AttributedTo Items
	Audience     []string
	To, Cc       []string

	Name, Summary, Content          string
	NameMap, SummaryMap, ContentMap map[string]string // by language tag
	MediaType                       string
	Source                          *Source

	URL                []Link
	Published, Updated time.Time
	Sensitive          *bool

	InReplyTo    string
	Context      Item // the conversation (FEP-7888)
	Conversation string
	Replies      Item
	Likes        Item
	Shares       Item

	Icon, Image Items
	Attachment  Items
	Tag         []Link
	Preview     Item

	Extra map[string]json.RawMessage // what is not named here, as it came
}

// Source is what the content was made from.
type Source struct {
	Content   string
	MediaType string
}

// baseFields is the table of the shared properties.
func (b *Base) baseFields() []field {
	return []field{
		{"id", exact(&b.ID)},
		{"type", typeName{&b.Type, &b.AlsoType}},
		{"attributedTo", many{&b.AttributedTo, embedded}},
		{"audience", iris{&b.Audience, false}},
		{"to", iris{&b.To, true}},
		{"cc", iris{&b.Cc, true}},
		{"name", text(&b.Name)},
		{"nameMap", words{&b.NameMap}},
		{"summary", text(&b.Summary)},
		{"summaryMap", words{&b.SummaryMap}},
		{"content", text(&b.Content)},
		{"contentMap", words{&b.ContentMap}},
		{"mediaType", text(&b.MediaType)},
		{"source", source{&b.Source}},
		{"url", links{&b.URL, false}},
		{"published", moment{&b.Published}},
		{"updated", moment{&b.Updated}},
		{"sensitive", boolean{&b.Sensitive}},
		{"inReplyTo", iri(&b.InReplyTo)},
		{"context", one{&b.Context}},
		{"conversation", iri(&b.Conversation)},
		{"replies", one{&b.Replies}},
		{"likes", one{&b.Likes}},
		{"shares", one{&b.Shares}},
		{"icon", many{&b.Icon, never}},
		{"image", many{&b.Image, never}},
		{"attachment", many{&b.Attachment, always}},
		{"tag", links{&b.Tag, true}},
		{"preview", one{&b.Preview}},
	}
}

// Common gives the properties that all values share.
func (b *Base) Common() *Base { return b }

// Author is the id of who the thing is attributed to: of several the first that is not a Group (Plume and Lemmy list
// the Group beside the person); "" when there is none.
func (b *Base) Author() string {
	for _, item := range b.AttributedTo {
		if item.ID != "" && item.Type != TypeGroup {
			return item.ID
		}
	}
	return b.AttributedTo.First().ID
}

// Title is the name in plain text, from whichever property holds it.
func (b *Base) Title() string { return pick(b.Name, b.NameMap) }

// Excerpt is the summary, from whichever property holds it.
func (b *Base) Excerpt() string { return pick(b.Summary, b.SummaryMap) }

// Body is the content and its media type: the one given, or text/html.
func (b *Base) Body() (content, mediaType string) {
	return pick(b.Content, b.ContentMap), cmp.Or(b.MediaType, "text/html")
}

// pick is the plain value, else the one of the first language by name.
func pick(plain string, byLanguage map[string]string) string {
	if plain != "" || len(byLanguage) == 0 {
		return plain
	}
	return byLanguage[sortedNames(byLanguage)[0]]
}

// Language is the tag under which the maps hold the plain text; "" when they do not say.
func (b *Base) Language() string {
	for _, pair := range []struct {
		plain      string
		byLanguage map[string]string
	}{{b.Content, b.ContentMap}, {b.Name, b.NameMap}, {b.Summary, b.SummaryMap}} {
		for _, lang := range sortedNames(pair.byLanguage) {
			if lang != "und" && (pair.plain == "" || pair.byLanguage[lang] == pair.plain) {
				return lang
			}
		}
	}
	return ""
}

// Page is the address to show to people: the first HTML link, else the first link, else the id.
func (b *Base) Page() string {
	for _, link := range b.URL {
		if link.MediaType == "text/html" && link.Href != "" {
			return link.Href
		}
	}
	if len(b.URL) > 0 && b.URL[0].Href != "" {
		return b.URL[0].Href
	}
	return b.ID
}

// Mentions are the ids of the actors mentioned.
func (b *Base) Mentions() []string {
	var actors []string
	for _, tag := range b.Tag {
		if tag.Type == TypeMention && tag.Href != "" {
			actors = append(actors, tag.Href)
		}
	}
	return actors
}

// URLs makes the value of a "url" property from plain addresses.
func URLs(addresses ...string) []Link {
	list := make([]Link, len(addresses))
	for i, address := range addresses {
		list[i].Href = address
	}
	return list
}

// source is the codec of "source"; other forms than an object are not understood.
type source struct{ to **Source }

func (c source) read(raw []byte) bool {
	found := members(raw)
	if found == nil || len(found) > 2 {
		return false
	}
	s := &Source{unquote(found["content"]), unquote(found["mediaType"])}
	if s.Content == "" {
		return false // an empty source says nothing; it stays in Extra
	}
	*c.to = s
	return true
}
func (c source) empty() bool { return *c.to == nil }

// write says the content also when it is empty: without it Plume refuses the whole Group (serde wants every field).
func (c source) write(dst []byte) []byte {
	s := *c.to
	dst = AppendText(append(dst, `{"content":`...), s.Content)
	if s.MediaType != "" {
		dst = AppendText(append(dst, `,"mediaType":`...), s.MediaType)
	}
	return append(dst, '}')
}
