package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// node is an XML element; names carry their namespace, as "namespace name" where there is one.
type node struct {
	name     string
	attrs    map[string]string
	text     string
	children []*node
}

// parse fails for what is not well-formed or not in declared namespaces.
func parse(document []byte) (*node, error) {
	decoder := xml.NewDecoder(bytes.NewReader(document))
	root := &node{}
	open := []*node{root}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return only(root, "")
		}
		if err != nil {
			return nil, err
		}
		parent := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: qualified(token.Name), attrs: map[string]string{}}
			if token.Name.Space != "" && !strings.Contains(token.Name.Space, ":/") {
				return nil, fmt.Errorf("undeclared prefix %s", token.Name.Space)
			}
			for _, a := range token.Attr {
				if _, twice := n.attrs[qualified(a.Name)]; twice {
					return nil, fmt.Errorf("attribute %s twice", a.Name.Local)
				}
				n.attrs[qualified(a.Name)] = a.Value
			}
			parent.children = append(parent.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			parent.text += string(token)
		}
	}
}

func qualified(n xml.Name) string { return strings.TrimSpace(n.Space + " " + n.Local) }

func (n *node) all(name string) []*node {
	var found []*node
	for _, c := range n.children {
		if name == "" || c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// only is the child that must be there exactly once.
func only(n *node, name string) (*node, error) {
	if found := n.all(name); len(found) == 1 {
		return found[0], nil
	}
	return nil, fmt.Errorf("%s has %d of %s, want 1", n.name, len(n.all(name)), name)
}

const (
	atomNS    = "http://www.w3.org/2005/Atom "
	contentNS = "http://purl.org/rss/1.0/modules/content/ "
	dcNS      = "http://purl.org/dc/elements/1.1/ "
	mediaNS   = "http://search.yahoo.com/mrss/ "
)

// checker collects what is wrong with a document.
type checker struct{ wrong []error }

func (c *checker) that(ok bool, format string, args ...any) {
	if !ok {
		c.wrong = append(c.wrong, fmt.Errorf(format, args...))
	}
}

// once gives the text of children that must be there exactly once.
func (c *checker) once(n *node, names ...string) []string {
	var texts []string
	for _, name := range names {
		child, err := only(n, name)
		if err != nil {
			c.wrong, child = append(c.wrong, err), &node{}
		}
		texts = append(texts, child.text)
	}
	return texts
}

func (c *checker) atMostOnce(n *node, names ...string) {
	for _, name := range names {
		c.that(len(n.all(name)) <= 1, "%s has several %s", n.name, name)
	}
}

func (c *checker) absolute(where, address string) {
	u, err := url.Parse(address)
	c.that(err == nil && u.IsAbs(), "%s: %q is no absolute URI", where, address)
}

func (c *checker) time(layout, value string) {
	parsed, err := time.Parse(layout, value)
	c.that(err == nil && parsed.Year() > 1900, "time %q: %v", value, err)
}

// checkRSS is RSS 2.0, with the advice of the RSS Board's profile.
func checkRSS(f Feed, document []byte) error {
	var c checker
	root, err := parse(document)
	if err != nil {
		return err
	}
	c.that(root.name == "rss" && root.attrs["version"] == "2.0", "root is %s %v", root.name, root.attrs)
	channel, err := only(root, "channel")
	if err != nil {
		return err
	}
	texts := c.once(channel, "title", "link", "description", "lastBuildDate")
	c.that(texts[0] == f.Title, "title %q", texts[0])
	c.absolute("link", texts[1])
	c.that(texts[2] != "" || f.Title == "", "the description is empty")
	c.time(time.RFC1123Z, texts[3])
	c.atMostOnce(channel, "language", "copyright", "image")
	self := 0
	for _, link := range channel.all(atomNS + "link") {
		if link.attrs["rel"] == "self" && link.attrs["href"] == f.SelfURL && link.attrs["type"] == rssType {
			self++
		}
	}
	c.that(self == 1, "%d links to itself", self)
	items := channel.all("item")
	c.that(len(items) == len(f.Entries), "%d items", len(items))
	for i, item := range items[:min(len(items), len(f.Entries))] {
		c.rssItem(f.Entries[i], item)
	}
	return errors.Join(c.wrong...)
}

func (c *checker) rssItem(e Entry, item *node) {
	texts := c.once(item, "title", "link", "description", "guid", "pubDate", contentNS+"encoded")
	c.that(texts[0] == e.Title, "title %q, want %q", texts[0], e.Title)
	c.absolute("link", texts[1])
	c.that(texts[3] == e.ID, "guid %q", texts[3])
	c.that(item.all("guid")[0].attrs["isPermaLink"] == "false", "the guid claims to be a link")
	c.time(time.RFC1123Z, texts[4])
	c.that(texts[5] == e.ContentHTML, "content %q, want %q", texts[5], e.ContentHTML)
	c.that(len(item.all("author")) == 0, "author is for e-mail addresses")
	c.that(len(item.all(dcNS+"creator")) == len(e.Authors), "creators")
	c.that(len(item.all("category")) == len(e.Tags), "categories")
	for _, picture := range item.all(mediaNS + "content") {
		c.absolute("media:content", picture.attrs["url"])
		c.that(picture.attrs["medium"] == "image", "medium %q", picture.attrs["medium"])
	}
	c.that(len(item.all(mediaNS+"content")) == 0 == (e.Image == nil), "picture")
	enclosures := item.all("enclosure")
	c.that(len(enclosures) == min(len(e.Files), 1), "%d enclosures", len(enclosures))
	for _, file := range enclosures {
		c.absolute("enclosure", file.attrs["url"])
		c.that(file.attrs["type"] == e.Files[0].MediaType && file.attrs["length"] == strconv.FormatInt(e.Files[0].Bytes, 10), "enclosure %v", file.attrs)
	}
}

// checkAtom is RFC 4287 sections 4.1.1 and 4.1.2.
func checkAtom(f Feed, document []byte) error {
	var c checker
	root, err := parse(document)
	if err != nil {
		return err
	}
	c.that(root.name == atomNS+"feed", "root is %s", root.name)
	c.that(root.attrs["http://www.w3.org/XML/1998/namespace lang"] == f.Language || root.attrs["xml lang"] == f.Language, "language in %v", root.attrs)
	texts := c.once(root, atomNS+"id", atomNS+"title", atomNS+"updated")
	c.absolute("id", texts[0])
	c.that(texts[1] == f.Title, "title %q", texts[1])
	c.time(time.RFC3339, texts[2])
	c.atMostOnce(root, atomNS+"subtitle", atomNS+"rights", atomNS+"icon", atomNS+"logo", atomNS+"generator")
	c.links(root, "self", "alternate")
	entries := root.all(atomNS + "entry")
	c.that(len(entries) == len(f.Entries), "%d entries", len(entries))
	for i, entry := range entries[:min(len(entries), len(f.Entries))] {
		c.that(len(root.all(atomNS+"author"))+len(entry.all(atomNS+"author")) > 0, "nobody wrote entry %d", i)
		c.atomEntry(f.Entries[i], entry)
	}
	return errors.Join(c.wrong...)
}

func (c *checker) atomEntry(e Entry, entry *node) {
	texts := c.once(entry, atomNS+"id", atomNS+"title", atomNS+"updated", atomNS+"published", atomNS+"content")
	c.that(texts[0] == e.ID, "id %q", texts[0])
	c.that(texts[1] == e.Title, "title %q, want %q", texts[1], e.Title)
	c.time(time.RFC3339, texts[2])
	c.time(time.RFC3339, texts[3])
	c.that(texts[4] == e.ContentHTML, "content %q, want %q", texts[4], e.ContentHTML)
	c.that(entry.all(atomNS + "content")[0].attrs["type"] == "html", "content is not HTML")
	c.atMostOnce(entry, atomNS+"summary", atomNS+"rights")
	c.links(entry, "alternate")
	c.that(len(entry.all(atomNS+"category")) == len(e.Tags), "categories")
	for i, category := range entry.all(atomNS + "category") {
		c.that(category.attrs["term"] == e.Tags[i], "category %v", category.attrs)
	}
	for _, author := range entry.all(atomNS + "author") {
		c.once(author, atomNS+"name")
	}
}

// links must have each relation exactly once.
func (c *checker) links(n *node, relations ...string) {
	var found []string
	for _, link := range n.all(atomNS + "link") {
		found = append(found, link.attrs["rel"])
		if link.attrs["rel"] == "enclosure" { // an entry may have many, each of its own (RFC 4287 section 4.1.2)
			found[len(found)-1] += " " + link.attrs["href"]
			found = append(found, "enclosure")
		}
		c.absolute("link", link.attrs["href"])
	}
	for _, relation := range relations {
		c.that(slices.Index(found, relation) >= 0, "no link %s in %v", relation, found)
	}
	found = slices.DeleteFunc(found, func(rel string) bool { return rel == "enclosure" })
	slices.Sort(found)
	c.that(len(slices.Compact(found)) == len(n.all(atomNS+"link")), "links repeat")
}

// checkJSON is JSON Feed 1.1.
func checkJSON(f Feed, document []byte) error {
	var c checker
	var doc struct {
		Version, Title, Language string
		FeedURL                  string `json:"feed_url"`
		HomeURL                  string `json:"home_page_url"`
		Items                    *[]struct {
			ID, URL, Title, Language, Image string
			Content                         *string `json:"content_html"`
			Published                       string  `json:"date_published"`
			Modified                        string  `json:"date_modified"`
			Banner                          string  `json:"banner_image"`
			Wrong                           any     `json:"banner_"` // a slip of the library
			Attachments                     []struct {
				URL   string
				Type  string `json:"mime_type"`
				Title string
				Size  int64
			}
			Tags    []string
			Authors []struct{ Name, URL, Avatar string }
		}
	}
	if err := json.Unmarshal(document, &doc); err != nil {
		return err
	}
	if doc.Items == nil || len(*doc.Items) != len(f.Entries) {
		return errors.New("items are missing")
	}
	c.that(doc.Version == "https://jsonfeed.org/version/1.1", "version %q", doc.Version)
	c.that(doc.Title == f.Title && doc.Language == f.Language && doc.FeedURL == f.SelfURL && doc.HomeURL == f.HomeURL, "head %+v", doc)
	for i, item := range *doc.Items {
		e := f.Entries[i]
		c.that(item.ID == e.ID && item.URL == e.URL && item.Title == e.Title, "item %+v", item)
		c.that(item.Content != nil && *item.Content == e.ContentHTML, "content of %d", i)
		c.time(time.RFC3339, item.Published)
		c.time(time.RFC3339, item.Modified)
		c.that(item.Wrong == nil && len(item.Attachments) == len(e.Files), "item %d has fields it must not have", i)
		for n, file := range item.Attachments {
			c.that(file.URL == e.Files[n].URL && file.Type == e.Files[n].MediaType && file.Title == e.Files[n].Title && file.Size == e.Files[n].Bytes, "attachment %+v of %d", file, i)
		}
		c.that(len(item.Authors) == len(e.Authors) && len(item.Tags) == len(e.Tags), "authors or tags of %d", i)
		c.that((item.Image != "") == (e.Image != nil) && item.Banner == item.Image, "picture of %d", i)
	}
	return errors.Join(c.wrong...)
}

var checks = map[string]func(Feed, []byte) error{"rss": checkRSS, "atom": checkAtom, "json": checkJSON}

func TestConformance(t *testing.T) {
	for name, f := range map[string]Feed{"full": full(), "empty": empty(), "anonymous": anonymous(), "twenty": twenty()} {
		for format, write := range writers {
			document, err := write(f)
			if err != nil {
				t.Fatal(err)
			}
			if err := checks[format](f, document); err != nil {
				t.Errorf("%s.%s: %v", name, format, err)
			}
		}
	}
}
