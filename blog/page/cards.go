package page

import "pamphlet/blog"

// card is the article as a row of a list; mixed lists name author and blog.
func (r *reading) card(a blog.Article, mixed bool) (Card, error) {
	b, err := r.blog(a.BlogID)
	if err != nil {
		return Card{}, err
	}
	text := a.Published
	card := Card{
		Title: text.Title, Subtitle: text.Subtitle, Summary: firstOf(text.Subtitle, text.Summary),
		URL: articlePath(b.Name, a.Slug), Lang: text.Language, Dir: direction(text.Language),
		Date: r.date(a.PublishedAt), Minutes: text.Minutes,
	}
	for _, tag := range text.Tags {
		card.Tags = append(card.Tags, Link{Title: tag, URL: tagPath(b.Name, blog.TagKey(tag))})
	}
	m, err := r.picture(text.CoverID)
	if err != nil {
		return Card{}, err
	}
	if m != nil && text.Warning == "" {
		card.Cover = cover(*m, firstOf(text.CoverAlt, m.Alt), "", 960)
	}
	if !mixed {
		return card, nil
	}
	card.Authors, err = r.authors(a)
	card.Blog = &Link{Title: b.Title, URL: blogPath(b.Name)}
	return card, err
}

func (r *reading) cards(articles []blog.Article, mixed bool) ([]Card, error) {
	var cards []Card
	for _, a := range articles {
		card, err := r.card(a, mixed)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, nil
}

// byYear groups rows that are already in order.
func byYear(cards []Card) []Year {
	var years []Year
	for _, c := range cards {
		if len(years) == 0 || years[len(years)-1].Year != c.Date.Year {
			years = append(years, Year{Year: c.Date.Year})
		}
		last := &years[len(years)-1]
		last.Cards = append(last.Cards, c)
	}
	return years
}
