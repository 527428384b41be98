package words

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/locales"
)

// asked are the ways in which templates and code ask for a text, with the English text as the last group.
var asked = []struct {
	files   string
	pattern *regexp.Regexp
	format  string // makes the key of the text
}{
	{"../../themes/*/templates/*.html", regexp.MustCompile(`\{?\bt "([^"]+)"`), "%s"},
	{"../../themes/*/templates/*/*.html", regexp.MustCompile(`\{?\bt "([^"]+)"`), "%s"},
	{"../../themes/*/templates/*.html", regexp.MustCompile(`plural (?:\([^)]*\)|\S+) "[^"]+" "([^"]+)"`), "%%d %s"},
	{"../../themes/*/templates/*/*.html", regexp.MustCompile(`plural (?:\([^)]*\)|\S+) "[^"]+" "([^"]+)"`), "%%d %s"},
	{"../../blog/page/*.go", regexp.MustCompile(`\.Text\("([^"]+)"`), "%s"},
	{"../../blog/page/*.go", regexp.MustCompile(`blog\.Errorf\(\S+ "([^"]+)"`), "%s"},
	{"../../blog/web/*.go", regexp.MustCompile(`blog\.Errorf\(\S+ "([^"]+)"`), "%s"},
	{"../../blog/fediverse/ways.go", regexp.MustCompile(`blog\.(?:Errorf|FieldError)\(\S+ "([^"]+)"`), "%s"},
	{"../../blog/render.go", regexp.MustCompile(`\.Text\("([^"]+)"`), "%s"},
	{"language.go", regexp.MustCompile(`\.Text\("([^"]+)"`), "%s"},
}

// keys are all texts somebody asks for, with a file that does.
func keys(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, a := range asked {
		files, err := filepath.Glob(a.files)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", a.files, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range a.pattern.FindAllStringSubmatch(string(source), -1) {
				found[fmt.Sprintf(a.format, m[1])] = file
			}
		}
	}
	return found
}

// verbs are what a text takes, by its place.
func verbs(text string) map[int]string {
	all := map[int]string{}
	for i, m := range verb.FindAllStringSubmatch(text, -1) {
		place := i + 1
		if m[1] != "" {
			_, _ = fmt.Sscan(m[1], &place)
		}
		all[place] = m[2]
	}
	return all
}

// TestCataloguesAreComplete: every text in every language, in each form that it has, with the same verbs; and none that
// nobody asks for.
func TestCataloguesAreComplete(t *testing.T) {
	wanted := keys(t)
	for _, l := range Languages[1:] {
		for key, file := range wanted {
			texts, ok := l.texts[key]
			if !ok {
				t.Errorf("%s.toml has no %q, which %s asks for", l.Tag, key, file)
				continue
			}
			counts := strings.HasPrefix(key, "%d ") && len(texts) > 0 && (len(texts) > 1 || l.Tag == "ja")
			for rule, text := range texts {
				if text == "" {
					t.Errorf("%s.toml: %q is empty", l.Tag, key)
				}
				// A form for one number, such as two, may say it as a word.
				if got, want := verbs(text), verbs(key); !maps.Equal(got, want) && (!counts || rule == locales.PluralRuleOther || len(got) > 0) {
					t.Errorf("%s.toml: %q has the verbs %v in %q, want %v", l.Tag, key, got, text, want)
				}
			}
			if strings.HasPrefix(key, "%d ") {
				for _, rule := range l.locale.PluralsCardinal() {
					if texts[rule] == "" {
						t.Errorf("%s.toml: %q has no form %q", l.Tag, key, strings.ToLower(rule.String()))
					}
				}
			}
		}
		for key := range l.texts {
			if wanted[key] == "" {
				t.Errorf("%s.toml has %q, which nobody asks for", l.Tag, key)
			}
		}
	}
}

var (
	action    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	shown     = regexp.MustCompile(`(?:aria-label|title|alt|placeholder)="([^"]*)"`)
	tag       = regexp.MustCompile(`<[^>]*>`)
	letters   = regexp.MustCompile(`\pL{2,}`)
	untouched = regexp.MustCompile(`^@you@your\.server$`)
)

// TestNoTextIsHardCoded in the templates: what readers see is asked for.
func TestNoTextIsHardCoded(t *testing.T) {
	for _, pattern := range []string{"../../themes/*/templates/*.html", "../../themes/*/templates/*/*.html"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			page := action.ReplaceAllString(string(source), "")
			for _, m := range shown.FindAllStringSubmatch(page, -1) {
				if letters.MatchString(m[1]) && !untouched.MatchString(m[1]) {
					t.Errorf("%s says %q in one language only", file, m[1])
				}
			}
			for _, text := range strings.Split(tag.ReplaceAllString(page, "\n"), "\n") {
				if letters.MatchString(text) {
					t.Errorf("%s says %q in one language only", file, strings.TrimSpace(text))
				}
			}
		}
	}
}

func TestFor(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "en-US": "en", "de": "de", "de-AT": "de", "gsw": "de", "fr-CA": "fr", "es-419": "es", "ja-JP": "ja", "ar-EG": "ar",
		"zh": "en", "pt-BR": "en", "": "en", "und": "en", "no such": "en", "he": "en", "fa": "en",
	} {
		if got := For(tag); got.Tag != want {
			t.Errorf("%q has %s, want %s", tag, got.Tag, want)
		}
	}
	if !Speaks("de-CH") || !Speaks("en-US") || Speaks("pt") || Speaks("") {
		t.Error("it speaks other languages than it has")
	}
}

// TestDatesAndNumbers of each language.
func TestDatesAndNumbers(t *testing.T) {
	at := time.Date(2026, 11, 3, 21, 4, 0, 0, time.UTC)
	for tag, want := range map[string][]string{
		"en": {"3 November 2026", "3 November", "21:04", "12,845", "1 reply", "12,845 replies"},
		"de": {"3. November 2026", "3. November", "21:04", "12.845", "1 Antwort", "12.845 Antworten"},
		"fr": {"3 novembre 2026", "3 novembre", "21:04", "12 845", "1 réponse", "12 845 réponses"},
		"es": {"3 de noviembre de 2026", "3 de noviembre", "21:04", "12.845", "1 respuesta", "12.845 respuestas"},
		"ja": {"2026年11月3日", "11月3日", "21:04", "12,845", "返信1件", "返信12,845件"},
		"ar": {"3 نوفمبر 2026", "3 نوفمبر", "9:04 م", "12٬845", "رد واحد", "12٬845 ردًا"},
	} {
		l := For(tag)
		got := []string{l.Day(at), l.DayOfYear(at), l.Clock(at), l.Number(12845), l.Count(1, "%d reply", "%d replies"), l.Count(12845, "%d reply", "%d replies")}
		for i := range got {
			got[i] = strings.Map(func(r rune) rune {
				if r == '\u00a0' || r == '\u202f' {
					return ' '
				}
				return r
			}, got[i])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
	for n, want := range map[int]string{0: "لا ردود", 2: "ردان", 3: "3 ردود", 11: "11 ردًا", 100: "100 رد"} {
		if got := For("ar").Count(n, "%d reply", "%d replies"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// TestParse refuses what would become longer than what is put into it.
func TestParse(t *testing.T) {
	for file, good := range map[string]bool{
		`"a" = "b %s %[2]d"`: true, "[\"%d x\"]\none = \"%d y\"\nother = \"%d z\"": true, "": true,
		`"a" = "%1000000000s"`: false, `"a" = "%*d"`: false, `"a" = "100 %"`: false, `"a" = 1`: false, `a = b`: false,
		"[\"%d x\"]\nsome = \"y\"": false, "[\"%d x\"]\none = \"%.9d\"": false, "[\"%d x\"]\none = 1": false,
	} {
		if _, err := Parse(file); (err == nil) != good {
			t.Errorf("%s: %v", file, err)
		}
	}
	more, err := Parse(`"Follow" = "Geh mit"
"Bread" = "Brot"`)
	if err != nil {
		t.Fatal(err)
	}
	l := For("de").With(more)
	if l.Text("Bread") != "Brot" || l.Text("Follow") != "Folgen" || For("de").Text("Bread") != "Bread" {
		t.Errorf("%q, %q, %q", l.Text("Bread"), l.Text("Follow"), For("de").Text("Bread"))
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{For("ja").Text("Page %d of %d", 2, 1300), "1,300ページ中2ページ"},
		{For("de").Text("Follow %s", "100 %"), "100 % folgen"},
		{For("de").Text("No such text"), "No such text"},
		{English.Count(1, "%d loaf of %s", "%d loaves of %s", "rye"), "1 loaf of rye"},
		{English.Count(2, "%d loaf of %s", "%d loaves of %s", "rye"), "2 loaves of rye"},
		{English.Number(-1234567), "-1,234,567"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
