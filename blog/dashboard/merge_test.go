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
)

// harness answers each line of its input, three texts, with what the editor's script makes of them.
const harness = `import { createInterface } from "node:readline";
import { blocks, merge, choices, textOf } from "./merge.mjs";
for await (const line of createInterface({ input: process.stdin })) {
  const { base, mine, theirs } = JSON.parse(line), parts = merge(base, mine, theirs);
  const all = (side) => textOf(parts, choices(parts).map(() => side));
  console.log(JSON.stringify({ choices: choices(parts).length, mine: all("mine"), theirs: all("theirs"), both: all("both"),
    blocks: blocks(mine).map((b) => b.text), whole: blocks(mine).map((b) => b.text + b.gap).join("") }));
}
`

// merged is what becomes of two texts.
type merged struct {
	Choices            int
	Mine, Theirs, Both string // with every choice made like this
	Blocks             []string
	Whole              string
}

// merger runs the editor's script on Node.
type merger struct {
	in  io.Writer
	out *bufio.Reader
}

func newMerger(t *testing.T) *merger {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("Node.js is not installed: apt-get install nodejs")
	}
	folder := t.TempDir()
	script, err := os.ReadFile("desk/assets/merge.js")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"merge.mjs": script, "harness.mjs": []byte(harness)} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	node := exec.CommandContext(t.Context(), "node", "harness.mjs")
	node.Dir, node.Stderr = folder, os.Stderr
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
	return &merger{in, bufio.NewReader(out)}
}

func (m *merger) merge(t rapid.TB, base, mine, theirs string) (got merged) {
	t.Helper()
	question, err := json.Marshal(map[string]string{"base": base, "mine": mine, "theirs": theirs})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.in.Write(append(question, '\n')); err != nil {
		t.Fatal(err)
	}
	answer, err := m.out.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(answer, &got)
	}
	if err != nil {
		t.Fatalf("%q: %v", answer, err)
	}
	return got
}

func TestMerge(t *testing.T) {
	m := newMerger(t)
	for name, c := range map[string]struct {
		base, mine, theirs string
		choices            int
		both               string
	}{
		"nothing":              {"", "", "", 0, ""},
		"begun twice":          {"", "Mine.", "Theirs.", 0, "Theirs.\n\nMine."},
		"different blocks":     {"A.\n\nB.\n\nC.\n", "A!\n\nB.\n\nC.\n", "A.\n\nB.\n\nC?\n", 0, "A!\n\nB.\n\nC?\n"},
		"neighbours":           {"A.\n\nB.", "A!\n\nB.", "A.\n\nB?", 0, "A!\n\nB?"},
		"the same block":       {"A.\n\nB.", "A!\n\nB.", "A?\n\nB.", 1, "A?\n\nA!\n\nB."},
		"the same words":       {"A.", "A!", "A!", 0, "A!"},
		"both write on":        {"A.", "A.\n\nMine.", "A.\n\nTheirs.", 0, "A.\n\nTheirs.\n\nMine."},
		"one takes a block":    {"A.\n\nB.\n\nC.", "A.\n\nC.", "A.\n\nB.\n\nC?", 1, "A.\n\nB.\n\nC?\n\nC."},
		"taken and changed":    {"A.\n\nB.\n\nC.", "A.\n\nC.", "A.\n\nB?\n\nC.", 1, "A.\n\nB?\n\nC."},
		"moved and changed":    {"A.\n\nB.\n\nC.", "C.\n\nA.\n\nB.", "A.\n\nB?\n\nC.", 1, ""},
		"code is one block":    {"```\na\n\nb\n```\n\nEnd.", "```\na!\n\nb\n```\n\nEnd.", "```\na\n\nb?\n```\n\nEnd.", 1, "```\na\n\nb?\n```\n\n```\na!\n\nb\n```\n\nEnd."},
		"a fence never closed": {"```\na\n\nb", "```\na\n\nb!", "```\na\n\nb", 0, "```\na\n\nb!"},
		"empty lines":          {"A.\n\nB.", "A.\n\n\n\nB.", "A.\n\nB?", 0, "A.\n\n\n\nB?"},
	} {
		got := m.merge(t, c.base, c.mine, c.theirs)
		if got.Choices != c.choices || (c.both != "" || c.base == "") && got.Both != c.both {
			t.Errorf("%s: %d choices, %q; want %d, %q", name, got.Choices, got.Both, c.choices, c.both)
		}
	}
}

func TestMergeProperties(t *testing.T) {
	m := newMerger(t)
	block := rapid.SampledFrom([]string{"A", "B", "C", "- a\n- b", "```\nx\n\ny\n```", "> q", "  indented", "a  \nb", "~~~\nopen"})
	text := rapid.Custom(func(t *rapid.T) string {
		var all strings.Builder
		for _, b := range rapid.SliceOfN(block, 0, 6).Draw(t, "blocks") {
			all.WriteString(b + rapid.SampledFrom([]string{"\n\n", "\n\n\n", "\n \n"}).Draw(t, "gap"))
		}
		return rapid.SampledFrom([]string{"", "\n"}).Draw(t, "begin") + strings.TrimRight(all.String(), "\n ") + rapid.SampledFrom([]string{"", "\n"}).Draw(t, "end")
	})
	rapid.Check(t, func(t *rapid.T) {
		base, mine, theirs := text.Draw(t, "base"), text.Draw(t, "mine"), text.Draw(t, "theirs")
		for _, c := range [][4]string{{base, mine, base, mine}, {base, base, theirs, theirs}, {base, mine, mine, mine}} {
			if got := m.merge(t, c[0], c[1], c[2]); got.Choices != 0 || got.Both != c[3] {
				t.Fatalf("%q of %q and %q: %+v, want %q", c[0], c[1], c[2], got, c[3])
			}
		}
		got := m.merge(t, base, mine, theirs)
		if got.Whole != mine {
			t.Fatalf("the blocks of %q are %q", mine, got.Whole)
		}
		// Whatever one side has that the third text has not is in the result.
		kept := m.merge(t, "", got.Both, got.Both).Blocks
		has := func(list []string, block string) bool {
			return slices.ContainsFunc(list, func(b string) bool { return strings.TrimRight(b, "\n") == strings.TrimRight(block, "\n") })
		}
		known := m.merge(t, "", base, base).Blocks
		for _, side := range []string{mine, theirs} {
			for _, block := range m.merge(t, "", side, side).Blocks {
				if strings.TrimSpace(block) != "" && !has(known, block) && !has(kept, block) && !strings.HasPrefix(block, "~~~") && !strings.Contains(got.Both, "~~~") {
					t.Fatalf("%q of %q is not in %q", block, side, got.Both)
				}
			}
		}
	})
}
