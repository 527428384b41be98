package difference

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestBothListsCanBeRead: whatever the texts, each can be read from the comparison.
func TestBothListsCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.SampledFrom([]string{"", "a", "b", "c"})
		saved, mine := rapid.SliceOfN(line, 0, 12).Draw(t, "saved"), rapid.SliceOfN(line, 0, 12).Draw(t, "mine")
		var left, right []string
		for _, l := range Of(mine, saved) {
			if l.Sign != "-" {
				left = append(left, l.Part)
			}
			if l.Sign != "+" {
				right = append(right, l.Part)
			}
		}
		if !slices.Equal(left, saved) || !slices.Equal(right, mine) {
			t.Fatalf("%q and %q became %q and %q", saved, mine, left, right)
		}
	})
}

func TestOnlyChangesAreMarked(t *testing.T) {
	var got []string
	for _, l := range Of(strings.Split("one zwei three four five", " "), strings.Split("one two three four", " ")) {
		got = append(got, l.Sign+l.Part)
	}
	if want := "one -zwei +two three four -five"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
