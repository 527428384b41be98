package feed

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"
)

// Feed is what all formats have in common. URLs are absolute. Times are written in UTC.
type Feed struct {
	Title    string
	Subtitle string
	HomeURL  string // the page the feed is of
	SelfURL  string // this feed's own address
	Language string // BCP 47
	IconURL  string // square picture; may be empty
	Rights   string // licence; may be empty
	Hub      string // WebSub hub; may be empty
	Updated  time.Time
	Authors  []Author
	Entries  []Entry // newest first
}

// Entry is one article in full.
type Entry struct {
	ID          string // permanent URI, never reused
	URL         string
	Title       string
	Subtitle    string
	Summary     string // plain text
	ContentHTML string // sanitised, with absolute URLs (see content.Absolute)
	Published   time.Time
	Updated     time.Time // not before Published
	Authors     []Author
	Tags        []string
	Language    string // empty where it is the feed's
	Image       *Image // nil for none
	Rights      string
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

// clean removes what XML 1.0 section 2.2 does not allow, so that one odd character cannot break a whole feed.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r',
			r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, "\uFFFD"))
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
		entries[i] = e
	}
	f.Entries = entries
	return f
}

func cleanAuthors(authors []Author) []Author {
	cleaned := make([]Author, len(authors))
	for i, a := range authors {
		cleaned[i] = Author{Name: clean(a.Name), URL: clean(a.URL), AvatarURL: clean(a.AvatarURL)}
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

func marshal(doc any) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	if err := xml.NewEncoder(&out).Encode(doc); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
