package page

import (
	"encoding/json"

	"pamphlet/blog"
)

type thing struct {
	Type        string `json:"@type"`
	Name        string `json:"name,omitempty"`
	URL         string `json:"url,omitempty"`
	Image       string `json:"image,omitempty"`
	Identifier  string `json:"identifier,omitempty"`
	Description string `json:"description,omitempty"`
}

type blogPosting struct {
	Context       string   `json:"@context"`
	Type          string   `json:"@type"`
	Headline      string   `json:"headline"`
	AltHeadline   string   `json:"alternativeHeadline,omitempty"`
	Description   string   `json:"description,omitempty"`
	URL           string   `json:"url"`
	MainEntity    string   `json:"mainEntityOfPage"`
	DatePublished string   `json:"datePublished"`
	DateModified  string   `json:"dateModified"`
	Language      string   `json:"inLanguage"`
	WordCount     int      `json:"wordCount"`
	Keywords      []string `json:"keywords,omitempty"`
	Image         string   `json:"image,omitempty"`
	Licence       string   `json:"license,omitempty"`
	Author        []thing  `json:"author"`
	Publisher     thing    `json:"publisher"`
}

// blogPosting describes the article to search engines (schema.org BlogPosting). encoding/json
// writes <, > and & as escapes, so the text cannot end the element it stands in.
func (r *reading) blogPosting(b blog.Blog, a blog.Article, view *Article) (string, error) {
	text := a.Published
	doc := blogPosting{
		Context: "https://schema.org", Type: "BlogPosting", Headline: text.Title, AltHeadline: text.Subtitle,
		Description: text.Summary, URL: view.CanonicalURL, MainEntity: view.CanonicalURL,
		DatePublished: view.Published.ISO, DateModified: iso(a.UpdatedAt), Language: text.Language,
		WordCount: text.Words, Keywords: text.Tags,
		Publisher: thing{Type: "Organization", Name: b.Title, URL: r.base + blogPath(b.Name)},
	}
	if view.OpenGraph.Image != nil {
		doc.Image = view.OpenGraph.Image.Src
	}
	if view.Licence != nil {
		doc.Licence = firstOf(view.Licence.URL, view.Licence.Title)
	}
	for _, author := range view.Authors {
		doc.Author = append(doc.Author, thing{Type: "Person", Name: author.Name, URL: r.base + author.URL, Identifier: author.Handle})
	}
	raw, err := json.Marshal(doc)
	return string(raw), err
}
