package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/gorilla/feeds"
)

type jsonFeed struct {
	feeds.JSONFeed
	Items []jsonItem `json:"items"` // required, even when empty
}

type jsonItem struct {
	feeds.JSONItem
	ContentHTML string `json:"content_html"` // required, even when empty
	BannerImage string `json:"banner_image,omitempty"`
	Language    string `json:"language,omitempty"`
}

// JSON writes JSON Feed 1.1.
func JSON(f Feed) ([]byte, error) {
	f, err := f.ready()
	if err != nil {
		return nil, err
	}
	doc := jsonFeed{
		JSONFeed: feeds.JSONFeed{
			Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Description: f.Subtitle, HomePageUrl: f.HomeURL,
			FeedUrl: f.SelfURL, Language: f.Language, Icon: f.IconURL, Authors: jsonAuthors(f.Authors),
		},
		Items: []jsonItem{},
	}
	if f.Hub != "" {
		doc.Hubs = []*feeds.JSONHub{{Type: "WebSub", Url: f.Hub}}
	}
	for _, e := range f.Entries {
		doc.Items = append(doc.Items, newJSONItem(e, f.Language))
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	// Angle brackets are written as escapes, so that nothing can ever take a feed for a page.
	encoder.SetIndent("", " ")
	if err := encoder.Encode(doc); err != nil {
		return nil, fmt.Errorf("writing a feed: %w", err)
	}
	return out.Bytes(), nil
}

func newJSONItem(e Entry, feedLanguage string) jsonItem {
	item := jsonItem{
		JSONItem: feeds.JSONItem{
			Id: e.ID, Url: e.URL, Title: e.Title, Summary: e.summary(), PublishedDate: utc(e.Published), ModifiedDate: utc(e.Updated),
			Authors: jsonAuthors(e.Authors), Tags: e.Tags,
		},
		ContentHTML: e.ContentHTML, Language: e.languageUnlike(feedLanguage),
	}
	if e.Image != nil {
		item.Image, item.BannerImage = e.Image.URL, e.Image.URL
	}
	for _, file := range e.Files {
		item.Attachments = append(item.Attachments, feeds.JSONAttachment{
			Url: file.URL, MIMEType: file.MediaType, Title: file.Title, Size: int32(min(file.Bytes, math.MaxInt32)), //nolint:gosec // bounded
		})
	}
	return item
}

func jsonAuthors(authors []Author) []*feeds.JSONAuthor {
	var list []*feeds.JSONAuthor
	for _, a := range authors {
		list = append(list, &feeds.JSONAuthor{Name: a.Name, Url: a.URL, Avatar: a.AvatarURL})
	}
	return list
}

func utc(t time.Time) *time.Time {
	t = t.UTC().Truncate(time.Second)
	return &t
}
