package content

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestBeginning(t *testing.T) {
	long := "![A cat](/media/" + strings.Repeat("a", 200) + ".jpg) " + strings.Repeat("word ", 4000)
	tests := []struct{ name, markdown, want string }{
		{"link", "See [the manual](https://example.org/very/long?x=1#y \"A title\") first.", "See the manual first."},
		{"reference", "See [the manual][1].\n\n[1]: https://example.org", "See the manual."},
		{"picture", "![A cat](/media/x.jpg)\n\nText.", "A cat Text."},
		{"signs", "# Head\n\n> *Em* **strong** `x < y` &amp; 2 \\* 3\n\n- one\n- two", "Head Em strong x < y & 2 * 3 one two"},
		{"code and HTML", "```go\nfunc main()\n```\n\n<div class=\"x\">no</div>\n\n    indented\n\nYes<br>.", "Yes."},
		{"an address on its own", "<https://example.org/a>", "https://example.org/a"},
		{"nothing", "", ""},
		{"cut at a word", long, "A cat word word word word word word…"},
		{"ends in the middle of a character", strings.Repeat("é", 641), strings.Repeat("é", 39) + "…"},
	}
	for _, test := range tests {
		if got := Beginning(test.markdown, 40); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	if !utf8.ValidString(Beginning("\xff\xfe"+strings.Repeat("é", 700), 41)) {
		t.Error("not UTF-8")
	}
}
