package search

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"The café, Émile & ﬁsh: x₂=10!": "the cafe emile fish x2 10",
		"Straße ΆΛΦΑ Ёлка":              "strasse αλφα елка",
		"日本語のテキスト。猫":                    "日本 本語 語の のテ テキ キス スト ト 猫",
		"한국어 검색":                        "한국 국어 어 검색 색",
		"ｆｕｌｌ　ｗｉｄｔｈ":                    "full width",
		"مَدْرَسَة والكتاب":             "مدرسة والكتاب",
		"กินข้าวที่บ้าน":                "กิน นข้ ข้า าว วที่ ที่บ้ บ้า าน น",
		"ພາສາລາວ":                       "ພາ າສ ສາ າລ ລາ າວ ວ",
		"មេឃ":                           "មេឃ ឃ",
		"Łódź smørrebrød ısı Ægir þing": "lodz smorrebrod isi aegir thing",
		"हिन्दी लेख":                    "हिन्दी लेख",
		"":                              "", "…—!": "",
	} {
		if got := strings.Join(Words(text), " "); got != strings.Join(strings.Fields(jamo(want)), " ") {
			t.Errorf("%q has the words %q, want %q", text, got, want)
		}
	}
}

// jamo decomposes Hangul as NFKD does.
func jamo(text string) string { return strings.Join(plainWords(text), " ") }

func plainWords(text string) (words []string) {
	for part := range strings.FieldsSeq(text) {
		var b strings.Builder
		for _, w := range wordsOf(part, false) {
			b.WriteString(w.text)
			break
		}
		words = append(words, b.String())
	}
	return words
}

func TestQueries(t *testing.T) {
	for question, want := range map[string][2]string{
		"Lamp cach":          {`"lamp" AND "cach"*`, `('lamp') & ('cach':*)`},
		"lamp ":              {`"lamp"`, `('lamp')`},
		`"the last lamp" x `: {`"the last lamp" AND "x"`, `('the' <-> 'last' <-> 'lamp') & ('x')`},
		"東京都":                {`"東京 京都"*`, `('東京' <-> '京都':*)`},
		"猫":                  {`"猫"*`, `('猫':*)`},
		`a" OR (b*) ' \`:     {`"a" AND "or b"`, `('a') & ('or' <-> 'b')`},
		" …":                 {"", ""},
	} {
		q := Parse(question)
		if got := [2]string{q.FTS5(), q.TSQuery()}; got != want {
			t.Errorf("%q asks %q, want %q", question, got, want)
		}
		if q.Empty() != (want[0] == "") {
			t.Errorf("%q is empty: %v", question, q.Empty())
		}
	}
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("Words before it. ", 30) + "The last LÁMP of the coast. " + strings.Repeat("Words behind it. ", 30)
	for name, test := range map[string]struct{ text, question, want string }{
		"in the middle": {long, "lamp", "before it. The last [LÁMP] of the coast."},
		"the beginning": {"A short one.", "short", "A [short] one."},
		"not there":     {"A short one.", "long ", "A short one."},
		"a beginning":   {"About caching it", "cach", "About [caching] it"},
		"Japanese":      {"灯台は一晩中、東京都で光る。", "東京", "灯台は一晩中、[東京]都で光る。"},
		"Thai":          {"เขากินข้าวที่บ้าน", "ข้าว", "เขากิน[ข้าว]ที่บ้าน"},
		"one Thai sign": {"เขากินข้าว", "กิ", "เขา[กิ]นข้าว"},
		"one sign":      {"灯台の光、光る。", "光", "灯台の[光]、[光]る。"},
	} {
		var got strings.Builder
		for _, piece := range Snippet(test.text, Parse(test.question), 160) {
			if piece.Found {
				got.WriteString("[" + piece.Text + "]")
				continue
			}
			got.WriteString(piece.Text)
		}
		if !strings.Contains(got.String(), test.want) {
			t.Errorf("%s: %q, want %q in it", name, got.String(), test.want)
		}
		if got.Len() > 260 {
			t.Errorf("%s: %d bytes", name, got.Len())
		}
	}
}

func FuzzSearch(f *testing.F) {
	f.Add("The café", "cafe")
	f.Add("日本語のテキスト", `"本語" x`)
	f.Fuzz(func(t *testing.T, text, question string) {
		for _, w := range append(Words(text), Words(question)...) {
			if w == "" || len(w) > maxWord+8 || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }) {
				t.Errorf("the word %q", w)
			}
		}
		q := Parse(question)
		var whole strings.Builder
		for _, piece := range Snippet(text, q, 100) {
			whole.WriteString(piece.Text)
		}
		flat := strings.Join(strings.Fields(text), " ")
		if !strings.Contains(flat, strings.Trim(whole.String(), "…")) && !strings.Contains(flat, "…") {
			t.Errorf("the snippet %q is not part of %q", whole.String(), flat)
		}
		for _, term := range q.terms {
			if slices.Contains(term.words, "") {
				t.Errorf("an empty word in %q", question)
			}
		}
	})
}
