package themes

import (
	"fmt"
	"html"
	"html/template"
	"reflect"

	"pamphlet/content/words"
)

// speak sets the settings and the language of one rendering: that of the page for what was written, and the closest that the interface
// speaks for the words around it.
func (b *budget) speak(theme *Theme, view any) {
	b.pageLang, b.pageDir, b.settings = "en", "ltr", nil
	if v := reflect.ValueOf(view); v.Kind() == reflect.Pointer {
		view = v.Elem().Interface()
	}
	if v := reflect.ValueOf(view); v.Kind() == reflect.Struct {
		if lang := v.FieldByName("Lang"); lang.Kind() == reflect.String && lang.String() != "" {
			b.pageLang = lang.String()
		}
		if settings, ok := fieldOf(v, "Settings").(map[string]string); ok {
			b.settings = settings
		}
		if dir := v.FieldByName("Dir"); dir.Kind() == reflect.String && dir.String() != "" {
			b.pageDir = dir.String()
		}
	}
	b.words, b.foreign = words.For(b.pageLang), !words.Speaks(b.pageLang)
	if own := theme.languages[b.words.Tag]; own != nil {
		b.words = own
	}
}

func fieldOf(v reflect.Value, name string) any {
	field := v.FieldByName(name)
	if !field.IsValid() {
		return nil
	}
	return field.Interface()
}

// speaking are the languages in which a theme has texts of its own, beside those of the interface.
func speaking(catalogues map[string]words.Catalogue) map[string]*words.Language {
	languages := map[string]*words.Language{}
	for tag, own := range catalogues {
		languages[words.For(tag).Tag] = words.For(tag).With(own)
	}
	return languages
}

// uilang are the attributes of an element that holds words of the interface. Within something in the page's language, or
// in the one around it, nothing has to be said where that is the interface's too.
func (b *budget) uilang(around ...string) template.HTMLAttr {
	foreign := b.foreign
	if len(around) > 0 && around[0] != "" {
		foreign = words.For(around[0]).Tag != b.words.Tag || !words.Speaks(around[0])
	}
	if !foreign {
		return ""
	}
	return langAttr(b.words.Tag, b.words.Direction())
}

// pagelang are the attributes of an element that holds the page's own words within those of the interface.
func (b *budget) pagelang() template.HTMLAttr {
	if !b.foreign {
		return ""
	}
	return langAttr(b.pageLang, b.pageDir)
}

// ownLang are the attributes of an element whose words have a language of their own; none where that is the page's.
func ownLang(lang, dir string) template.HTMLAttr {
	if lang == "" {
		return ""
	}
	return langAttr(lang, dir)
}

func langAttr(lang, dir string) template.HTMLAttr {
	return template.HTMLAttr(fmt.Sprintf(` lang="%s" dir="%s"`, html.EscapeString(lang), html.EscapeString(dir))) //nolint:gosec // escaped
}

// say is a text of the interface. Its verbs are %s and %d; a width would be a cheap way to ask for a very long text.
func (b *budget) say(text string, values []any) (string, error) {
	if len(values) > 0 {
		if _, err := b.printf(text, values...); err != nil {
			return "", err
		}
	}
	return b.text(b.words.Text(text, values...))
}
