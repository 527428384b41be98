package vocab

import (
	"encoding/json"
	"strings"
)

// Link is a Link, Mention, Hashtag, Emoji or anything else found in "url" and "tag". A link of which only the target
// is known is written as a plain string.
type Link struct {
	Type      string // "" for a plain string
	Href      string // the target
	Name      string // "@user@host", "#tag", ":shortcode:"
	MediaType string
	Extra     map[string]json.RawMessage
}

// Hashtag is the tag for a page of articles; name with or without "#".
func Hashtag(name, page string) Link {
	return Link{Type: TypeHashtag, Href: page, Name: "#" + strings.TrimPrefix(name, "#")}
}

func (l *Link) table() []field {
	return []field{
		{"type", typeName{&l.Type, new([]string)}},
		{"href", iri(&l.Href)},
		{"name", text(&l.Name)},
		{"mediaType", text(&l.MediaType)},
	}
}

func (l *Link) write(dst []byte) []byte {
	if l.plain() {
		return AppendText(dst, l.Href)
	}
	return writeFields(dst, l.table(), l.Extra)
}

// plain tells whether the target is all there is to say.
func (l *Link) plain() bool {
	return l.Type == "" && l.Name == "" && l.MediaType == "" && len(l.Extra) == 0
}

// links are the values of "url" and "tag".
type links struct {
	to    *[]Link
	array bool
}

func (c links) read(raw []byte) bool {
	found := []Link{}
	for _, element := range elements(raw) {
		var link Link
		if isObject(element) {
			link.Extra = readFields(element, link.table())
		} else {
			link.Href = unquote(element)
		}
		if link.Href != "" || !link.plain() {
			found = append(found, link)
		}
	}
	*c.to = found
	return true
}
func (c links) empty() bool { return *c.to == nil || (len(*c.to) == 0 && !c.array) }
func (c links) write(dst []byte) []byte {
	return appendArray(dst, *c.to, c.array, func(dst []byte, link Link) []byte { return link.write(dst) })
}
