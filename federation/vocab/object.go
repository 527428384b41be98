package vocab

import (
	"cmp"
	"encoding/json"
	"time"
)

// Object is anything that is not an actor, an activity or a collection: Article, Note, Page, Video, Image, Document,
// Event, Tombstone, QuoteAuthorization ...
type Object struct {
	Base

	FormerType string    // of a Tombstone
	Deleted    time.Time // of a Tombstone

	InteractionPolicy map[string]Policy // by "canLike", "canReply", "canAnnounce", "canQuote"
	Quote             string            // id of what is quoted (FEP-044f)
	QuoteURI          string            // the same, as older servers call it
	QuoteURL          string            // the same, as Misskey calls it
	Subject           string            // what it is about (dcterms:subject): of an Article, its content warning (FEP-b2b8)
	Blurhash          string            // of a picture: what it looks like from afar (blurha.sh)
	FocalPoint        []float64         // of a picture: the part that matters, from -1 (left, bottom) to 1 (right, top)

	InteractingObject string // of a QuoteAuthorization: the quote
	InteractionTarget string // of a QuoteAuthorization: what is quoted

}

// Policy says who may interact in one way.
type Policy struct {
	Automatic []string // ids of actors or collections who need no approval
	Manual    []string // ids of those who have to ask
}

func (o *Object) table() []field {
	return append(o.baseFields(),
		field{"formerType", exact(&o.FormerType)},
		field{"deleted", moment{&o.Deleted}},
		field{"interactionPolicy", policies{&o.InteractionPolicy}},
		field{"quote", iri(&o.Quote)},
		field{"quoteUri", iri(&o.QuoteURI)},
		field{"quoteUrl", iri(&o.QuoteURL)},
		field{"dcterms:subject", text(&o.Subject)},
		field{"blurhash", exact(&o.Blurhash)},
		field{"focalPoint", pair{&o.FocalPoint}},
		field{"interactingObject", iri(&o.InteractingObject)},
		field{"interactionTarget", iri(&o.InteractionTarget)},
	)
}

// Object reads the item as an object; it fails when only the id is here.
func (i Item) Object() (*Object, error) {
	o := &Object{}
	return o, i.into(o, "an object")
}

// DecodeObject reads a document as an object. See [Decode].
func DecodeObject(doc []byte) (*Object, error) {
	o := &Object{}
	return o, decode(doc, o, "an object")
}

// Quoted is the id of what the object quotes, under any of the names in use; "" when it quotes nothing.
func (o *Object) Quoted() string {
	return cmp.Or(o.Quote, o.QuoteURI, o.QuoteURL, unquote(o.Extra["_misskey_quote"]))
}

// Gone is the Tombstone of something deleted; at may be zero.
func Gone(id, formerType string, at time.Time) *Object {
	return &Object{Base: Base{ID: id, Type: TypeTombstone}, FormerType: formerType, Deleted: at}
}

// Picture is an Image as every server reads it: one plain address, its media type and what it shows.
func Picture(address, mediaType, alt string) Item {
	return Embed(Media(TypeImage, address, mediaType, alt))
}

// Media is an Image, Audio or Video as every server reads it.
func Media(typ, address, mediaType, alt string) *Object {
	return &Object{Base: Base{Type: typ, URL: URLs(address), MediaType: mediaType, Name: alt}}
}

// policies is the codec of "interactionPolicy".
type policies struct{ to *map[string]Policy }

func (p *Policy) table() []field {
	return []field{
		{"automaticApproval", iris{&p.Automatic, true}},
		{"manualApproval", iris{&p.Manual, true}},
	}
}

func (c policies) read(raw []byte) bool {
	found := make(map[string]Policy)
	for name, member := range members(raw) {
		var p Policy
		if !isObject(member) || len(readFields(member, p.table())) > 0 {
			return false // kept whole in Extra: half a policy would be another policy
		}
		found[name] = p
	}
	*c.to = found
	return len(found) > 0
}
func (c policies) empty() bool { return len(*c.to) == 0 }
func (c policies) write(dst []byte) []byte {
	rows := make(map[string]json.RawMessage, len(*c.to))
	for name, p := range *c.to {
		rows[name] = writeFields(nil, p.table(), nil)
	}
	return writeFields(dst, nil, rows)
}
