package themes

// Card has the colours of the pictures that others show beside links, as #rrggbb: a sheet that lies on a ground, with
// a title in ink, its place in the accent and its writer in the muted colour.
type Card struct {
	Ground string `toml:"ground"`
	Sheet  string `toml:"sheet"`
	Ink    string `toml:"ink"`
	Muted  string `toml:"muted"`
	Accent string `toml:"accent"`
}

// ownCard is what a theme has where it says nothing.
var ownCard = Card{Ground: "#d5e2eb", Sheet: "#ffffff", Ink: "#13202d", Muted: "#475565", Accent: "#2347b5"}

func (c *Card) fields() []*string { return []*string{&c.Ground, &c.Sheet, &c.Ink, &c.Muted, &c.Accent} }

// Card are the theme's colours for link previews. A colour that the owner chose takes the accent's place.
func (t *Theme) Card(chosen map[string]string) Card {
	card, own := t.manifest.Card, ownCard
	for i, field := range card.fields() {
		if *field == "" {
			*field = *own.fields()[i]
		}
	}
	for _, s := range t.manifest.Settings {
		if value := chosen[s.Name]; s.Type == "color" && value != "" && s.Allows(value) {
			card.Accent = Readable(value, []string{card.Sheet})
			break
		}
	}
	return card
}
