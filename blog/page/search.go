package page

import (
	"context"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/content/search"
	"pamphlet/content/words"
)

const (
	maxQuestion = 200 // bytes
	snippetSize = 260 // bytes
)

func searchPath(name string) string {
	if name == "" {
		return "/search"
	}
	return blogPath(name) + "/search"
}

// cutQuestion takes as much of a question as is looked for: whole words where it is longer.
func cutQuestion(question string) string {
	question = strings.TrimSpace(strings.ToValidUTF8(question, ""))
	if len(question) <= maxQuestion {
		return question
	}
	cut := strings.ToValidUTF8(question[:maxQuestion], "")
	if space := strings.LastIndexByte(cut, ' '); space > maxQuestion/2 {
		cut = cut[:space]
	}
	return strings.TrimSpace(cut)
}

// Search is what a blog, or with an empty name the whole site, has of what somebody looks for; without a question it
// is the field to ask in.
func (p *Pages) Search(ctx context.Context, blogName, question string, number int) (*Page, error) {
	r := p.reading(ctx)
	var b blog.Blog
	var err error
	if blogName != "" {
		if b, err = p.store.BlogByName(ctx, blogName); err != nil {
			return nil, err
		}
	}
	r.in(mannerOf(b))
	if b.ID == 0 {
		r.in(r.siteManner())
	}
	question = cutQuestion(question)
	asked := search.Parse(question + " ")
	view := &Search{Query: question, Action: searchPath(b.Name)}
	found, count, err := p.store.Search(ctx, asked, b.ID, perPage, (max(number, 1)-1)*perPage)
	if err != nil {
		return nil, err
	}
	view.Count, view.Paging = count, paging(view.Action, number, pageCount(count))
	if beyond(number, pageCount(count)) {
		return nil, blog.ErrNotFound
	}
	for _, link := range []*string{&view.Paging.NewerURL, &view.Paging.OlderURL} {
		if address, err := url.Parse(*link); err == nil && *link != "" {
			q := address.Query()
			q.Set("q", question)
			*link = address.Path + "?" + q.Encode()
		}
	}
	for _, a := range found {
		card, err := r.card(a, b.ID == 0 || b.Kind == blog.Publication)
		if err != nil {
			return nil, err
		}
		result := Found{Card: card}
		result.Card.Date.Short = card.Date.Day // no heading says the year
		if a.Published.Warning == "" {
			for _, piece := range search.Snippet(content.PlainText(a.Published.HTML), asked, snippetSize) {
				result.Snippet = append(result.Snippet, Piece{Text: piece.Text, Hit: piece.Found})
			}
		}
		view.Results = append(view.Results, result)
	}
	facts, worn := pageFacts{title: r.says.Text("Search"), path: view.Action, noIndex: true}, dressOf(b)
	if question != "" {
		facts.title += ": " + question
	}
	if b.ID == 0 {
		worn = r.siteManner().dress
		view.Frame, err = r.siteFrame(facts)
	} else {
		view.Frame, err = r.blogFrame(b, facts)
	}
	if err != nil {
		return nil, err
	}
	page, err := p.render(ctx, http.StatusOK, worn, view, "search")
	if err != nil {
		return nil, err
	}
	p.allowForm(page, view.Action)
	return page, nil
}

// openSearch is an OpenSearch description document (OpenSearch 1.1, draft 6).
type openSearch struct {
	XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string
	Description string
	Encoding    string `xml:"InputEncoding"`
	URL         struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	} `xml:"Url"`
}

// maxShortName is how long OpenSearch lets a name be, in letters.
const maxShortName = 16

// OpenSearch tells browsers how to search in a blog or, with an empty name, on the whole site.
func (p *Pages) OpenSearch(ctx context.Context, blogName string) (*Page, error) {
	r := p.reading(ctx)
	site, err := r.site()
	if err != nil {
		return nil, err
	}
	title, language, scopes := site.Title, r.siteManner().lang, siteScopes()
	if blogName != "" {
		b, err := p.store.BlogByName(ctx, blogName)
		if err != nil {
			return nil, err
		}
		title, language, blogName, scopes = b.Title, b.Language, b.Name, blogScopes(b.ID)
	}
	doc := openSearch{ShortName: title, Description: words.For(language).Text("Search in %s", title), Encoding: "UTF-8"}
	if letters := []rune(title); len(letters) > maxShortName {
		doc.ShortName = strings.TrimSpace(string(letters[:maxShortName]))
	}
	doc.URL.Type, doc.URL.Template = "text/html", p.base+searchPath(blogName)+"?q={searchTerms}"
	body, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, err
	}
	page := newPage(http.StatusOK, "application/opensearchdescription+xml", append([]byte(xml.Header), body...))
	page.Scopes = scopes
	return page, nil
}
