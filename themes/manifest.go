package themes

import (
	"errors"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"

	"pamphlet/content/words"
)

// Contract is the version of the views and functions this engine offers.
const Contract = 1

// Manifest is a theme's theme.toml.
type Manifest struct {
	Name        string    `toml:"name"` // lower case; part of asset URLs
	Title       string    `toml:"title"`
	Description string    `toml:"description"`
	Author      string    `toml:"author"`
	Licence     string    `toml:"licence"` // SPDX identifier
	Contract    int       `toml:"contract"`
	Style       []string  `toml:"style"`  // assets joined into style.css, in order
	Inline      []string  `toml:"inline"` // style sheets that templates place with {{style}}
	Fonts       []string  `toml:"fonts"`  // families of fonts.txt
	Settings    []Setting `toml:"setting"`
	// Browser paints the browser's own frame.
	Browser Browser `toml:"browser"`
	Card    Card    `toml:"card"`
}

// Browser holds two colours, as #rrggbb, for the frame of the reader's browser.
type Browser struct {
	Light string `toml:"light"`
	Dark  string `toml:"dark"`
}

// plainName is the remedy for a name that has other signs.
const plainName = "Use up to 32 lower-case letters, digits and hyphens, a letter first."

var themeName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

func parseManifest(text []byte) (Manifest, []Fault) {
	const file = "theme.toml"
	var m Manifest
	meta, err := toml.Decode(string(text), &m)
	if err != nil {
		var parse toml.ParseError
		if errors.As(err, &parse) {
			return m, []Fault{{file, parse.Position.Line, words.Say(parse.Message), words.Say("Correct the TOML at this line.")}}
		}
		return m, []Fault{{file, 0, words.Say(err.Error()), words.Say("Give the key the type that the contract names.")}}
	}
	faults := m.faults(string(text))
	for _, key := range meta.Undecoded() {
		faults = append(faults, Fault{file, lineOf(string(text), key[len(key)-1]),
			words.Say("unknown key “%s”", key.String()), words.Say("Remove it, or correct its spelling.")})
	}
	return m, faults
}

// faults checks what the types alone do not say.
func (m Manifest) faults(text string) []Fault {
	var faults []Fault
	add := func(key string, problem, remedy words.Sentence) {
		faults = append(faults, Fault{"theme.toml", lineOf(text, key), problem, remedy})
	}
	if !themeName.MatchString(m.Name) {
		add("name", words.Say("the name “%s” cannot be part of an address", m.Name), words.Say(plainName))
	}
	if m.Contract != Contract {
		add("contract", words.Say("the theme was written for contract %d", m.Contract),
			words.Say("This program speaks contract %d: adapt the templates and write contract = %d.", Contract, Contract))
	}
	for _, family := range m.Fonts {
		if _, ok := families[family]; !ok {
			add("fonts", words.Say("there is no font family “%s”", family), words.Say("Use one of these: %s.", strings.Join(familyNames(), ", ")))
		}
	}
	seen := map[string]bool{}
	for _, s := range m.Settings {
		if s.Name == "" || seen[s.Name] {
			add("setting", words.Say("the setting name “%s” is empty or used twice", s.Name), words.Say("Give each setting its own name."))
		}
		seen[s.Name] = true
		for _, fault := range s.faults() {
			add(s.Name, fault[0], fault[1])
		}
	}
	for _, colour := range []string{m.Browser.Light, m.Browser.Dark, m.Card.Ground, m.Card.Sheet, m.Card.Ink, m.Card.Muted, m.Card.Accent} {
		if colour != "" && !hexColour.MatchString(colour) {
			add(colour, words.Say("“%s” is no colour", colour), words.Say("Write colours as #rrggbb."))
		}
	}
	return faults
}

// lineOf finds the first line that has a word as its key, or else as a text, or at all; for messages only.
func lineOf(text, word string) int {
	if word == "" {
		return 0
	}
	for _, pattern := range []string{`(?m)^[ \t]*\[*` + regexp.QuoteMeta(word) + `\]*[ \t]*(=|$)`, `"` + regexp.QuoteMeta(word) + `"`, regexp.QuoteMeta(word)} {
		if at := regexp.MustCompile(pattern).FindStringIndex(text); at != nil {
			return lineAt(text, at[1])
		}
	}
	return 0
}
