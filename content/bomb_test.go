package content

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// bombs are texts made to be slow or deep. n is about their length in bytes.
var bombs = map[string]func(n int) string{
	"quotes":          func(n int) string { return strings.Repeat("> ", n/2) + "x" },
	"quotes on lines": func(n int) string { return strings.Repeat(strings.Repeat(">", 200)+"x\n", n/200) },
	"lists":           func(n int) string { return strings.Repeat("- ", n/2) + "x" },
	"indented lists": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(" ", 2*i) + "- x\n")
		}
		return b.String()
	},
	"brackets":         func(n int) string { return strings.Repeat("[", n) },
	"closed brackets":  func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"images":           func(n int) string { return strings.Repeat("![[]()", n/6) },
	"links":            func(n int) string { return strings.Repeat("[a](", n/4) },
	"reference links":  func(n int) string { return strings.Repeat("[a][", n/4) },
	"link titles":      func(n int) string { return strings.Repeat(`[a](b "`, n/7) },
	"angle links":      func(n int) string { return strings.Repeat("[a](<b", n/6) },
	"emphasis":         func(n int) string { return strings.Repeat("*a **a ", n/7) },
	"no emphasis fits": func(n int) string { return strings.Repeat("_a ", n/6) + strings.Repeat("a* ", n/6) },
	"closing emphasis": func(n int) string { return strings.Repeat("a_ ", n/3) },
	"nested emphasis":  func(n int) string { return strings.Repeat("*a _a ", n/12) + strings.Repeat("a_ a* ", n/12) },
	"strong":           func(n int) string { return strings.Repeat("**a ", n/8) + strings.Repeat("a** ", n/8) },
	"mixed":            func(n int) string { return strings.Repeat("_*~`", n/4) },
	"tildes":           func(n int) string { return strings.Repeat("~~a ~", n/5) },
	"backticks": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString("e" + strings.Repeat("`", i))
		}
		return b.String()
	},
	"backtick pairs":  func(n int) string { return strings.Repeat("`a``b", n/5) },
	"dollars":         func(n int) string { return strings.Repeat("$a ", n/3) },
	"formulas":        func(n int) string { return strings.Repeat("$a$ ", n/4) },
	"open formulas":   func(n int) string { return strings.Repeat(`\(a `, n/4) },
	"formula blocks":  func(n int) string { return strings.Repeat("$$\nx\n\n", n/6) },
	"hashtags":        func(n int) string { return strings.Repeat("#a ", n/3) },
	"mentions":        func(n int) string { return strings.Repeat("@a@b.c ", n/7) },
	"mention hosts":   func(n int) string { return strings.Repeat("@a@"+strings.Repeat("b.", 100), n/203) },
	"html":            func(n int) string { return strings.Repeat("<div>", n/5) },
	"html formatting": func(n int) string { return "<p>" + strings.Repeat("<b><i>", 50) + strings.Repeat("a<p>", n/4) },
	"html fonts": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "<b id=%d><p>", i)
		}
		return b.String()
	},
	"html ends":         func(n int) string { return strings.Repeat("<b>", 1000) + strings.Repeat("</i></div>", n/10) },
	"html comments":     func(n int) string { return strings.Repeat("a <!-- ", n/7) },
	"html cdata":        func(n int) string { return strings.Repeat("a <![CDATA[ ", n/12) },
	"html instructions": func(n int) string { return strings.Repeat("a <? ", n/5) },
	"html declarations": func(n int) string { return strings.Repeat("a <!X ", n/6) },
	"html attributes":   func(n int) string { return "<p " + strings.Repeat("a=b ", n/4) + ">" },
	"html tables":       func(n int) string { return strings.Repeat("<table><tr><td>", n/15) },
	"html selects":      func(n int) string { return strings.Repeat("<select><svg>", n/13) },
	"tables":            func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|a\n", n/3) },
	"wide tables": func(n int) string {
		return strings.Repeat("|a", n/4) + "\n" + strings.Repeat("|-", n/4) + "\n" + strings.Repeat("|\n", n/8)
	},
	"footnotes": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[^%d]: x\n\n[^%d] ", i, i)
		}
		return b.String()
	},
	"footnote uses": func(n int) string { return "[^1]: x\n\n" + strings.Repeat("[^1] ", n/5) },
	"references": func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[%d]: x\n", i)
		}
		return b.String()
	},
	"reference expansion": func(n int) string { return "[a]: /" + strings.Repeat("x", n/2) + "\n\n" + strings.Repeat("[a]", n/6) },
	"definitions":         func(n int) string { return strings.Repeat("a\n: b\n", n/6) },
	"headings":            func(n int) string { return strings.Repeat("# a\n", n/4) },
	"setext":              func(n int) string { return strings.Repeat("a\n-\n", n/4) },
	"smart quotes":        func(n int) string { return strings.Repeat(`"a 'b `, n/6) },
	"emojis":              func(n int) string { return strings.Repeat(":smile", n/6) },
	"autolinks":           func(n int) string { return strings.Repeat("http://a.b/(", n/12) },
	"emails":              func(n int) string { return strings.Repeat("a.", n/2) + "@" },
	"entities":            func(n int) string { return strings.Repeat("&a", n/2) },
	"backslashes":         func(n int) string { return strings.Repeat(`\`, n) },
	"fences":              func(n int) string { return strings.Repeat("```go\n", n/6) },
	"code":                func(n int) string { return "```perl\n" + strings.Repeat("((", n/2) + "\n```" },
	"alerts":              func(n int) string { return strings.Repeat("> [!NOTE]\n\n", n/11) },
	"tabs":                func(n int) string { return strings.Repeat("\t", n) + "x" },
	"long line":           func(n int) string { return strings.Repeat("a", n) },
	"blank lines":         func(n int) string { return strings.Repeat("- a\n\n\n", n/6) },
}

// TestBombs: each hostile text ends in time, as a safe document or an error
// that says what to do.
func TestBombs(t *testing.T) {
	r := newTestRenderer(t, testOptions())
	for name, bomb := range bombs {
		t.Run(name, func(t *testing.T) {
			source := bomb(32 << 10)
			start := time.Now()
			doc, err := r.Render(context.Background(), Input{Markdown: source})
			took := time.Since(start)
			if took > renderTime+time.Second {
				t.Errorf("took %s", took)
			}
			if err != nil {
				if !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, errTooMuchHTML) {
					t.Errorf("error: %v", err)
				}
				return
			}
			if len(doc.HTML) > 200*len(source)+1000 {
				t.Errorf("%d bytes became %d", len(source), len(doc.HTML))
			}
			CommentMarkdown(source)
			Comment(source)
			PlainText(source)
			TitleFromMarkdown(source)
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("all together took %s", took)
			}
		})
	}
}

func TestTimeIsLimited(t *testing.T) {
	r := newTestRenderer(t, testOptions())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.Render(ctx, Input{Markdown: strings.Repeat("*a* [b] ", 1000)}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context gave %v", err)
	}
	if _, err := r.Render(context.Background(), Input{Markdown: strings.Repeat("a", maxMarkdown+1)}); err == nil {
		t.Error("2 MiB were accepted")
	}
}
