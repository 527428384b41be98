package desk

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"

	"golang.org/x/text/language"

	"pamphlet/blog"
	"pamphlet/content/words"
)

// Text is a text of the interface in the reader's language, by its English form; see words.Language.Text.
func (v *Visit) Text(english string, args ...any) string { return v.Words.Text(english, args...) }

// Count is a text about a number of things in the reader's language; see words.Language.Count.
func (v *Visit) Count(n int, one, more string, args ...any) string {
	return v.Words.Count(n, one, more, args...)
}

// Say is the sentence of an error in the reader's language; empty where it has none for people.
func (v *Visit) Say(err error) string { return blog.Say(v.Words, err) }

// TitleOf names a text that may have no title yet.
func (v *Visit) TitleOf(title string) string {
	if title == "" {
		return v.Text("Untitled")
	}
	return title
}

// wanted is the language of the desk for somebody: what they chose, or else the first of their browser's that the
// interface speaks (RFC 9110 section 12.5.4).
func wanted(account blog.Account, r *http.Request) *words.Language {
	if account.Language != "" {
		return words.For(account.Language)
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return words.English
	}
	for _, tag := range tags {
		if words.Speaks(tag.String()) {
			return words.For(tag.String())
		}
	}
	return words.English
}

// speaking are the functions of templates that depend on the reader's language.
func speaking(l *words.Language, now func() time.Time) template.FuncMap {
	return template.FuncMap{
		"t": func(english string, args ...any) any {
			return said(args, func(args []any) string { return l.Text(english, args...) })
		},
		"count": func(n int, one, more string, args ...any) any {
			return said(args, func(args []any) string { return l.Count(n, one, more, args...) })
		},
		"language": func() *words.Language { return l },
		"say":      l.Say,
		"moment":   func(t time.Time) template.HTML { return moment(l, t, now()) },
		"size":     func(n int64) string { return size(l, n) },
		"scripts":  l.Scripts,
	}
}

// said is a text with what belongs into it. With HTML among that it is HTML, and what is none is escaped.
func said(args []any, text func([]any) string) any {
	var parts []string // what is HTML, put in at last
	plain := make([]any, len(args))
	for i, arg := range args {
		if html, ok := arg.(template.HTML); ok {
			// Escaping leaves this sign alone, and no text of ours has it.
			plain[i], parts = fmt.Sprintf("\x00%d\x00", len(parts)), append(parts, string(html))
		} else {
			plain[i] = arg
		}
	}
	whole := text(plain)
	if parts == nil {
		return whole
	}
	whole = template.HTMLEscapeString(strings.ReplaceAll(whole, "\x00", "\x01"))
	for i, html := range parts {
		whole = strings.Replace(whole, fmt.Sprintf("\x01%d\x01", i), html, 1)
	}
	return template.HTML(whole) //nolint:gosec // all but the parts is escaped
}

// moment is a time as a person says it: the hour of today, otherwise the day. The script turns it into the reader's own
// time zone.
func moment(l *words.Language, t, now time.Time) template.HTML {
	t = t.UTC()
	form, said := "date", l.Day(t)
	switch {
	case t.After(now):
		form, said = "both", l.Day(t)+", "+l.Clock(t)+" UTC"
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		form, said = "time", l.Clock(t)+" UTC"
	case t.Year() == now.Year():
		form, said = "day", l.DayOfYear(t)
	}
	return template.HTML(`<time datetime="` + t.Format(time.RFC3339) + `" data-form="` + form + `">` + template.HTMLEscapeString(said) + `</time>`) //nolint:gosec // made of a time only
}

// size is a number of bytes as people read it.
func size(l *words.Language, n int64) string {
	if n < 1<<20 {
		return l.Text("%d KB", int((n+1<<10-1)>>10))
	}
	return l.Text("%s MB", l.Decimal(float64(n)/(1<<20)))
}
