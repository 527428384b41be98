package feed

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// C5: whatever people write, every parser reads the feed. This many texts are tried.
const texts = 2000

// spice are the characters that break feeds.
var spice = []string{"]]>", "]]", ">", "<", "&", "&amp;", "&#0;", "<![CDATA[", "-->", "\x00", "\x08", "\x0b", "\x1f", "\x7f",
	"\u0085", "\u2028", "\uFFFE", "\uFFFF", "\uFEFF", "\u202E", "\xff", "\xc3", "\xed\xa0\x80", "\"", "'", "\n", "\r", "\r\n", "\t", "😀", "\U0010FFFF", "\U0001FFFE"}

// strange is a text that nobody would write, and somebody will.
func strange(random *rand.Rand) string {
	var out strings.Builder
	for range 1 + random.IntN(40) {
		switch random.IntN(3) {
		case 0:
			out.WriteString(spice[random.IntN(len(spice))])
		case 1:
			out.WriteRune(rune(random.IntN(utf8.MaxRune + 1)))
		case 2:
			out.WriteRune(rune(random.IntN(0x180)))
		}
	}
	return out.String()
}

// strangeFeed keeps addresses decent: those are made by programs.
func strangeFeed(random *rand.Rand) Feed {
	f := full()
	f.Title, f.Subtitle, f.Rights = strange(random), strange(random), strange(random)
	for i := range f.Entries {
		e := &f.Entries[i]
		e.Title, e.Subtitle, e.Summary, e.ContentHTML = strange(random), strange(random), strange(random), strange(random)
		e.Authors, e.Tags = []Author{{Name: strange(random), URL: alice.URL}}, []string{strange(random), strange(random)}
		if e.Image != nil {
			e.Image.Alt = strange(random)
		}
	}
	return f
}

func TestStrangeTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(4287, 2026))
	for i := range texts {
		f := strangeFeed(random)
		read := asRead(f)
		for format, write := range writers {
			document, err := write(f)
			if err != nil {
				t.Fatal(err)
			}
			if !utf8.Valid(document) {
				t.Fatalf("text %d: %s is not UTF-8", i, format)
			}
			if err := checks[format](read, document); err != nil {
				t.Fatalf("text %d: %s: %v\n%s", i, format, err, document)
			}
		}
	}
}

// asRead is what a reader should find: the same, without what XML cannot hold.
func asRead(f Feed) Feed {
	f.Title = clean(f.Title)
	f.Entries = slices.Clone(f.Entries)
	for i := range f.Entries {
		e := &f.Entries[i]
		e.Tags = slices.Clone(e.Tags)
		for _, s := range []*string{&e.Title, &e.ContentHTML, &e.Tags[0], &e.Tags[1]} {
			*s = clean(*s)
		}
	}
	return f
}

func FuzzText(f *testing.F) {
	for _, s := range spice {
		f.Add(s, "<p>"+s+"</p>")
	}
	f.Fuzz(func(t *testing.T, title, body string) {
		feed := full()
		feed.Title, feed.Entries[0].Title, feed.Entries[0].ContentHTML, feed.Entries[0].Tags[0] = title, title, body, title
		for format, write := range writers {
			document, err := write(feed)
			if err != nil {
				t.Fatal(err)
			}
			if format == "json" {
				if !json.Valid(document) {
					t.Fatal("no JSON")
				}
			} else if _, err := parse(document); err != nil {
				t.Fatalf("%s: %v", format, err)
			}
		}
	})
}

// feedparser is what most feed readers written in Python use: a parser that is not of our making.
const feedparser = `
import feedparser, glob, json, sys
out = {}
for path in sorted(glob.glob(sys.argv[1] + "/*")):
    d = feedparser.parse(open(path, "rb").read(), sanitize_html=False, resolve_relative_uris=False)
    out[path.rsplit("/", 1)[1]] = {
        "bozo": str(d.get("bozo_exception", "")) if d.bozo else "", "version": d.version, "title": d.feed.get("title", ""),
        "entries": [{"id": e.get("id", ""), "link": e.get("link", ""), "tags": len(e.get("tags", [])),
            "published": list(e.get("published_parsed") or [])[:6],
            "content": [c.value for c in e.get("content", [])], "authors": [a.get("name", "") for a in e.get("authors", [])]} for e in d.entries]}
json.dump(out, sys.stdout)
`

type parsed struct {
	Bozo, Version, Title string
	Entries              []struct {
		ID, Link         string
		Tags             int
		Published        []int
		Content, Authors []string
	}
}

// python is an interpreter that has feedparser; Debian's package serves /usr/bin/python3 alone.
func python(t *testing.T) string {
	t.Helper()
	for _, interpreter := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(interpreter, "-c", "import feedparser").Run() == nil {
			return interpreter
		}
	}
	t.Skip("no python3 with feedparser here (on Debian: apt-get install python3-feedparser)")
	return ""
}

func runFeedparser(t *testing.T, dir string) map[string]parsed {
	t.Helper()
	command := exec.Command(python(t), "-c", feedparser, dir)
	command.Stderr = os.Stderr
	answer, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]parsed
	if err := json.Unmarshal(answer, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

func TestFeedparserReadsThem(t *testing.T) {
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(4287, 2027))
	store := func(name string, f Feed) {
		for _, format := range []string{"rss", "atom"} { // Debian's feedparser knows no JSON Feed
			document, err := writers[format](f)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name+"."+format), document, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	store("full", full())
	store("empty", empty())
	// One document holds many texts: starting and parsing takes feedparser long.
	for _, name := range []string{"strange1", "strange2", "strange3", "strange4"} {
		f := strangeFeed(random)
		for len(f.Entries) < texts/8 {
			f.Entries = append(f.Entries, strangeFeed(random).Entries...)
		}
		store(name, f)
	}
	read := runFeedparser(t, dir)
	if len(read) != 12 {
		t.Fatalf("%d documents were read", len(read))
	}
	for name, p := range read {
		if p.Bozo != "" {
			t.Errorf("%s: %s", name, p.Bozo)
		}
		if want := map[string]string{".rss": "rss20", ".atom": "atom10"}[filepath.Ext(name)]; p.Version != want {
			t.Errorf("%s is taken for %q", name, p.Version)
		}
		if strings.HasPrefix(name, "strange") && len(p.Entries) < texts/8 {
			t.Errorf("%s: %d entries", name, len(p.Entries))
		}
	}
	for _, name := range []string{"full.rss", "full.atom"} {
		checkParsed(t, name, read[name])
	}
}

func checkParsed(t *testing.T, name string, p parsed) {
	t.Helper()
	f := full()
	if len(p.Entries) != len(f.Entries) {
		t.Fatalf("%s: %d entries", name, len(p.Entries))
	}
	for i, got := range p.Entries {
		want := f.Entries[i]
		when := want.Published.UTC()
		date := []int{when.Year(), int(when.Month()), when.Day(), when.Hour(), when.Minute(), when.Second()}
		if got.ID != want.ID || got.Link != want.URL || got.Tags != len(want.Tags) || len(got.Published) != 6 ||
			!time.Date(got.Published[0], time.Month(got.Published[1]), got.Published[2], got.Published[3], got.Published[4], got.Published[5], 0, time.UTC).Equal(when.Truncate(time.Second)) {
			t.Errorf("%s: entry %d is %+v, want %s at %v", name, i, got, want.ID, date)
		}
		if len(got.Content) == 0 || !bytes.Equal([]byte(got.Content[0]), []byte(want.ContentHTML)) {
			t.Errorf("%s: content %q, want %q", name, got.Content, want.ContentHTML)
		}
	}
}
