package content

import (
	"testing"

	"pamphlet/content/words"
)

// TestLabelsSpeakAsTheInterface: within an article nothing is English where the words around it are not.
func TestLabelsSpeakAsTheInterface(t *testing.T) {
	for _, l := range words.Languages {
		if _, ok := labelsByLanguage[l.Tag]; !ok {
			t.Errorf("there are no labels in %s", l.Name)
		}
	}
}
