package themes

import (
	"testing"

	"github.com/lucasb-eyer/go-colorful"
)

// TestCardsAreReadable: what link previews show can be read in each theme, also with a colour that could not.
func TestCardsAreReadable(t *testing.T) {
	for _, name := range []string{"folio", "gazette", "margin", "slip"} {
		theme, err := Bundled().Theme(name)
		if err != nil {
			t.Fatal(err)
		}
		own := theme.Card(nil)
		for _, chosen := range []map[string]string{nil, {"colour": "#ffff00"}, {"colour": "red; x"}} {
			card := theme.Card(chosen)
			for _, text := range []string{card.Ink, card.Muted, card.Accent} {
				ink, err := colorful.Hex(text)
				if err != nil || !legible(ink, []string{card.Sheet}) {
					t.Errorf("%s with %v: %s on %s, %v", name, chosen, text, card.Sheet, err)
				}
			}
			if chosen["colour"] == "#ffff00" && name != "gazette" && card.Accent == own.Accent {
				t.Errorf("%s does not show the colour that was chosen", name)
			}
		}
	}
}
