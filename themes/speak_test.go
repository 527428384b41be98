package themes_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"pamphlet/blog/page"
	"pamphlet/themes"
)

// TestThemesSpeak: a page's words are in its language where the interface or the theme speaks it, and are English that
// says so where not.
func TestThemesSpeak(t *testing.T) {
	library := themes.Bundled()
	files := own(`<p{{uilang}}>{{t "Follow"}}, {{t "Bread by %s" .Heading}}, {{plural .Words "loaf" "loaves"}}, {{plural .Words "reply" "replies"}}, {{number 1234}}</p><b{{uilang "ja"}}>{{t "Tags"}}</b><i{{pagelang}}>x</i>`, map[string]string{
		"languages/de.toml": "\"Bread by %s\" = \"Brot von %s\"\n\"Follow\" = \"Geh mit\"\n[\"%d loaves\"]\none = \"%d Brot\"\nother = \"%d Brote\"\n",
	})
	theme, err := library.Load(files, "own")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, dir, want string }{
		{"de-AT", "ltr", `<p>Folgen, Brot von Ann, 3 Brote, 3 Antworten, 1.234</p><b lang="de" dir="ltr">Schlagwörter</b><i>x</i>`},
		{"fr", "ltr", `<p>Suivre, Bread by Ann, 3 loaves, 3 réponses, 1 234</p><b lang="fr" dir="ltr">Étiquettes</b><i>x</i>`},
		{"en", "ltr", `<p>Follow, Bread by Ann, 3 loaves, 3 replies, 1,234</p><b lang="en" dir="ltr">Tags</b><i>x</i>`},
		{"ja", "ltr", `<p>フォロー, Bread by Ann, 3 loaves, 返信3件, 1,234</p><b>タグ</b><i>x</i>`},
		{"pt", "ltr", `<p lang="en" dir="ltr">Follow, Bread by Ann, 3 loaves, 3 replies, 1,234</p><b lang="en" dir="ltr">Tags</b><i lang="pt" dir="ltr">x</i>`},
		{"he", "rtl", `<p lang="en" dir="ltr">Follow, Bread by Ann, 3 loaves, 3 replies, 1,234</p><b lang="en" dir="ltr">Tags</b><i lang="he" dir="rtl">x</i>`},
	} {
		var out bytes.Buffer
		if err := theme.Render(t.Context(), &out, "article", page.Article{Frame: page.Frame{Lang: c.lang, Dir: c.dir}, Heading: "Ann", Words: 3}); err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(out.String(), "\u00a0", "\u202f"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s\nhas no\n%s", c.lang, got, c.want)
		}
	}
	for file, words := range map[string]string{"languages/de.toml": `"Follow" = "%99999999s"`, "languages/xx.toml": `"a" = "b"`, "languages/de.txt": "x"} {
		bad := fstest.MapFS{}
		for name, f := range files {
			bad[name] = f
		}
		bad[file] = &fstest.MapFile{Data: []byte(words)}
		if faults := themes.Check(bad, nil); len(faults) != 1 || faults[0].File != file || faults[0].Remedy.English == "" {
			t.Errorf("%s with %s: %v", file, words, faults)
		}
	}
}
