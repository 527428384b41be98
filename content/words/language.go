package words

import (
	"embed"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/go-playground/locales"
	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/en_GB"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/ja"
	"golang.org/x/text/language"
)

//go:embed */*.toml
var files embed.FS

// Language is one the interface speaks.
type Language struct {
	// Tag is its BCP 47 tag, Name what its speakers call it.
	Tag, Name string
	// RTL is whether it is read from right to left.
	RTL     bool
	locale  locales.Translator
	texts   Catalogue
	scripts map[string]map[string]string
}

// Catalogue has the texts of one language, by their English form.
type Catalogue map[string]forms

// forms are the plural forms of a text, by CLDR's names; a text that counts nothing has "other" alone.
type forms map[locales.PluralRule]string

// Languages are those the interface speaks. English is the first, and stands for all others.
var Languages = []*Language{
	{Tag: "en", Name: "English", locale: en_GB.New()}, // days before months, hours up to 24
	read(&Language{Tag: "de", Name: "Deutsch", locale: de.New()}),
	read(&Language{Tag: "fr", Name: "Français", locale: fr.New()}),
	read(&Language{Tag: "es", Name: "Español", locale: es.New()}),
	read(&Language{Tag: "ja", Name: "日本語", locale: ja.New()}),
	read(&Language{Tag: "ar", Name: "العربية", RTL: true, locale: ar.New()}),
}

// English is what everything is written in first.
var English = Languages[0]

// read takes a language's catalogues. They are a part of the program, so that a fault ends it.
func read(l *Language) *Language {
	l.texts = Catalogue{}
	for _, of := range []string{"readers", "desk", "scripts"} {
		file, err := files.ReadFile(l.Tag + "/" + of + ".toml")
		var texts Catalogue
		if err == nil {
			texts, err = Parse(string(file))
		}
		if err != nil {
			panic(fmt.Sprintf("the catalogue %s of %s: %v", of, l.Name, err))
		}
		maps.Copy(l.texts, texts)
		if of == "scripts" {
			l.scripts = plain(texts)
		}
	}
	return l
}

// plain are texts as a script takes them: plural forms by the names that Intl.PluralRules has for them.
func plain(texts Catalogue) map[string]map[string]string {
	all := map[string]map[string]string{}
	for key, forms := range texts {
		all[key] = map[string]string{}
		for rule, text := range forms {
			all[key][strings.ToLower(rule.String())] = text
		}
	}
	return all
}

// Scripts are the texts that the desk's scripts say, by their English form and then by their plural form; those that
// count nothing have "other" alone. English has none.
func (l *Language) Scripts() map[string]map[string]string { return l.scripts }

var pluralRules = map[string]locales.PluralRule{
	"zero": locales.PluralRuleZero, "one": locales.PluralRuleOne, "two": locales.PluralRuleTwo,
	"few": locales.PluralRuleFew, "many": locales.PluralRuleMany, "other": locales.PluralRuleOther,
}

// Parse reads a catalogue. Its texts may have the verbs %s and %d, also with the number of what they stand for (%[2]s),
// and no width: whoever wrote it, a text becomes no longer than what is put into it.
func Parse(file string) (Catalogue, error) {
	var entries map[string]any
	if _, err := toml.Decode(file, &entries); err != nil {
		return nil, err
	}
	texts := Catalogue{}
	for key, entry := range entries {
		switch entry := entry.(type) {
		case string:
			texts[key] = forms{locales.PluralRuleOther: entry}
			if !plainVerbs(entry) {
				return nil, fmt.Errorf("%q has a %% that is none of %%s, %%d and %%[1]s", entry)
			}
		case map[string]any:
			texts[key] = forms{}
			for name, text := range entry {
				rule, known := pluralRules[name]
				words, isText := text.(string)
				if !known || !isText {
					return nil, fmt.Errorf("%q has a form %q", key, name)
				}
				if !plainVerbs(words) {
					return nil, fmt.Errorf("%q has a %% that is none of %%s, %%d and %%[1]s", words)
				}
				texts[key][rule] = words
			}
		default:
			return nil, fmt.Errorf("%q is no text", key)
		}
	}
	return texts, nil
}

// verb is what a text may have in place of something.
var verb = regexp.MustCompile(`%(?:\[(\d)\])?([sd])`)

func plainVerbs(text string) bool { return !strings.Contains(verb.ReplaceAllString(text, ""), "%") }

// With is the language with texts of somebody else's that it does not have.
func (l *Language) With(more Catalogue) *Language {
	own := *l
	own.texts = maps.Clone(more)
	if own.texts == nil {
		own.texts = Catalogue{}
	}
	maps.Copy(own.texts, l.texts)
	return &own
}

// matcher knows which languages are close: a text in Austrian German has German words around it.
var matcher = language.NewMatcher(tags())

func tags() (tags []language.Tag) {
	for _, l := range Languages {
		tags = append(tags, language.Make(l.Tag))
	}
	return tags
}

// For is the language of the interface for a text in a language (BCP 47): the same, or English for one that the
// interface does not speak.
func For(tag string) *Language {
	l, _ := match(tag)
	return l
}

// Speaks reports whether the interface speaks a language.
func Speaks(tag string) bool {
	_, speaks := match(tag)
	return speaks
}

func match(tag string) (*Language, bool) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return English, false
	}
	_, index, confidence := matcher.Match(parsed)
	if confidence < language.High {
		return English, false
	}
	return Languages[index], true
}

// Direction is "rtl" or "ltr".
func (l *Language) Direction() string {
	if l.RTL {
		return "rtl"
	}
	return "ltr"
}

// Day is a date in full: "3 November 2026".
func (l *Language) Day(t time.Time) string { return l.locale.FmtDateLong(t) }

// DayOfYear is a date where the year is known: "3 November".
func (l *Language) DayOfYear(t time.Time) string {
	return l.Text("%[1]d %[2]s", t.Day(), l.locale.MonthWide(t.Month()))
}

// ShortDay is a date in full with its month cut short: "3 Nov 2026".
func (l *Language) ShortDay(t time.Time) string { return l.locale.FmtDateMedium(t) }

// ShortDayOfYear is the same where the year is known: "3 Nov".
func (l *Language) ShortDayOfYear(t time.Time) string {
	return l.Text("%[1]d %[2]s", t.Day(), l.locale.MonthAbbreviated(t.Month()))
}

// Clock is a time of day: "21:04".
func (l *Language) Clock(t time.Time) string { return strings.TrimSpace(l.locale.FmtTimeShort(t)) }

// Number groups thousands: "1,284".
func (l *Language) Number(n int) string { return l.locale.FmtNumber(float64(n), 0) }

// Decimal is a number with one digit behind the point: "1.4".
func (l *Language) Decimal(n float64) string { return l.locale.FmtNumber(n, 1) }
