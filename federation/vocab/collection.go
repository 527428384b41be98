package vocab

import "strings"

// Collection is a Collection, OrderedCollection or a page of one.
type Collection struct {
	Base
	TotalItems  *int
	First, Last Item
	Next, Prev  Item
	PartOf      string
	Items       Items
}

func (c *Collection) table() []field {
	items, others := "items", "orderedItems"
	if strings.HasPrefix(c.Type, "Ordered") {
		items, others = others, items
	}
	return append(c.baseFields(),
		field{"totalItems", number{&c.TotalItems}},
		field{"first", one{&c.First}},
		field{"last", one{&c.Last}},
		field{"next", one{&c.Next}},
		field{"prev", one{&c.Prev}},
		field{"partOf", iri{&c.PartOf}},
		field{items, many{&c.Items, always}},
		field{others, misnamed{&c.Items}},
	)
}

// misnamed reads "items" of an ordered collection, and the other way round, and never writes it.
type misnamed struct{ to *Items }

func (c misnamed) read(raw []byte) bool {
	if len(*c.to) > 0 {
		return false
	}
	return many{c.to, always}.read(raw)
}
func (c misnamed) empty() bool             { return true }
func (c misnamed) write(dst []byte) []byte { return dst }

// Collection reads the item as a collection; it fails when only the id is here.
func (i Item) Collection() (*Collection, error) {
	if !i.Embedded() {
		return nil, errOnlyID(i, "a collection")
	}
	c := &Collection{Base: Base{Type: i.Type}} // the table depends on it
	c.Extra = readFields(i.Raw, c.table())
	return c, nil
}

// DecodeCollection reads a document as a collection or a page of one. See [Decode].
func DecodeCollection(doc []byte) (*Collection, error) {
	item, err := Decode(doc)
	if err != nil {
		return nil, err
	}
	return item.Collection()
}

// IsPage tells whether this is a page of a collection.
func (c *Collection) IsPage() bool { return strings.HasSuffix(c.Type, "Page") }
