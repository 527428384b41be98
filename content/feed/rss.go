package feed

import (
	"encoding/xml"
	"html"
	"strconv"

	"github.com/gorilla/feeds"
)

type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Content string     `xml:"xmlns:content,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	Media   string     `xml:"xmlns:media,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	feeds.RssFeed
	XMLName xml.Name  `xml:"channel"`
	Links   []rssLink `xml:"atom:link"`
	Items   []rssItem `xml:"item"`
}

type rssLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
}

type rssItem struct {
	feeds.RssItem
	XMLName    xml.Name    `xml:"item"`
	Creators   []string    `xml:"dc:creator"`
	Categories []string    `xml:"category"`
	Picture    *rssPicture `xml:"media:content"`
}

type rssPicture struct {
	URL    string `xml:"url,attr"`
	Type   string `xml:"type,attr,omitempty"`
	Medium string `xml:"medium,attr"`
	Bytes  int64  `xml:"fileSize,attr,omitempty"`
	Width  int    `xml:"width,attr,omitempty"`
	Height int    `xml:"height,attr,omitempty"`
	Alt    string `xml:"media:description,omitempty"`
}

// rfc822 is the date form of RSS: RFC 822 with a year of four digits.
const rfc822 = "Mon, 02 Jan 2006 15:04:05 +0000"

// RSS writes RSS 2.0. Authors are dc:creator, since RSS's own author is an e-mail address.
func RSS(f Feed) ([]byte, error) {
	f, err := f.ready()
	if err != nil {
		return nil, err
	}
	channel := rssChannel{
		Links: []rssLink{{Href: f.SelfURL, Rel: "self", Type: rssType}},
		RssFeed: feeds.RssFeed{
			Title: f.Title, Link: f.HomeURL, Description: f.Subtitle, Language: f.Language, Copyright: f.Rights,
			LastBuildDate: f.Updated.UTC().Format(rfc822),
		},
	}
	if channel.Description == "" {
		channel.Description = f.Title // required, and may not be empty
	}
	if f.Hub != "" {
		channel.Links = append(channel.Links, rssLink{Href: f.Hub, Rel: "hub"})
	}
	if f.IconURL != "" {
		channel.Image = &feeds.RssImage{Url: f.IconURL, Title: f.Title, Link: f.HomeURL}
	}
	for _, e := range f.Entries {
		channel.Items = append(channel.Items, newRSSItem(e))
	}
	return marshal(rssFeed{
		Version: "2.0", Content: "http://purl.org/rss/1.0/modules/content/", DC: "http://purl.org/dc/elements/1.1/",
		Atom: "http://www.w3.org/2005/Atom", Media: "http://search.yahoo.com/mrss/", Channel: channel,
	})
}

// newRSSItem escapes the summary once more than XML does: readers take a description for HTML.
func newRSSItem(e Entry) rssItem {
	item := rssItem{
		Categories: e.Tags,
		RssItem: feeds.RssItem{
			Title: e.Title, Link: e.URL, Description: html.EscapeString(e.summary()), Content: &feeds.RssContent{Content: e.ContentHTML},
			Guid:    &feeds.RssGuid{Id: e.ID, IsPermaLink: "false"},
			PubDate: e.Published.UTC().Format(rfc822),
		},
	}
	for _, a := range e.Authors {
		item.Creators = append(item.Creators, a.Name)
	}
	if i := e.Image; i != nil {
		item.Picture = &rssPicture{URL: i.URL, Type: i.MediaType, Medium: "image", Bytes: i.Bytes, Width: i.Width, Height: i.Height, Alt: i.Alt}
	}
	if len(e.Files) > 0 { // programs expect one at most (RSS Advisory Board, best practices)
		first := e.Files[0]
		item.Enclosure = &feeds.RssEnclosure{Url: first.URL, Type: first.MediaType, Length: strconv.FormatInt(first.Bytes, 10)}
	}
	return item
}
