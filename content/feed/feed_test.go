package feed

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestGolden(t *testing.T) {
	for name, f := range map[string]Feed{"full": full(), "empty": empty(), "anonymous": anonymous()} {
		for format, write := range writers {
			t.Run(name+"."+format, func(t *testing.T) {
				got, err := write(f)
				if err != nil {
					t.Fatal(err)
				}
				path := filepath.Join("testdata", name+"."+format)
				if *update {
					if err := os.WriteFile(path, got, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

func TestSameFeedSameBytes(t *testing.T) {
	for format, write := range writers {
		f := twenty()
		first, err := write(f)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if again, err := write(f); err != nil || !bytes.Equal(first, again) {
				t.Fatalf("%s: the second time gave other bytes, %v", format, err)
			}
		}
	}
}

// The caller's feed is read only, even where it holds what has to be removed.
func TestWritingChangesNothing(t *testing.T) {
	for format, write := range writers {
		f := full()
		f.Entries[0].Tags[0], f.Entries[0].Image.Alt, f.Authors[0].Name = "a\x00b", "a\x00b", "a\x00b"
		f.Entries[0].Updated = time.Time{}
		if _, err := write(f); err != nil {
			t.Fatal(err)
		}
		if f.Entries[0].Tags[0] != "a\x00b" || f.Entries[0].Image.Alt != "a\x00b" || f.Authors[0].Name != "a\x00b" || !f.Entries[0].Updated.IsZero() {
			t.Errorf("%s changed the feed", format)
		}
	}
}

func TestEntriesNeedAnIDAndATime(t *testing.T) {
	for format, write := range writers {
		for _, e := range []Entry{{Title: "T", Published: time.Now()}, {Title: "T", ID: "https://example.com/1"}} {
			if _, err := write(Feed{Entries: []Entry{e}}); err == nil || !strings.Contains(err.Error(), `"T"`) {
				t.Errorf("%s: %v", format, err)
			}
		}
	}
}

func TestNobodyIsWithoutName(t *testing.T) {
	f := full()
	f.Entries[0].Authors = []Author{{Name: "\x00", URL: "https://example.com/@alice"}, {}}
	f.Entries[1].Authors = []Author{{Name: "\uFFFF"}}
	for format, write := range writers {
		document, err := write(f)
		if err != nil {
			t.Fatal(err)
		}
		read := f
		read.Entries = append([]Entry{}, f.Entries...)
		read.Entries[0].Authors, read.Entries[1].Authors = f.Entries[0].Authors[:1], nil
		if err := checks[format](read, document); err != nil {
			t.Errorf("%s: %v", format, err)
		}
	}
}

func TestContentType(t *testing.T) {
	for format, want := range map[string]string{
		"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json; charset=utf-8", "html": "",
	} {
		if got := ContentType(format); got != want {
			t.Errorf("%s: %q", format, got)
		}
	}
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"a\tb\r\nc\rd\n\re":        "a\tb\nc\nd\n\ne",
		"a\x00b\x08c\x0bd\x1fe":    "abcde",
		"a\uFFFEb\uFFFFc":          "abc",
		"a\xffb\xed\xa0\x80c":      "a\uFFFDb\uFFFDc",
		"\u0085\uD7FF\uE000\uFFFD": "\u0085\uD7FF\uE000\uFFFD",
		"😀\U0010FFFF":              "😀\U0010FFFF",
		"<b>&amp;]]>&#0;</b>":      "<b>&amp;]]>&#0;</b>",
	} {
		if got := clean(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func BenchmarkTwentyEntries(b *testing.B) {
	f := twenty()
	for format, write := range writers {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				body, err := write(f)
				if err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(len(body)))
			}
		})
	}
}
