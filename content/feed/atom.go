package feed

import (
	"encoding/xml"
	"slices"
	"strconv"
	"time"

	"github.com/gorilla/feeds"
)

type atomFeed struct {
	feeds.AtomFeed
	XMLName xml.Name `xml:"feed"`
	Lang    string   `xml:"xml:lang,attr,omitempty"`
	Links   []feeds.AtomLink
	Authors []feeds.AtomAuthor
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	feeds.AtomEntry
	XMLName    xml.Name `xml:"entry"`
	Lang       string   `xml:"xml:lang,attr,omitempty"`
	Authors    []feeds.AtomAuthor
	Categories []atomCategory `xml:"category"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

// Atom writes RFC 4287.
func Atom(f Feed) ([]byte, error) {
	f, err := f.ready()
	if err != nil {
		return nil, err
	}
	doc := atomFeed{
		Lang: f.Language, Authors: atomAuthors(f.atomOwners()),
		Links: []feeds.AtomLink{
			{Href: f.SelfURL, Rel: "self", Type: atomType},
			{Href: f.HomeURL, Rel: "alternate", Type: "text/html"},
		},
		AtomFeed: feeds.AtomFeed{
			Xmlns: "http://www.w3.org/2005/Atom", Title: f.Title, Subtitle: f.Subtitle, Id: f.SelfURL,
			Updated: f.Updated.UTC().Format(time.RFC3339), Rights: f.Rights, Icon: f.IconURL,
		},
	}
	if f.Hub != "" {
		doc.Links = append(doc.Links, feeds.AtomLink{Href: f.Hub, Rel: "hub"})
	}
	for _, e := range f.Entries {
		doc.Entries = append(doc.Entries, newAtomEntry(e, f.Language))
	}
	return marshal(doc)
}

func newAtomEntry(e Entry, feedLanguage string) atomEntry {
	entry := atomEntry{
		Lang: e.languageUnlike(feedLanguage), Authors: atomAuthors(e.Authors),
		AtomEntry: feeds.AtomEntry{
			Title: e.Title, Id: e.ID, Rights: e.Rights,
			Updated: e.Updated.UTC().Format(time.RFC3339), Published: e.Published.UTC().Format(time.RFC3339),
			Content: &feeds.AtomContent{Type: "html", Content: e.ContentHTML},
			Links:   []feeds.AtomLink{{Href: e.URL, Rel: "alternate", Type: "text/html"}},
		},
	}
	if text := e.summary(); text != "" {
		entry.Summary = &feeds.AtomSummary{Type: "text", Content: text}
	}
	for _, file := range e.Files {
		entry.Links = append(entry.Links, feeds.AtomLink{Href: file.URL, Rel: "enclosure", Type: file.MediaType, Length: strconv.FormatInt(file.Bytes, 10)})
	}
	if e.Image != nil {
		link := feeds.AtomLink{Href: e.Image.URL, Rel: "enclosure", Type: e.Image.MediaType}
		if e.Image.Bytes > 0 {
			link.Length = strconv.FormatInt(e.Image.Bytes, 10)
		}
		entry.Links = append(entry.Links, link)
	}
	for _, tag := range e.Tags {
		entry.Categories = append(entry.Categories, atomCategory{Term: tag})
	}
	return entry
}

// atomOwners are the feed's authors. Where an entry has none the feed must have one (RFC 4287 section 4.1.1).
func (f Feed) atomOwners() []Author {
	anonymous := slices.ContainsFunc(f.Entries, func(e Entry) bool { return len(e.Authors) == 0 })
	if anonymous && len(f.Authors) == 0 {
		return []Author{{Name: f.Title, URL: f.HomeURL}}
	}
	return f.Authors
}

func atomAuthors(authors []Author) []feeds.AtomAuthor {
	var list []feeds.AtomAuthor
	for _, a := range authors {
		list = append(list, feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: a.Name, Uri: a.URL}})
	}
	return list
}
