package content

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestSplitFrontMatter(t *testing.T) {
	tests := []struct {
		name, source, rest string
		want               FrontMatter
	}{
		{"none", "# Title\n\ntext", "# Title\n\ntext", FrontMatter{}},
		{"empty file", "", "", FrontMatter{}},
		{"every key", "---\ntitle: 'T'\nsubtitle: S\nslug: s\nsummary: Sum\nlanguage: de\ncover: c.png\ncover_alt: Alt\nlicense: CC-BY-4.0\ndate: 2021-04-02\ntags: [a, b]\n---\ntext\n", "text\n",
			FrontMatter{Title: "T", Subtitle: "S", Slug: "s", Summary: "Sum", Language: "de", Cover: "c.png", CoverAlt: "Alt", License: "CC-BY-4.0",
				Date: time.Date(2021, 4, 2, 0, 0, 0, 0, time.UTC), Tags: []string{"a", "b"}}},
		{"toml", "+++\ntitle = \"T\"\ndate = 2021-04-02T10:00:00+02:00\ntags = [\"a\"]\nauthors = [\"x\"]\n\n[extra]\nrelease = true\n+++\ntext", "text",
			FrontMatter{Title: "T", Date: time.Date(2021, 4, 2, 8, 0, 0, 0, time.UTC), Tags: []string{"a"},
				Extra: map[string]any{"authors": []any{"x"}, "extra": map[string]any{"release": true}}}},
		{"toml local date and taxonomies", "+++\ndate = 2021-04-02\n[taxonomies]\ntags = [\"x\"]\n+++\n", "",
			FrontMatter{Date: time.Date(2021, 4, 2, 0, 0, 0, 0, time.UTC), Tags: []string{"x"}, Extra: map[string]any{"taxonomies": map[string]any{"tags": []any{"x"}}}}},
		{"CRLF", "---\r\ntitle: T\r\n---\r\ntext\r\n", "text\r\n", FrontMatter{Title: "T"}},
		{"byte order mark", "\ufeff---\ntitle: T\n---\ntext", "text", FrontMatter{Title: "T"}},
		{"dots close, spaces follow the fences", "---  \ntitle: T\n... \ntext", "text", FrontMatter{Title: "T"}},
		{"no text after", "---\ntitle: T\n---", "", FrontMatter{Title: "T"}},
		{"empty", "---\n---\ntext", "text", FrontMatter{}},
		{"comment first", "---\n# a comment\n\ntitle: T\n---\n", "", FrontMatter{Title: "T"}},
		{"case, hyphen and British spelling", "---\nTitle: T\ncover-alt: A\nlicence: X\nlang: fr\n---\n", "", FrontMatter{Title: "T", CoverAlt: "A", License: "X", Language: "fr"}},
		{"numbers and nothing as text", "---\ntitle: 2020\nslug: 007\nsummary:\n---\n", "", FrontMatter{Title: "2020", Slug: "007"}},
		{"tags by comma", "---\ntags: go, big data , #go\n---\n", "", FrontMatter{Tags: []string{"go", "big data"}}},
		{"tags by space", "---\ntags: go web Go\n---\n", "", FrontMatter{Tags: []string{"go", "web"}}},
		{"tags as list of anything", "---\ntags:\n- go\n- 2020\n- 1.15\n-\n---\n", "", FrontMatter{Tags: []string{"go", "2020", "1.15"}}},
		{"cover as group", "---\ncover: {image: c.png, alt: A}\n---\n", "", FrontMatter{Cover: "c.png", CoverAlt: "A", Extra: map[string]any{"cover": map[string]any{"image": "c.png", "alt": "A"}}}},
		{"description is a summary", "---\ndescription: D\n---\n", "", FrontMatter{Summary: "D", Extra: map[string]any{"description": "D"}}},
		{"summary before description", "---\nsummary: S\ndescription: D\n---\n", "", FrontMatter{Summary: "S", Extra: map[string]any{"description": "D"}}},
		{"unknown keys", "---\nauthors: [a]\ncategories: x\nweight: 3\ndraft: false\nnested: {1: a}\n---\n", "",
			FrontMatter{Extra: map[string]any{"authors": []any{"a"}, "categories": "x", "weight": int64(3), "draft": false, "nested": map[string]any{"1": "a"}}}},
		{"thematic break", "---\n\nText.\n\n---\n\nMore.", "---\n\nText.\n\n---\n\nMore.", FrontMatter{}},
		{"thematic break alone", "---\nSome words here", "---\nSome words here", FrontMatter{}},
		{"heading in dashes", "---\nNot a key\n---\n", "---\nNot a key\n---\n", FrontMatter{}},
	}
	for _, test := range tests {
		fm, rest, err := SplitFrontMatter([]byte(test.source))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if string(rest) != test.rest {
			t.Errorf("%s: rest %q, want %q", test.name, rest, test.rest)
		}
		if !reflect.DeepEqual(fm, test.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", test.name, fm, test.want)
		}
	}
}

func TestFrontMatterErrors(t *testing.T) {
	tests := []struct {
		name, source, problem, remedy string
		line                          int
	}{
		{"never closed", "---\ntitle: T\n\ntext\n", "never ends", "add a line ---", 1},
		{"toml never closed", "+++\ntitle = \"T\"\n\ntext\n", "never ends", "add a line +++", 1},
		{"colon in value", "---\ntitle: One: two\n---\n", "mapping values", "quotation marks", 2},
		{"tab", "---\ntitle: T\nextra:\n\tx: y\n---\n", "cannot start any token", "spaces, not tabs", 4},
		{"title is a list", "---\nslug: x\ntitle: [a]\n---\n", "list or a group", `title: "..."`, 3},
		{"tags are a group", "---\ntags: {a: b}\n---\n", "group of keys", "tags: [one, two]", 2},
		{"date", "---\ntitle: T\ndate: yesterday\n---\n", `"yesterday" is not understood`, "2006-01-02", 3},
		{"impossible date", "---\ndate: 2021-13-45\n---\n", "not understood", "2006-01-02", 2},
		{"twice", "---\ntitle: T\ntitle: U\n---\n", "twice", "keep one", 3},
		{"toml value", "+++\ntitle = T\n+++\n", "expected value", `key = "value"`, 2},
		{"toml later line", "+++\ntitle = \"T\"\n\nslug = = \n+++\n", "expected value", `key = "value"`, 4},
		{"alias bomb", "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n---\n", "", "", 0},
		{"too long", "---\ntitle: T\n" + strings.Repeat("a: b\n", 20000) + "---\n", "longer than 64 KiB", "close it", 0},
	}
	for _, test := range tests {
		_, rest, err := SplitFrontMatter([]byte(test.source))
		var bad *FrontMatterError
		if !errors.As(err, &bad) {
			t.Errorf("%s: error %v", test.name, err)
			continue
		}
		if test.line != 0 && bad.Line != test.line || !strings.Contains(bad.Problem, test.problem) || !strings.Contains(bad.Remedy, test.remedy) {
			t.Errorf("%s: %v", test.name, err)
		}
		if string(rest) != test.source {
			t.Errorf("%s: the rest of a malformed file is %q", test.name, rest)
		}
	}
}

func TestDates(t *testing.T) {
	day := time.Date(2021, 4, 2, 0, 0, 0, 0, time.UTC)
	at := func(hour, minute, second int) time.Time {
		return time.Date(2021, 4, 2, hour, minute, second, 0, time.UTC)
	}
	tests := map[string]time.Time{
		"2021-04-02": day, "2021-4-2": day, "2021/04/02": day, "2 April 2021": day, "2 Apr 2021": day, "April 2, 2021": day, "Apr 2, 2021": day,
		"2nd April 2021": day, "April 2nd, 2021": day, "Friday, April 2, 2021": day, "Friday, 2 April 2021": day, "20210402": day, "'2021-04-02'": day,
		"2021-04-02 10:11:12 -0800": at(18, 11, 12), "2021-04-02 10:11:12 +00:00": at(10, 11, 12), "2021-04-02T10:11:12Z": at(10, 11, 12),
		"2021-04-02T10:11:12+02:00": at(8, 11, 12), "2021-04-02T10:11:12.000Z": at(10, 11, 12), "2021-04-02 10:11": at(10, 11, 0), "2021-04-02 0:00:00": day,
		"2021-04-02 10:11:12": at(10, 11, 12), "2021-04-02T10:11": at(10, 11, 0), "Fri, 02 Apr 2021 10:11:12 GMT": at(10, 11, 12), "2021-04-02 10:11:12 UTC": at(10, 11, 12),
		"April 2, 2021 3:04 PM": at(15, 4, 0), `""`: {},
	}
	for written, want := range tests {
		fm, _, err := SplitFrontMatter([]byte("---\ndate: " + written + "\n---\n"))
		if err != nil || !fm.Date.Equal(want) {
			t.Errorf("%s: %v, %v", written, fm.Date, err)
		}
	}
}
