package feed

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// told is what somebody wrote into an entry, and what a reader finds there.
type told struct {
	Title, Summary, Content string
	Authors, Tags           []string
}

// The readers are those of the standard library, with structures that share nothing with the writers.
var readers = map[string]func(document []byte) (told, error){
	"rss": func(document []byte) (told, error) {
		var doc struct {
			Title   string   `xml:"channel>item>title"`
			Summary string   `xml:"channel>item>description"`
			Content string   `xml:"channel>item>encoded"`
			Authors []string `xml:"channel>item>creator"`
			Tags    []string `xml:"channel>item>category"`
		}
		err := xml.Unmarshal(document, &doc)
		doc.Summary = html.UnescapeString(doc.Summary) // a description is HTML
		return told(doc), err
	},
	"atom": func(document []byte) (told, error) {
		var doc struct {
			Title   string   `xml:"entry>title"`
			Summary string   `xml:"entry>summary"`
			Content string   `xml:"entry>content"`
			Authors []string `xml:"entry>author>name"`
			Tags    []struct {
				Term string `xml:"term,attr"`
			} `xml:"entry>category"`
		}
		err := xml.Unmarshal(document, &doc)
		t := told{Title: doc.Title, Summary: doc.Summary, Content: doc.Content, Authors: doc.Authors}
		for _, tag := range doc.Tags {
			t.Tags = append(t.Tags, tag.Term)
		}
		return t, err
	},
	"json": func(document []byte) (told, error) {
		var doc struct {
			Items []struct {
				Title, Summary string
				Content        string `json:"content_html"`
				Tags           []string
				Authors        []struct{ Name string }
			}
		}
		if err := json.Unmarshal(document, &doc); err != nil {
			return told{}, err
		}
		item := doc.Items[0]
		t := told{Title: item.Title, Summary: item.Summary, Content: item.Content, Tags: item.Tags}
		for _, author := range item.Authors {
			t.Authors = append(t.Authors, author.Name)
		}
		return t, nil
	},
}

// anyText is what a program may be handed: mostly text, with what breaks parsers, and bytes that are no text.
func anyText() *rapid.Generator[string] {
	part := rapid.OneOf(rapid.String(), rapid.SampledFrom(spice), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 8), func(b []byte) string { return string(b) }))
	return rapid.Map(rapid.SliceOfN(part, 1, 6), func(parts []string) string { return strings.Join(parts, "") })
}

// readable is what of a text XML 1.0 can carry (sections 2.2 and 2.11), without what stands for broken bytes.
func readable(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	var out strings.Builder
	for _, r := range s {
		control := r < ' ' && r != '\t' && r != '\n'
		if !control && r != utf8.RuneError && r != 0xFFFE && r != 0xFFFF {
			out.WriteRune(r)
		}
	}
	return out.String()
}

// readable leaves out authors of whose name nothing can be read, as the writers do.
func (t told) readable() told {
	t.Title, t.Summary, t.Content = readable(t.Title), readable(t.Summary), readable(t.Content)
	t.Authors = slices.DeleteFunc(readableAll(t.Authors), func(name string) bool { return name == "" })
	t.Tags = readableAll(t.Tags)
	return t
}

func readableAll(texts []string) []string {
	all := []string{}
	for _, s := range texts {
		all = append(all, readable(s))
	}
	return all
}

// C5: whatever is written, each format tells all of it, the same, to a parser that knows nothing of the writer.
func TestEveryFormatTellsTheSame(t *testing.T) {
	check := func(t *rapid.T) {
		some := rapid.SliceOfN(anyText(), 0, 3)
		written := told{
			Title: anyText().Draw(t, "title"), Summary: anyText().Draw(t, "summary"), Content: anyText().Draw(t, "content"),
			Authors: some.Draw(t, "authors"), Tags: some.Draw(t, "tags"),
		}
		f := anonymous()
		e := &f.Entries[0]
		e.Title, e.Summary, e.ContentHTML, e.Tags = written.Title, written.Summary, written.Content, written.Tags
		for _, name := range written.Authors {
			e.Authors = append(e.Authors, Author{Name: name})
		}
		for format, read := range readers {
			document, err := writers[format](f)
			if err != nil {
				t.Fatal(err)
			}
			found, err := read(document)
			if err != nil {
				t.Fatalf("%s: %v\n%s", format, err, document)
			}
			if got, want := found.readable(), written.readable(); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: read %q, written %q", format, got, want)
			}
		}
	}
	for range 5 { // a hundred texts each time
		rapid.Check(t, check)
	}
}

func TestFeedparserReadsAuthors(t *testing.T) {
	dir := t.TempDir()
	f := full()
	for _, format := range []string{"rss", "atom"} {
		document, err := writers[format](f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "full."+format), document, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := runFeedparser(t, dir)
	for i, e := range f.Entries {
		var want []string
		for _, author := range e.Authors {
			want = append(want, author.Name)
		}
		for name, p := range read {
			if len(p.Entries) != len(f.Entries) || !slices.Equal(p.Entries[i].Authors, want) {
				t.Errorf("%s: entry %d of %+v is not by %q", name, i, p.Entries, want)
			}
		}
	}
}
