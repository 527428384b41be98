package vocab

import (
	"encoding/json"
	"fmt"
)

// Item is something a property points at: by its id alone, or embedded whole. What is embedded stays bytes until one
// of Object, Actor, Activity, Collection or Link reads it, and is written back byte for byte.
type Item struct {
	ID   string          // "" for something embedded that has no id
	Type string          // "" when only the id is known
	Raw  json.RawMessage // the embedded JSON object; nil when there is only an id
}

// Items are the values of a property that may have several.
type Items []Item

// Value is anything of this package that can be written: *Object, *Actor, *Activity, *Collection.
type Value interface {
	// Common gives the properties that all values share.
	Common() *Base
	table() []field
}

// Ref points at something by its id.
func Ref(id string) Item { return Item{ID: id} }

// Refs points at several things by their ids.
func Refs(ids ...string) Items {
	items := make(Items, len(ids))
	for i, id := range ids {
		items[i] = Ref(id)
	}
	return items
}

// Embed puts v whole into another value, as it is now: later changes of v are not seen.
func Embed(v Value) Item {
	return itemOf(writeFields(nil, v.table(), v.Common().Extra))
}

// Decode reads a document, which must pass [Check]. The error wraps [ErrLimit] or [ErrMalformed].
func Decode(doc []byte) (Item, error) {
	if err := Check(doc); err != nil {
		return Item{}, err
	}
	if !isObject(doc) {
		return Item{}, fmt.Errorf("%w: not an object", ErrMalformed)
	}
	return itemOf(doc), nil
}

// decode reads a document as a value of some type.
func decode(doc []byte, v Value, wanted string) error {
	item, err := Decode(doc)
	if err != nil {
		return err
	}
	return item.into(v, wanted)
}

// itemOf reads an id or an embedded object; of anything else comes the empty Item.
func itemOf(raw []byte) Item {
	var item Item
	if isObject(raw) {
		found := members(raw)
		item.Raw = raw
		item.ID = unquote(found["id"])
		typeName{&item.Type, new([]string)}.read(found["type"])
		if item.ID == "" && KindOf(item.Type) == KindLink {
			item.ID = unquote(found["href"])
		}
		return item
	}
	item.ID = unquote(raw)
	return item
}

// IsZero tells whether the item is absent.
func (i Item) IsZero() bool { return i.ID == "" && i.Raw == nil }

// Embedded tells whether the whole thing is here, not just its id.
func (i Item) Embedded() bool { return i.Raw != nil }

// Kind is the kind of the item's type.
func (i Item) Kind() Kind { return KindOf(i.Type) }

func (i Item) write(dst []byte) []byte {
	if i.Raw != nil {
		return append(dst, i.Raw...)
	}
	return AppendText(dst, i.ID)
}

// into reads the item as a value of some type; it fails when only the id is here.
func (i Item) into(v Value, wanted string) error {
	if i.Embedded() {
		v.Common().Extra = readFields(i.Raw, v.table())
		return nil
	}
	if i.ID == "" {
		return fmt.Errorf("%w: %s is missing", ErrMalformed, wanted)
	}
	return fmt.Errorf("%w: only the id of %s is here, fetch %.200s first", ErrMalformed, wanted, i.ID)
}

// First is the first item; the empty Item when there is none.
func (s Items) First() Item {
	if len(s) == 0 {
		return Item{}
	}
	return s[0]
}

// IDs are the ids of all items that have one.
func (s Items) IDs() []string {
	ids := make([]string, 0, len(s))
	for _, item := range s {
		if item.ID != "" {
			ids = append(ids, item.ID)
		}
	}
	return ids
}

// one is a property with one item; of several it is the first.
type one struct{ to *Item }

func (c one) read(raw []byte) bool {
	for _, element := range elements(raw) {
		if item := itemOf(element); !item.IsZero() {
			*c.to = item
			return true
		}
	}
	return false
}
func (c one) empty() bool             { return c.to.IsZero() }
func (c one) write(dst []byte) []byte { return c.to.write(dst) }

// sole is a property with exactly one item. An array of more is not understood, because readers who take the first
// and readers who take any would disagree about who acts.
type sole struct{ one }

func (c sole) read(raw []byte) bool { return len(elements(raw)) == 1 && c.one.read(raw) }

// many is a property with any number of items.
type many struct {
	to    *Items
	array arrayRule
}

type arrayRule int

const (
	never    arrayRule = iota // a single item stands alone
	embedded                  // a single id stands alone; a single embedded item is put in an array
	always                    // an array, even of none when the property was set
)

func (c many) read(raw []byte) bool {
	items := Items{}
	for _, element := range elements(raw) {
		if item := itemOf(element); !item.IsZero() {
			items = append(items, item)
		}
	}
	*c.to = items
	return true
}
func (c many) empty() bool { return *c.to == nil || (len(*c.to) == 0 && c.array != always) }
func (c many) write(dst []byte) []byte {
	items := *c.to
	array := c.array == always || c.array == embedded && items.First().Embedded()
	return appendArray(dst, items, array, func(dst []byte, item Item) []byte { return item.write(dst) })
}
