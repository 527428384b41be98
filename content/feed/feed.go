package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// Feed is what all formats have in common. URLs are absolute. Times are written in UTC, to the second.
type Feed struct {
	Title    string
	Subtitle string
	HomeURL  string    // the page the feed is of
	SelfURL  string    // this feed's own address
	Language string    // BCP 47
	IconURL  string    // square picture; may be empty
	Rights   string    // licence; may be empty
	Hub      string    // WebSub hub; may be empty
	Updated  time.Time // never earlier than an entry; may be zero
	Authors  []Author
	Entries  []Entry // newest first
}

// Entry is one article in full.
type Entry struct {
	ID          string // permanent absolute URI, never reused; required
	URL         string
	Title       string
	Subtitle    string
	Summary     string    // plain text
	ContentHTML string    // sanitised, with absolute URLs (see content.Absolute)
	Published   time.Time // required
	Updated     time.Time // Published where that is later
	Authors     []Author
	Tags        []string
	Language    string // empty where it is the feed's
	Image       *Image // nil for none
	Files       []File // sounds and films, in the order of the text
	Rights      string
}

// File is a sound or a film of an entry.
type File struct {
	URL       string
	MediaType string
	Title     string // may be empty
	Bytes     int64
}

// Author is a person.
type Author struct {
	Name      string
	URL       string
	AvatarURL string
}

// Image is an entry's picture.
type Image struct {
	URL           string
	MediaType     string
	Alt           string
	Bytes         int64
	Width, Height int // pixels
}

// ContentType is the value of the header for "rss", "atom" and "json"; empty for anything else.
func ContentType(format string) string {
	switch format {
	case "rss":
		return rssType + "; charset=utf-8"
	case "atom":
		return atomType + "; charset=utf-8"
	case "json":
		return jsonType + "; charset=utf-8"
	}
	return ""
}

const (
	rssType  = "application/rss+xml"
	atomType = "application/atom+xml"
	jsonType = "application/feed+json"
)

// ready is the feed as the writers take it: checked, clean, and with a time of its own.
func (f Feed) ready() (Feed, error) {
	for _, e := range f.Entries {
		if e.ID == "" || e.Published.IsZero() {
			return f, fmt.Errorf("writing a feed: the entry %q needs a permanent ID and a time of publication", e.Title)
		}
	}
	f = f.clean()
	for i := range f.Entries {
		e := &f.Entries[i]
		if e.Updated.Before(e.Published) {
			e.Updated = e.Published
		}
		if f.Updated.Before(e.Updated) {
			f.Updated = e.Updated
		}
	}
	if f.Updated.IsZero() { // an empty feed; Atom demands a time, and some readers take the year 1 for a mistake
		f.Updated = time.Unix(0, 0)
	}
	return f, nil
}

// lineEnds are made one, as XML 1.0 section 2.11 does in CDATA: all formats then carry the same text.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// clean removes what XML 1.0 section 2.2 does not allow, so that one odd character cannot break a whole feed.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n',
			r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
			return r
		}
		return -1
	}, lineEnds.Replace(strings.ToValidUTF8(s, "\uFFFD")))
}

// clean frees all texts of a feed; the caller's feed stays as it is.
func (f Feed) clean() Feed {
	for _, s := range []*string{&f.Title, &f.Subtitle, &f.HomeURL, &f.SelfURL, &f.Language, &f.IconURL, &f.Rights, &f.Hub} {
		*s = clean(*s)
	}
	f.Authors = cleanAuthors(f.Authors)
	entries := make([]Entry, len(f.Entries))
	for i, e := range f.Entries {
		for _, s := range []*string{&e.ID, &e.URL, &e.Title, &e.Subtitle, &e.Summary, &e.ContentHTML, &e.Language, &e.Rights} {
			*s = clean(*s)
		}
		e.Authors = cleanAuthors(e.Authors)
		tags := make([]string, len(e.Tags))
		for t, tag := range e.Tags {
			tags[t] = clean(tag)
		}
		e.Tags = tags
		if e.Image != nil {
			image := *e.Image
			image.URL, image.MediaType, image.Alt = clean(image.URL), clean(image.MediaType), clean(image.Alt)
			e.Image = &image
		}
		files := make([]File, len(e.Files))
		for n, file := range e.Files {
			files[n] = File{URL: clean(file.URL), MediaType: clean(file.MediaType), Title: clean(file.Title), Bytes: file.Bytes}
		}
		e.Files = files
		entries[i] = e
	}
	f.Entries = entries
	return f
}

// cleanAuthors leaves nobody without a name, which Atom demands (RFC 4287 section 3.2.1): the address
// stands for it, and who has neither is left out.
func cleanAuthors(authors []Author) []Author {
	var cleaned []Author
	for _, a := range authors {
		a = Author{Name: clean(a.Name), URL: clean(a.URL), AvatarURL: clean(a.AvatarURL)}
		if a.Name == "" {
			a.Name = a.URL
		}
		if a.Name != "" {
			cleaned = append(cleaned, a)
		}
	}
	return cleaned
}

// summary is the short text of an entry: its subtitle stands before it where there is one.
func (e Entry) summary() string {
	if e.Subtitle == "" || e.Subtitle == e.Summary {
		return e.Summary
	}
	return strings.TrimSpace(e.Subtitle + "\n\n" + e.Summary)
}

// languageUnlike is the entry's language where it is not the feed's.
func (e Entry) languageUnlike(feed string) string {
	if e.Language == feed {
		return ""
	}
	return e.Language
}

func marshal(doc any) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	if err := xml.NewEncoder(&out).Encode(doc); err != nil {
		return nil, fmt.Errorf("writing a feed: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
