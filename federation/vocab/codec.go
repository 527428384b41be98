package vocab

import (
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// codec reads and writes one property. read says whether it understood; what it did not understand goes to Extra.
type codec interface {
	read(raw []byte) bool
	empty() bool
	write(dst []byte) []byte
}

// field is one row of a type's table, which is its reader, its writer and its key order.
type field struct {
	name string
	codec
}

// readFields fills the table from the members of doc and gives what is left over.
func readFields(doc []byte, table []field) map[string]json.RawMessage {
	found := members(doc)
	for _, f := range table {
		if raw, ok := found[f.name]; ok && (isNull(raw) || f.read(raw)) {
			delete(found, f.name)
		}
	}
	return found
}

// writeFields appends an object: the table's order, then extra by name. A property that was set wins over extra.
func writeFields(dst []byte, table []field, extra map[string]json.RawMessage) []byte {
	dst = append(dst, '{')
	first := true
	key := func(name string) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(AppendText(dst, name), ':')
	}
	written := make(map[string]bool, len(table))
	for _, f := range table {
		if !f.empty() && !written[f.name] {
			key(f.name)
			dst = f.write(dst)
			written[f.name] = true
		}
	}
	for _, name := range sortedNames(extra) {
		if !written[name] {
			key(name)
			dst = append(dst, extra[name]...)
		}
	}
	return append(dst, '}')
}

func sortedNames[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// word is a property of one string, which take finds in its value; "" is none.
type word struct {
	to   *string
	take func(raw []byte) string
}

func (c word) read(raw []byte) bool {
	*c.to = c.take(raw)
	return *c.to != ""
}
func (c word) empty() bool             { return *c.to == "" }
func (c word) write(dst []byte) []byte { return AppendText(dst, *c.to) }

// text is a string; of several it is the first.
func text(to *string) codec { return word{to, firstText} }

// exact is a string and nothing else: used where an array could mean different things to different readers.
func exact(to *string) codec { return word{to, unquote} }

// iri is the id of something, given as text or embedded; of several it is the first.
func iri(to *string) codec { return word{to, firstID} }

func firstText(raw []byte) string {
	for _, item := range elements(raw) {
		if value := unquote(item); value != "" {
			// No text means anything by NUL, and PostgreSQL refuses it.
			return strings.ReplaceAll(value, "\x00", "")
		}
	}
	return ""
}

func firstID(raw []byte) string {
	for _, item := range elements(raw) {
		if id := idOf(item); id != "" {
			return id
		}
	}
	return ""
}

// idOf is the id of an id, an object or a link.
func idOf(raw []byte) string {
	if id := unquote(raw); id != "" {
		return id
	}
	found := members(raw)
	return cmp.Or(unquote(found["id"]), unquote(found["href"]))
}

// typeName is the type. Of several the first one we know counts, the others are kept in also.
type typeName struct {
	to   *string
	also *[]string
}

func (c typeName) read(raw []byte) bool {
	var all []string
	for _, item := range elements(raw) {
		if name := unquote(item); name != "" {
			all = append(all, name)
		}
	}
	if len(all) == 0 {
		return false
	}
	chosen := max(0, slices.IndexFunc(all, known))
	*c.to = all[chosen]
	if len(all) > 1 {
		*c.also = slices.Delete(all, chosen, chosen+1)
	}
	return true
}

func known(typ string) bool {
	switch typ {
	case TypeArticle, TypeAudio, TypeDocument, TypeEvent, TypeImage, TypeNote, TypePage, TypeQuestion, TypeTombstone, TypeVideo:
		return true
	}
	return KindOf(typ) != KindObject
}
func (c typeName) empty() bool { return *c.to == "" }
func (c typeName) write(dst []byte) []byte {
	return appendArray(dst, append([]string{*c.to}, *c.also...), len(*c.also) > 0, AppendText)
}

// iris are ids; array keeps a single one in an array.
type iris struct {
	to    *[]string
	array bool
}

func (c iris) read(raw []byte) bool {
	ids := []string{}
	for _, item := range elements(raw) {
		if id := idOf(item); id != "" {
			ids = append(ids, publicAsFull(id))
		}
	}
	*c.to = ids
	return true
}
func (c iris) empty() bool             { return *c.to == nil || (len(*c.to) == 0 && !c.array) }
func (c iris) write(dst []byte) []byte { return appendArray(dst, *c.to, c.array, AppendText) }

// words maps a language tag to a text.
type words struct{ to *map[string]string }

func (c words) read(raw []byte) bool {
	found := members(raw)
	if found == nil {
		return false
	}
	*c.to = make(map[string]string, len(found))
	for lang, value := range found {
		if said := firstText(value); said != "" {
			(*c.to)[lang] = said
		}
	}
	return len(*c.to) > 0
}
func (c words) empty() bool { return len(*c.to) == 0 }
func (c words) write(dst []byte) []byte {
	rows := make(map[string]json.RawMessage, len(*c.to))
	for lang, said := range *c.to {
		rows[lang] = AppendText(nil, said)
	}
	return writeFields(dst, nil, rows)
}

// moment is an xsd:dateTime; zero is none.
type moment struct{ to *time.Time }

// Forms of time seen beside RFC 3339: without a zone, and with one that has no colon.
var momentForms = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05.999999999Z0700", time.DateOnly}

func (c moment) read(raw []byte) bool {
	said := firstText(raw)
	for _, form := range momentForms {
		if at, err := time.Parse(form, said); err == nil && at.Year() > 0 {
			*c.to = at.UTC()
			return true
		}
	}
	return false
}
func (c moment) empty() bool { return c.to.IsZero() }
func (c moment) write(dst []byte) []byte {
	return AppendText(dst, c.to.UTC().Format(time.RFC3339Nano))
}

// boolean is true, false or absent.
type boolean struct{ to **bool }

func (c boolean) read(raw []byte) bool {
	switch strings.Trim(string(raw), "\" \t\r\n") {
	case "true":
		*c.to = new(true)
	case "false":
		*c.to = new(false)
	default:
		return false
	}
	return true
}
func (c boolean) empty() bool             { return *c.to == nil }
func (c boolean) write(dst []byte) []byte { return strconv.AppendBool(dst, **c.to) }

// number is a whole number, not negative, that may be absent.
type number struct{ to **int }

func (c number) read(raw []byte) bool {
	value, err := strconv.ParseFloat(strings.Trim(string(raw), "\" \t\r\n"), 64)
	if err != nil || value < 0 || value > math.MaxInt32 || value != math.Trunc(value) {
		return false
	}
	*c.to = new(int(value))
	return true
}
func (c number) empty() bool             { return *c.to == nil }
func (c number) write(dst []byte) []byte { return strconv.AppendInt(dst, int64(**c.to), 10) }

// pair is two numbers, or absent.
type pair struct{ to *[]float64 }

func (c pair) read(raw []byte) bool {
	var two []float64
	if err := json.Unmarshal(raw, &two); err != nil || len(two) != 2 {
		return false
	}
	*c.to = two
	return true
}
func (c pair) empty() bool { return len(*c.to) == 0 }
func (c pair) write(dst []byte) []byte {
	both, _ := json.Marshal(*c.to) // numbers alone
	return append(dst, both...)
}
