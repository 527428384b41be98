package vocab

import "strings"

// Collection is a Collection, OrderedCollection or a page of one.
type Collection struct {
	Base
	TotalItems *int
	First      Item
	Next, Prev Item
	PartOf     string
	Items      Items
}

func (c *Collection) table() []field {
	items, others := "items", "orderedItems"
	if strings.HasPrefix(c.Type, "Ordered") {
		items, others = others, items
	}
	return append(c.baseFields(),
		field{"totalItems", number{&c.TotalItems}},
		field{"first", one{&c.First}},
		field{"next", one{&c.Next}},
		field{"prev", one{&c.Prev}},
		field{"partOf", iri(&c.PartOf)},
		field{items, many{&c.Items, always}},
		field{others, misnamed{many{&c.Items, always}}},
	)
}

// misnamed reads "items" of an ordered collection, and the other way round, and never writes it.
type misnamed struct{ many }

func (c misnamed) read(raw []byte) bool { return len(*c.to) == 0 && c.many.read(raw) }
func (c misnamed) empty() bool          { return true }

// Collection reads the item as a collection; it fails when only the id is here.
func (i Item) Collection() (*Collection, error) {
	c := &Collection{Base: Base{Type: i.Type}} // the table depends on it
	return c, i.into(c, "a collection")
}
