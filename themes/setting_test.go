package themes

import (
	"fmt"
	"strings"
	"testing"

	"github.com/lucasb-eyer/go-colorful"
	"pgregory.net/rapid"
)

// TestReadable takes any colour on the grounds of every theme: what comes back is a colour that can be read there, and
// the one that was chosen where that was one.
func TestReadable(t *testing.T) {
	var grounds [][]string
	library := Bundled()
	for _, name := range library.Names() {
		for _, s := range library.themes[name].manifest.Settings {
			if s.Type == "color" {
				grounds = append(grounds, s.On, s.OnDark)
			}
		}
	}
	if len(grounds) < 4 {
		t.Fatalf("%d grounds", len(grounds))
	}
	rapid.Check(t, func(t *rapid.T) {
		chosen := fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(t, "colour"))
		on := rapid.SampledFrom(grounds).Draw(t, "grounds")
		got := Readable(chosen, on)
		colour, err := colorful.Hex(got)
		if err != nil {
			t.Fatal(err)
		}
		for _, ground := range on {
			behind, err := colorful.Hex(ground)
			if err != nil {
				t.Fatal(err)
			}
			if c := contrast(colour, behind); c < readable {
				t.Errorf("%s for %s on %s: contrast %.2f", got, chosen, ground, c)
			}
		}
		if Readable(got, on) != got {
			t.Errorf("%s is not the nearest to itself", got)
		}
	})
	for chosen, want := range map[string]string{"#000000": "#000000", "no colour": "no colour"} {
		if got := Readable(chosen, []string{"#ffffff"}); got != want {
			t.Errorf("%s became %s", chosen, got)
		}
	}
}

func TestSettingsAllow(t *testing.T) {
	for what, test := range map[string]struct {
		setting  Setting
		yes, not []string
	}{
		"a colour":      {Setting{Type: "color"}, []string{"", "#a0B1c2"}, []string{"red", "#abc", "#aabbcc;}", "url(x)"}},
		"a picture":     {Setting{Type: "image"}, []string{"", "/media/a1.webp"}, []string{"https://x.example/a.png", "//x", "/media/../x", "/media/a b", `/media/"onload=`, "/desk/media/1"}},
		"a text":        {Setting{Type: "text"}, []string{"", "Every <Sunday> & more", "日曜日"}, []string{"a\nb", "a\x00", "\xff", strings.Repeat("a", 301)}},
		"a font":        {Setting{Type: "font"}, []string{"system", "literata"}, []string{"", "Comic Sans", "literata;", "stix-two-math"}},
		"some fonts":    {Setting{Type: "font", Options: []Option{{Value: "literata"}}}, []string{"literata"}, []string{"system", "newsreader"}},
		"one of two":    {Setting{Type: "select", Options: []Option{{Value: "a"}, {Value: "b"}}}, []string{"a", "b"}, []string{"", "c"}},
		"yes or no":     {Setting{Type: "boolean"}, []string{"true", "false"}, []string{"", "yes"}},
		"nothing known": {Setting{Type: "script"}, nil, []string{"", "alert(1)"}},
	} {
		for _, value := range test.yes {
			if !test.setting.Allows(value) {
				t.Errorf("%s may not be %q", what, value)
			}
		}
		for _, value := range test.not {
			if test.setting.Allows(value) {
				t.Errorf("%s may be %q", what, value)
			}
		}
	}
}

// TestVariables are written for what differs from the theme, readable by day and by night, and allowed by their hash.
func TestVariables(t *testing.T) {
	theme := &Theme{manifest: Manifest{Fonts: []string{"newsreader"}, Settings: []Setting{
		{Name: "link", Type: "color", Default: "#000080", On: []string{"#ffffff"}, OnDark: []string{"#000000"}},
		{Name: "face", Type: "font", Default: "literata"},
		{Name: "motto", Type: "text"},
	}}}
	for want, chosen := range map[string]map[string]string{
		"": {"link": "#000080", "face": "", "motto": "Words", "unknown": "x"},
		`:root{--set-face:"Newsreader","Newsreader Local",serif;}`:                                        {"face": "newsreader", "link": "red"},
		`:root{--set-face:system-ui,sans-serif;}`:                                                         {"face": "system"},
		`:root{--set-link:#767600;}@media (prefers-color-scheme:dark){:root{--set-link:#ffff00;}}`:        {"link": "#ffff00"},
		`:root{--set-link:#123456;}@media (prefers-color-scheme:dark){:root{--set-link:` + "DARK" + `;}}`: {"link": "#123456"},
	} {
		want = strings.ReplaceAll(want, "DARK", Readable("#123456", []string{"#000000"}))
		want = strings.ReplaceAll(want, "#767600", Readable("#ffff00", []string{"#ffffff"}))
		got := theme.variables(chosen)
		if got != want {
			t.Errorf("%v gives %s, want %s", chosen, got, want)
		}
		hashes := theme.StyleHashes(chosen)
		if got == "" && len(hashes) != 0 || got != "" && (len(hashes) != 1 || hashes[0] != hashSource([]byte(got))) {
			t.Errorf("%v has the hashes %v", chosen, hashes)
		}
	}
}
