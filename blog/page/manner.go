package page

import (
	"maps"

	"pamphlet/blog"
	"pamphlet/content/words"
	"pamphlet/themes"
)

// manner is how a page speaks and looks.
type manner struct {
	lang string
	dress
}

func mannerOf(b blog.Blog) manner { return manner{b.Language, dressOf(b)} }

// in sets the manner of a page, before anything is made that has words or dates.
func (r *reading) in(m manner) {
	r.lang, r.says, r.dates = m.lang, words.For(m.lang), r.worn(m.dress).chosen["dates"]
}

// unlike is a language and its direction where they are not the page's.
func (r *reading) unlike(tag string) (lang, dir string) {
	if tag == "" || tag == r.lang {
		return "", ""
	}
	return tag, direction(tag)
}

// siteManner is that of the pages that belong to no blog: the home blog's, or what all blogs have in common.
func (r *reading) siteManner() manner {
	if r.common == nil {
		m := r.inCommon()
		r.common = &m
	}
	return *r.common
}

func (r *reading) inCommon() manner {
	if home, err := r.store.HomeBlog(r.ctx); err == nil {
		return mannerOf(home)
	}
	common := manner{words.English.Tag, dress{theme: themes.BaseName}}
	blogs, err := r.store.Blogs(r.ctx)
	if err != nil || len(blogs) == 0 {
		return common // the page may be about what went wrong
	}
	first := mannerOf(blogs[0])
	sameLanguage, sameTheme, sameSettings := true, true, true
	for _, b := range blogs[1:] {
		sameLanguage = sameLanguage && b.Language == first.lang
		sameTheme = sameTheme && b.Theme == first.theme
		sameSettings = sameSettings && maps.Equal(b.ThemeSettings, first.chosen)
	}
	if sameLanguage {
		common.lang = first.lang
	}
	if sameTheme {
		common.theme = first.theme
	}
	if sameTheme && sameSettings {
		common.chosen = first.chosen
	}
	return common
}
