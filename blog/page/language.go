package page

import (
	"golang.org/x/text/language"

	"pamphlet/content/words"
)

// rightToLeft are the scripts written from right to left that people blog in.
var rightToLeft = map[string]bool{"Arab": true, "Hebr": true, "Thaa": true, "Syrc": true, "Nkoo": true, "Adlm": true, "Rohg": true}

// direction is the writing direction of a language: "ltr" or "rtl".
func direction(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return "ltr"
	}
	if script, _ := parsed.Script(); rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}

// siteLanguage is that of the pages that belong to no blog: the home blog's, or what all blogs have in common.
func (r *reading) siteLanguage() string {
	if home, err := r.store.HomeBlog(r.ctx); err == nil {
		return home.Language
	}
	blogs, err := r.store.Blogs(r.ctx)
	if err != nil || len(blogs) == 0 {
		return words.English.Tag // the page may be about what went wrong
	}
	for _, b := range blogs[1:] {
		if b.Language != blogs[0].Language {
			return words.English.Tag
		}
	}
	return blogs[0].Language
}
