package page

import (
	"fmt"
	"html/template"
	"io/fs"
	"reflect"

	"pamphlet/themes"
)

// CheckTheme reports everything wrong with a theme: with its files, its templates, and with what they do on a page
// that has everything there is and on one that has nothing. An empty answer means that it can be worn.
func CheckTheme(folder fs.FS) []themes.Fault { return themes.Check(folder, samples()) }

// samples are two views of each page type: one with every field filled, and one with none.
func samples() map[string][]any {
	views := map[string][]any{}
	for name, empty := range map[string]any{
		"site": SiteHome{}, "blog": BlogHome{}, "article": Article{}, "edits": Edits{}, "series": Series{}, "tag": Tag{},
		"archive": Archive{}, "about": About{}, "follow": Follow{}, "search": Search{}, "leave": Leave{}, "error": Error{},
	} {
		full, bare := reflect.New(reflect.TypeOf(empty)).Elem(), reflect.New(reflect.TypeOf(empty)).Elem()
		fill(full, name, 0)
		ofBlog := name != "site" && name != "error"
		for _, view := range []reflect.Value{full, bare} {
			frame := view.FieldByName("Frame")
			frame.FieldByName("Lang").SetString("en")
			frame.FieldByName("Dir").SetString("ltr")
			frame.FieldByName("JSONLD").SetString("")
			frame.FieldByName("Settings").SetZero()
			if !ofBlog {
				frame.FieldByName("Blog").SetZero()
			} else if frame.FieldByName("Blog").IsNil() {
				frame.FieldByName("Blog").Set(reflect.ValueOf(&Blog{}))
			}
		}
		views[name] = []any{full.Interface(), bare.Interface()}
	}
	return views
}

// maxFill is how deep comments answer comments in a sample.
const maxFill = 7

// fill puts something into every field.
func fill(v reflect.Value, name string, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text(v.Type(), name))
	case reflect.Int:
		v.SetInt(3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), name, depth+1)
	case reflect.Slice:
		if depth < maxFill {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			for i := range v.Len() {
				fill(v.Index(i), fmt.Sprint(name, i+1), depth+1)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), v.Type().Field(i).Name, depth)
		}
	}
}

func text(t reflect.Type, name string) string {
	switch t {
	case reflect.TypeFor[template.HTML]():
		return "<p>" + name + "</p>"
	case reflect.TypeFor[CommentState]():
		return string(CommentShown)
	}
	return name
}
