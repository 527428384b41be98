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

// text is an English text in a source, as the last group of a pattern.
const text = `"((?:[^"\\\\]|\\\\.)+)"`

// Ways in which sources ask for a text.
var (
	inTemplate = regexp.MustCompile(`\bt ` + text)
	counted    = regexp.MustCompile(`count (?:\([^()]*\)|\S+) "[^"]+" ` + text)
	inGo       = regexp.MustCompile(`(?:\.Text|words\.Phrase)\(` + text)
	countedGo  = regexp.MustCompile(`\.Count\([^"]+"[^"]+", ` + text)
	failure    = regexp.MustCompile(`(?:Errorf\([\w.]+, |FieldError\([\w".]+, |Message: )` + text)
	sentence   = regexp.MustCompile(`"([A-Z][^"]+[.?])"`)
	inScript   = regexp.MustCompile(`\bt\(` + text)
	countedIn  = regexp.MustCompile(`\bcount\([^"]+"[^"]+", ` + text)
)

// asked are the sources that ask for texts, in what way, and the catalogue which that belongs into.
var asked = []struct {
	catalogue, files string
	pattern          *regexp.Regexp
	counts           bool // it has a form for each kind of number
}{
	{"readers", "../../themes/*/templates/*.html", inTemplate, false},
	{"readers", "../../themes/*/templates/*/*.html", inTemplate, false},
	{"readers", "../../themes/*/templates/*.html", plural, true},
	{"readers", "../../themes/*/templates/*/*.html", plural, true},
	{"readers", "../../blog/page/*.go", inGo, false},
	{"readers", "../../blog/page/*.go", failure, false},
	{"readers", "../../blog/web/*.go", failure, false},
	{"readers", "../../blog/fediverse/ways.go", failure, false},
	{"readers", "../../blog/render.go", inGo, false},
	{"readers", "../../blog/dashboard/writing/review.go", regexp.MustCompile(`words\.For\(r\.Language\)\.Text\(` + text), false},
	{"readers", "language.go", inGo, false},

	{"desk", "../../blog/dashboard/*/templates/*.html", inTemplate, false},
	{"desk", "../../blog/dashboard/*/templates/*.html", counted, true},
	{"desk", "../../blog/dashboard/*/*.go", inGo, false},
	{"desk", "../../blog/dashboard/*/*.go", countedGo, true},
	{"desk", "../../blog/dashboard/*/*.go", failure, false},
	{"desk", "../../blog/dashboard/desk/pages.go", regexp.MustCompile(`\t"[a-z]+": +` + text), false}, // what was done
	{"desk", "../../blog/dashboard/talk/found.go", regexp.MustCompile(`\t"[A-Z][a-z]+": +` + text), false},
	{"desk", "../../blog/dashboard/talk/notices.go", regexp.MustCompile(`return "[a-z]+", ` + text), false},
	{"desk", "../../blog/dashboard/talk/answer.go", regexp.MustCompile(`unsent = ` + text), false},
	{"desk", "../../blog/dashboard/writing/note.go", regexp.MustCompile(`\{content\.\w+, ` + text), false},
	{"desk", "../../blog/dashboard/writing/receipt.go", regexp.MustCompile(`return "([^"]+ \(%s\)\.)"`), false},
	{"desk", "../../blog/fediverse/look*.go", sentence, false},
	{"desk", "../../blog/fediverse/look.go", regexp.MustCompile(`Software = ` + text), false},
	{"desk", "../../blog/fediverse/unseen.go", sentence, false},
	{"desk", "../../blog/fediverse/find.go", failure, false},
	{"desk", "../../blog/fediverse/find.go", regexp.MustCompile(`why :?= (?:words\.Phrase\()?` + text), false},
	{"desk", "../../blog/*.go", failure, false},
	{"desk", "../../blog/*.go", inGo, false},
	{"desk", "../../blog/*.go", regexp.MustCompile(`checkLength\("\w+", ` + text), false},
	{"desk", "../../blog/text.go", regexp.MustCompile(`\{"\w+", "([^"]+)", t\.`), false},
	{"desk", "../../blog/permission.go", regexp.MustCompile(`Action = ` + text), false},
	{"desk", "../../blog/media.go", regexp.MustCompile(`MediaKind = "(picture|sound|film|document)"`), false},
	{"desk", "../../blog/store/*.go", regexp.MustCompile(`unavailable\(` + text), false},
	{"desk", "../../blog/store/blog.go", failure, false},
	{"desk", "../../blog/store/open.go", failure, false},
	{"desk", "../../content/media/*.go", sentence, false},
	{"desk", "../../themes/*/theme.toml", regexp.MustCompile(`(?:label|help|description) = ` + text), false},

	{"desk", "../../themes/*.go", regexp.MustCompile(`words\.Say\(` + text), false},
	{"desk", "../../themes/*.go", regexp.MustCompile(`(?:Sentence\{English: |plainName = )` + text), false},
	{"desk", "../../themes/source.go", regexp.MustCompile(`MustCompile\(` + "`[^`]*`" + `\), ` + text), false},
	{"desk", "../../themes/source.go", regexp.MustCompile(`MustCompile\(` + "`[^`]*`" + `\), "[^"]*", ` + text), false},
	{"desk", "../../blog/page/try.go", regexp.MustCompile(`words\.Say\(` + text), false},

	{"scripts", "../../blog/dashboard/desk/assets/*.js", inScript, false},
	{"scripts", "../../blog/dashboard/desk/assets/*.js", countedIn, true},
	{"scripts", "../../blog/dashboard/editor/*.ts", inScript, false},
	{"scripts", "../../blog/dashboard/editor/*.ts", countedIn, true},
}

// plural is a theme's way to count: its nouns come behind the number.
var plural = regexp.MustCompile(`plural (?:\([^)]*\)|\S+) "[^"]+" "([^"]+)"`)

// notHere are sources whose errors only other servers, or people at the command line, are told.
var notHere = []string{"account.go", "keys.go", "publications.go", "setting.go", "removal.go", "receive_comment.go", "follow.go"}

// names are the same in every language.
var names = []string{"Source Serif", "Literata", "Newsreader", "HTML", "2026-11-14"}

// wanted is a text that somebody asks for.
type wanted struct {
	file, catalogue string
	counts          bool
}

// order is that of the catalogues: a text that two ask for is in the first of them.
var order = []string{"scripts", "readers", "desk"}

// keys are all texts somebody asks for.
func keys(t *testing.T) map[string]wanted {
	t.Helper()
	found := map[string]wanted{}
	for _, a := range asked {
		files, err := filepath.Glob(a.files)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", a.files, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") || filepath.Dir(file) == "../../blog" && slices.Contains(notHere, filepath.Base(file)) {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range a.pattern.FindAllStringSubmatch(string(source), -1) {
				key := strings.ReplaceAll(m[1], `\"`, `"`)
				if a.pattern == plural {
					key = "%d " + key
				}
				if was, ok := found[key]; (!ok || slices.Index(order, a.catalogue) < slices.Index(order, was.catalogue)) && !slices.Contains(names, key) {
					found[key] = wanted{file, a.catalogue, a.counts || was.counts}
				}
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

// TestCataloguesAreComplete: every text in every language, in each form that it has, with the same verbs; none that
// nobody asks for, and none twice.
func TestCataloguesAreComplete(t *testing.T) {
	all := keys(t)
	for _, l := range Languages[1:] {
		for _, of := range order {
			file := l.Tag + "/" + of + ".toml"
			source, err := files.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			catalogue, err := Parse(string(source))
			if err != nil {
				t.Fatal(err)
			}
			for key, texts := range catalogue {
				switch want, ok := all[key]; {
				case !ok:
					t.Errorf("%s has %q, which nobody asks for", file, key)
				case want.catalogue != of:
					t.Errorf("%s has %q, which belongs into %s.toml", file, key, want.catalogue)
				default:
					checkForms(t, l, file, key, want, texts)
				}
			}
			for key, want := range all {
				if _, ok := catalogue[key]; !ok && want.catalogue == of {
					t.Errorf("%s has no %q, which %s asks for", file, key, want.file)
				}
			}
		}
	}
}

func checkForms(t *testing.T, l *Language, file, key string, want wanted, texts forms) {
	t.Helper()
	rules := []locales.PluralRule{locales.PluralRuleOther}
	if want.counts {
		rules = l.locale.PluralsCardinal()
	}
	for _, rule := range rules {
		if texts[rule] == "" {
			t.Errorf("%s: %q has no form %q", file, key, strings.ToLower(rule.String()))
		}
	}
	for rule, text := range texts {
		if !slices.Contains(rules, rule) {
			t.Errorf("%s: %q has a form %q", file, key, strings.ToLower(rule.String()))
		}
		got, needed := verbs(text), verbs(key)
		if want.counts && rule != locales.PluralRuleOther && got[1] == "" { // a form for one number may say it as a word
			delete(needed, 1)
		}
		if !maps.Equal(got, needed) {
			t.Errorf("%s: %q has the verbs %v in %q, want %v", file, key, got, text, needed)
		}
	}
}

var (
	action    = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	shown     = regexp.MustCompile(`(?:aria-label|title|alt|placeholder)="([^"]*)"`)
	tag       = regexp.MustCompile(`<[^>]*>`)
	letters   = regexp.MustCompile(`\pL{2,}`)
	untouched = regexp.MustCompile(`^(?:@you@your\.server|@name@example\.org|https?://|Aa|UTC|Pamphlet)$`)
	unspoken  = regexp.MustCompile(`(?s)\{\{define "described"\}\}[^\n]*|<(kbd|code)>.*?</(?:kbd|code)>|&\w+;|\{\{define "taken"\}\}[^{]*`)
)

// TestNoTextIsHardCoded in the templates: what readers see is asked for.
func TestNoTextIsHardCoded(t *testing.T) {
	for _, pattern := range []string{"../../themes/*/templates/*.html", "../../themes/*/templates/*/*.html", "../../blog/dashboard/*/templates/*.html"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			page := action.ReplaceAllString(unspoken.ReplaceAllString(string(source), ""), "")
			for _, m := range shown.FindAllStringSubmatch(page, -1) {
				if letters.MatchString(m[1]) && !untouched.MatchString(m[1]) {
					t.Errorf("%s says %q in one language only", file, m[1])
				}
			}
			for _, text := range strings.Split(tag.ReplaceAllString(page, "\n"), "\n") {
				if letters.MatchString(text) && !untouched.MatchString(strings.Trim(text, "·() ")) {
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
