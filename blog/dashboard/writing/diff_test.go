package writing

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestDiffLinesHoldBothTexts: whatever the texts, each can be read from the comparison.
func TestDiffLinesHoldBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.SampledFrom([]string{"", "a", "b", "c"})
		saved, mine := rapid.SliceOfN(line, 0, 12).Draw(t, "saved"), rapid.SliceOfN(line, 0, 12).Draw(t, "mine")
		var left, right []string
		for _, l := range diffLines(saved, mine) {
			if l.Sign != "-" {
				left = append(left, l.Text)
			}
			if l.Sign != "+" {
				right = append(right, l.Text)
			}
		}
		if !slices.Equal(left, saved) || !slices.Equal(right, mine) {
			t.Fatalf("%q and %q became %q and %q", saved, mine, left, right)
		}
	})
}

func TestDiffMarksOnlyChanges(t *testing.T) {
	var got []string
	for _, l := range diffLines(strings.Split("one two three four", " "), strings.Split("one zwei three four five", " ")) {
		got = append(got, l.Sign+l.Text)
	}
	if want := "one -zwei +two three four -five"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
