package dashboard_test

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pamphlet/content"
)

// bridge is the editor's way from Markdown to its blocks and back, on Node.
type bridge struct {
	in  io.Writer
	out *bufio.Reader
}

// edit is something a person does to a block.
type edit struct {
	Do    string `json:"do"`
	Block int    `json:"block"`
	Words string `json:"words"`
}

// bridging is what became of a text.
type bridging struct {
	Saved  string
	Same   bool     // says what the text said
	Blocks []string // kinds, as it was opened
	Kept   []int    // for each block there is now, which it was if nobody touched it, else -1
	Lines  [][2]int // in which each block stood, from 1
}

func newBridge(t testing.TB) *bridge {
	t.Helper()
	const bundle = "../../.ci/bin/bridge.mjs"
	if _, err := os.Stat(bundle); err != nil {
		t.Skip("the editor is not bundled: run make build")
	}
	node := exec.CommandContext(t.Context(), "node", bundle)
	node.Stderr = os.Stderr
	in, err := node.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(); _ = node.Wait() })
	return &bridge{in, bufio.NewReader(out)}
}

func (b *bridge) ask(t rapid.TB, text string, rewrite bool, edits ...edit) (got bridging) {
	t.Helper()
	b.say(t, map[string]any{"text": text, "rewrite": rewrite, "edits": append([]edit{}, edits...)}, &got)
	return got
}

func (b *bridge) say(t rapid.TB, words map[string]any, got any) {
	t.Helper()
	question, err := json.Marshal(words)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.in.Write(append(question, '\n')); err != nil {
		t.Fatal(err)
	}
	answer, err := b.out.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(answer, got)
	}
	if err != nil {
		t.Fatalf("%v: %q: %v", words, answer, err)
	}
}

// fixtures are texts with everything an article can have, by name: those of CommonMark 0.31, our own for what the
// server adds, and real articles where they are at hand.
func (b *bridge) fixtures(t *testing.T) map[string]string {
	t.Helper()
	var examples []string
	b.say(t, map[string]any{}, &examples)
	if len(examples) < 600 {
		t.Fatalf("CommonMark has %d examples", len(examples))
	}
	texts := map[string]string{}
	for n, example := range examples {
		texts["commonmark "+itoa(int64(n+1))] = example
	}
	for _, pattern := range []string{"../../content/testdata/*/*.md", "../../content/testdata/*.md", "../../../shared/corpus/markdown/*.m*"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts[filepath.Base(name)] = string(text)
		}
	}
	return texts
}

// TestBridgeChangesNothing opens and saves: not a byte is another. Written anew, every block says the same.
func TestBridgeChangesNothing(t *testing.T) {
	b := newBridge(t)
	texts := b.fixtures(t)
	server, err := content.New(content.Options{BaseURL: "https://blog.example"})
	if err != nil {
		t.Fatal(err)
	}
	render := func(text string) string {
		doc, err := server.Render(t.Context(), content.Input{Markdown: text})
		if err != nil {
			return err.Error()
		}
		return strings.ReplaceAll(doc.HTML, ` title=""`, "") // an empty title keeps some links from becoming definitions
	}
	blocks, raw := 0, 0
	for name, text := range texts {
		if got := b.ask(t, text, false); got.Saved != text {
			t.Errorf("%s: opened and saved it is %q", name, got.Saved)
		}
		got := b.ask(t, text, true)
		if !got.Same {
			t.Errorf("%s: written anew it says something else: %q", name, got.Saved)
		}
		if was, is := render(text), render(got.Saved); was != is {
			t.Errorf("%s: written anew the server shows\n%s\nfor\n%s\nwhich was\n%s\nfor\n%s", name, is, got.Saved, was, text)
		}
		blocks += len(got.Blocks)
		for _, kind := range got.Blocks {
			if kind == "raw" {
				raw++
			}
		}
	}
	t.Logf("%d texts, %d blocks, %d of them shown as their source", len(texts), blocks, raw)
}

// TestBridgeChangesOneBlock edits at random: what nobody touched keeps its bytes.
func TestBridgeChangesOneBlock(t *testing.T) {
	b := newBridge(t)
	texts := b.fixtures(t)
	var names []string
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		text := texts[rapid.SampledFrom(names).Draw(t, "text")]
		one := edit{
			Do:    rapid.SampledFrom([]string{"type", "split", "join", "delete", "move", "add", "undo"}).Draw(t, "do"),
			Block: rapid.IntRange(0, 40).Draw(t, "block"), Words: rapid.SampledFrom([]string{"x", "new words ", "# ", "1. ", "*", "> a", "[x]: y"}).Draw(t, "words"),
		}
		got := b.ask(t, text, false, one)
		if one.Do == "undo" && got.Saved != text {
			t.Fatalf("typed and taken back: %q became %q", text, got.Saved)
		}
		if again := b.ask(t, got.Saved, false); again.Saved != got.Saved {
			t.Fatalf("%q is not saved as it is", got.Saved)
		}
		if one.Do != "type" || len(got.Blocks) == 0 || got.Saved == text {
			return
		}
		n := one.Block % len(got.Blocks)
		for was, is := range got.Kept {
			if is != was && was != n {
				t.Fatalf("typing in block %d of %q touched another: %v", n, text, got.Kept)
			}
		}
		first, last := changedLines(text, got.Saved)
		if first < got.Lines[n][0] || last > got.Lines[n][1] {
			t.Fatalf("typing in lines %v of %q changed %d to %d: %q", got.Lines[n], text, first, last, got.Saved)
		}
	})
}

// TestBridgeKnowsWhereAHeadingBegins: an underlined heading right behind a definition begins behind it.
func TestBridgeKnowsWhereAHeadingBegins(t *testing.T) {
	b := newBridge(t)
	const text = "[foo]: /url\nbar\n===\n[foo]\n"
	for block := range 3 {
		got := b.ask(t, text, false, edit{Do: "type", Block: block, Words: "x"})
		if strings.Count(got.Saved, "[foo]: /url") != 1 || strings.Count(got.Saved, "bar") != 1 {
			t.Errorf("typing in block %d gave %q", block, got.Saved)
		}
	}
}

// changedLines are the first and the last line of a text that is not in another, from 1.
func changedLines(text, other string) (first, last int) {
	before, after := strings.Split(text, "\n"), strings.Split(other, "\n")
	for first < min(len(before), len(after)) && before[first] == after[first] {
		first++
	}
	behind := 0
	for behind < min(len(before), len(after))-first && before[len(before)-1-behind] == after[len(after)-1-behind] {
		behind++
	}
	return first + 1, len(before) - behind
}

// BenchmarkBridge opens a long article as blocks, and saves it with one paragraph changed.
func BenchmarkBridge(b *testing.B) {
	on := newBridge(b)
	paragraph := "Someone is **always** awake: at four the paperback answered a school in [Nagoya](https://example.org), a bakery in *Porto* and a server that calls itself `a lighthouse`.\n\n"
	for _, size := range []int{10 << 10, 100 << 10} {
		text := strings.Repeat(paragraph, size/len(paragraph))
		b.Run(itoa(int64(size>>10))+"KB", func(b *testing.B) {
			for b.Loop() {
				on.ask(b, text, false, edit{Do: "type", Block: 3, Words: "x"})
			}
		})
	}
}
