package page

import (
	"fmt"
	"html/template"
	"io/fs"
	"reflect"
	"slices"

	"pamphlet/themes"
)

// CheckTheme reports everything wrong with a theme: with its files, its templates, and with what they do on a page
// that has everything there is and on one that has nothing. An empty answer means that it can be worn.
func CheckTheme(folder fs.FS) []themes.Fault { return themes.Check(folder, samples()) }

// samples are views of each page type: one with every field filled, one with none, one whose lists have full and bare
// items by turns, and one for each thing that may be missing while all else is there.
func samples() map[string][]any {
	views := map[string][]any{}
	for name, empty := range map[string]any{
		"site": SiteHome{}, "blog": BlogHome{}, "article": Article{}, "edits": Edits{}, "series": Series{}, "tag": Tag{},
		"archive": Archive{}, "about": About{}, "follow": Follow{}, "search": Search{}, "leave": Leave{}, "error": Error{},
	} {
		filled := func() reflect.Value {
			view := reflect.New(reflect.TypeOf(empty)).Elem()
			fill(view, name, 0)
			return view
		}
		full, bare, uneven := filled(), reflect.New(reflect.TypeOf(empty)).Elem(), filled()
		thin(uneven)
		all := []reflect.Value{full, bare, uneven}
		for _, at := range optional(full.Type(), nil) {
			without := filled()
			without.FieldByIndex(at).SetZero()
			all = append(all, without)
		}
		ofBlog := name != "site" && name != "error"
		for _, view := range all {
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
		for _, view := range all {
			views[name] = append(views[name], view.Interface())
		}
	}
	return views
}

// optional are the fields of a view, and of those within it, that may be nil.
func optional(view reflect.Type, above []int) (fields [][]int) {
	for i := range view.NumField() {
		at := append(slices.Clone(above), i)
		switch of := view.Field(i).Type; of.Kind() {
		case reflect.Pointer, reflect.Slice:
			fields = append(fields, at)
		case reflect.Struct:
			fields = append(fields, optional(of, at)...)
		}
	}
	return fields
}

// thin empties every other item of all lists but for its words: a card without a picture stands beside one with.
func thin(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			thin(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			thin(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			thin(v.Index(i))
			if item := v.Index(i); i%2 == 1 && item.Kind() == reflect.Struct {
				for j := range item.NumField() {
					if kind := item.Field(j).Kind(); kind == reflect.Pointer || kind == reflect.Slice {
						item.Field(j).SetZero()
					}
				}
			}
		}
	}
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
