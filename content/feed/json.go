package feed

import (
	"encoding/json"
	"time"

	"github.com/gorilla/feeds"
)

type jsonFeed struct {
	feeds.JSONFeed
	Items []jsonItem `json:"items"` // required, even when empty
}

type jsonItem struct {
	feeds.JSONItem
	BannerImage string `json:"banner_image,omitempty"`
	Language    string `json:"language,omitempty"`
}

// JSON writes JSON Feed 1.1.
func JSON(f Feed) ([]byte, error) {
	f = f.clean()
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
	return json.MarshalIndent(doc, "", " ")
}

func newJSONItem(e Entry, feedLanguage string) jsonItem {
	item := jsonItem{JSONItem: feeds.JSONItem{
		Id: e.ID, Url: e.URL, Title: e.Title, ContentHTML: e.ContentHTML, Summary: e.summary(),
		PublishedDate: utc(e.Published), ModifiedDate: utc(e.Updated), Authors: jsonAuthors(e.Authors), Tags: e.Tags,
	}}
	if e.Language != feedLanguage {
		item.Language = e.Language
	}
	if e.Image != nil {
		item.Image, item.BannerImage = e.Image.URL, e.Image.URL
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
