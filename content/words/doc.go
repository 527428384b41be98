// Package words says the texts of the interface in the languages it speaks, and writes dates and numbers as they do.
//
// # Begin reading at
//
// For in language.go, which finds a language; Language.Text and Language.Count in text.go.
//
// # The path
//
// A template or a page asks with the English text -> the catalogue of the page's language (de.toml and its
// neighbours) -> the text, with what belongs into it.
//
// The English text is the key, so that templates can be read, and a text nobody translated is at least there. Its
// verbs are those of fmt: %s, %d, and %[2]s where another language has another order.
//
// # Keeps these promises
//
// A catalogue has every text, in each plural form its language has, with the same verbs: a test looks for the texts in
// templates and code. Nothing here depends on who reads: a page's language is that of its text.
//
// # Does not
//
// Know which language a page has (blog/page), or a person wants (blog/dashboard). Say the few words that are part of an
// article's own HTML, such as the titles of alerts: those are saved with it, in more languages (content/labels.go).
//
// # Standards & tests
//
// BCP 47 tags, matched by golang.org/x/text/language; plural rules, dates and numbers of Unicode CLDR by
// github.com/go-playground/locales.
package words
