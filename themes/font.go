package themes

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// fontsName is the generated sheet with the @font-face rules.
const fontsName = "fonts.css"

// fontFiles are the WOFF2 files that the build copied, by name.
type fontFiles map[string][]byte

// face is one file of a family.
type face struct {
	file   string
	style  string // "normal" or "italic"
	subset string // key of subsets
	early  bool   // preloaded
	weight string // where it is not the family's
}

// family is a typeface a theme can name.
type family struct {
	css     string // name in style sheets
	weight  string // range of the variable axis
	generic string // what the reader's own machine has of its kind
	faces   []face
	// installed is the name of the same face where a machine has it: then nothing is fetched.
	installed string
	// local are metric-matched rules for faces most machines have, so that
	// lines break alike before the font arrives.
	local []localFace
}

// localFace adjusts an installed face to the metrics of ours. The percentages
// follow from the fonts' own tables: size-adjust is the ratio of average
// advance widths, ascent and descent ours divided by it.
type localFace struct {
	names         string // list of local() sources
	style, weight string
	size          string
	ascent        string
	descent       string
}

// subsets are the code points each file covers, as its package declares them.
var subsets = map[string]string{
	"latin":      "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
	"latin-ext":  "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
	"greek":      "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF",
	"cyrillic":   "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
	"math":       "U+0020-007E,U+00A0-00FF,U+0131,U+0237,U+0300-0331,U+0391-03F6,U+2016-2044,U+2057,U+20D0-20F0,U+2102-2138,U+2190-21FF,U+2200-22FF,U+2308-230B,U+2322-2323,U+239B-23B8,U+23DC-23E1,U+25A0-25CF,U+27E6-27EF,U+27F5-27FC,U+2A00-2A06,U+2A3F,U+2A7D-2A7E,U+2AAF-2AB0,U+1D400-1D4CF,U+1D504-1D56B,U+1D6A4-1D71B,U+1D7CE-1D7E1",
	"vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
}

// families are the faces of fonts.txt. A test holds the two against each other.
var families = map[string]family{
	"source-serif-4": {
		css: "Source Serif 4", weight: "200 900", generic: "serif",
		faces: slices.Concat(
			fixed("source-serif-4", "normal", "", true, "latin", "latin-ext", "greek", "cyrillic", "vietnamese"),
			fixed("source-serif-4", "italic", "-italic", false, "latin", "latin-ext", "greek", "cyrillic", "vietnamese"),
		),
		local: []localFace{
			{`local("Georgia"),local("Gelasio")`, "normal", "400", "107.5%", "96.4%", "31.2%"},
			{`local("Georgia Bold"),local("Gelasio Bold")`, "normal", "600 900", "93.7%", "110.6%", "35.8%"},
			{`local("Georgia Italic"),local("Gelasio Italic")`, "italic", "400", "97%", "106.8%", "34.5%"},
		},
	},
	"instrument-sans": {
		css: "Instrument Sans", weight: "400 700", generic: "sans-serif",
		faces: []face{
			{file: "instrument-sans-latin.woff2", style: "normal", subset: "latin", early: true},
			{file: "instrument-sans-latin-ext.woff2", style: "normal", subset: "latin-ext"},
		},
		local: []localFace{
			{`local("Arial"),local("Liberation Sans")`, "normal", "400 500", "102.7%", "94.4%", "24.3%"},
			{`local("Arial Bold"),local("Liberation Sans Bold")`, "normal", "550 700", "98.1%", "98.9%", "25.5%"},
		},
	},
	"literata": {
		css: "Literata", weight: "200 900", generic: "serif",
		faces: serif("literata", "latin", "latin-ext", "greek", "cyrillic", "vietnamese"),
		local: []localFace{
			{`local("Georgia"),local("Gelasio")`, "normal", "400", "107.7%", "109.3%", "28.6%"},
			{`local("Georgia Italic"),local("Gelasio Italic")`, "italic", "400", "98.6%", "119.4%", "31.2%"},
		},
	},
	"newsreader": {
		css: "Newsreader", weight: "200 800", generic: "serif",
		faces: serif("newsreader", "latin", "latin-ext", "vietnamese"),
		local: []localFace{
			{`local("Georgia"),local("Gelasio")`, "normal", "400", "96.1%", "76.5%", "27.6%"},
			{`local("Georgia Italic"),local("Gelasio Italic")`, "italic", "400", "88.2%", "83.4%", "30.1%"},
		},
	},
	"bricolage-grotesque": {
		css: "Bricolage Grotesque", weight: "200 800", generic: "sans-serif",
		faces: []face{
			{file: "bricolage-grotesque-latin.woff2", style: "normal", subset: "latin", early: true},
			{file: "bricolage-grotesque-latin-ext.woff2", style: "normal", subset: "latin-ext"},
		},
		local: []localFace{
			{`local("Arial Bold"),local("Liberation Sans Bold")`, "normal", "700 800", "99.7%", "93.2%", "27.1%"},
		},
	},
	"jetbrains-mono": {
		css: "JetBrains Mono", weight: "100 800", generic: "monospace",
		faces: fixed("jetbrains-mono", "normal", "", false, "latin", "latin-ext", "greek", "cyrillic"),
	},
	"stix-two-math": { // browsers set formulas with the MATH table of a font, and few machines have one
		css: "STIX Two Math", weight: "400", generic: formulas, installed: "STIX Two Math",
		faces: []face{{file: "stix-two-math.woff2", style: "normal", subset: "math"}},
	},
}

// serif is a family of text in all weights: upright and italic in each subset, the upright Latin early.
func serif(family string, subsets ...string) []face {
	var faces []face
	for _, subset := range subsets {
		faces = append(faces, face{file: family + "-" + subset + ".woff2", style: "normal", subset: subset, early: subset == "latin"}, face{file: family + "-" + subset + "-italic.woff2", style: "italic", subset: subset})
	}
	return faces
}

// fixed are faces of two weights each, the upright Latin early: a file with all weights in it is twice as large, and a page
// needs one or two.
func fixed(family, style, suffix string, early bool, subsets ...string) []face {
	var faces []face
	for _, subset := range subsets {
		for _, weight := range []string{"400", "600"} {
			faces = append(faces, face{file: family + "-" + subset + suffix + "-" + weight + ".woff2", style: style, subset: subset, weight: weight, early: early && subset == "latin"})
		}
	}
	return faces
}

// Preload is a font that the first screen needs.
type Preload struct {
	URL       string
	MediaType string
}

// readFonts takes what the build copied to dist/fonts. An empty folder is fine.
func readFonts(root fs.FS) (fontFiles, error) {
	names, err := fs.Glob(root, "dist/fonts/*.woff2")
	if err != nil {
		return nil, fmt.Errorf("listing fonts: %w", err)
	}
	fonts := make(fontFiles, len(names))
	for _, name := range names {
		bytes, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, fmt.Errorf("reading a font: %w", err)
		}
		fonts[path.Base(name)] = bytes
	}
	return fonts, nil
}

// families are those a theme names, and those its owner may choose instead.
func (m Manifest) families() []string {
	names := slices.Clone(m.Fonts)
	for _, s := range m.Settings {
		if s.Type != "font" {
			continue
		}
		for _, choice := range s.Choices() {
			if choice.Value != systemFont && !slices.Contains(names, choice.Value) {
				names = append(names, choice.Value)
			}
		}
	}
	return names
}

// formulas is the generic family of a face that is for formulas, not for texts.
const formulas = "math"

// textFamilies are the families a text can be set in, in alphabetical order.
func textFamilies() []string {
	return slices.DeleteFunc(familyNames(), func(name string) bool { return families[name].generic == formulas })
}

// familyNames lists the families, in alphabetical order.
func familyNames() []string { return slices.Sorted(maps.Keys(families)) }

// stackOf is a family as CSS, with what stands in for it.
func stackOf(name string) string {
	f, ok := families[name]
	if !ok {
		return "system-ui,sans-serif"
	}
	return fmt.Sprintf("%q,%q,%s", f.css, f.css+" Local", f.generic)
}

func facesOf(names []string) []face {
	var faces []face
	for _, name := range names {
		faces = append(faces, families[name].faces...)
	}
	return faces
}

// preloads are the fonts of the first screen: those of the theme, or of the families that an owner chose instead.
func (t *Theme) preloads(chosen map[string]string) []Preload {
	names := t.manifest.Fonts
	for _, s := range t.manifest.Settings {
		if value, _ := s.value(chosen[s.Name]).(string); s.Type == "font" && value != s.Default {
			names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == s.Default })
			names = append(names, value)
		}
	}
	var list []Preload
	for _, face := range facesOf(names) {
		if url := t.AssetURL("fonts/" + face.file); face.early && url != "" {
			list = append(list, Preload{URL: url, MediaType: mediaTypes[".woff2"]})
		}
	}
	return list
}

// fontSheet writes the rules for the files that are present, and for the local
// faces that stand in for them.
func (t *Theme) fontSheet(names []string) string {
	var css strings.Builder
	for _, name := range names {
		f := families[name]
		for _, face := range f.faces {
			url := t.AssetURL("fonts/" + face.file)
			if url == "" {
				continue
			}
			installed := ""
			if f.installed != "" {
				installed = fmt.Sprintf("local(%q),", f.installed)
			}
			fmt.Fprintf(&css, "@font-face{font-family:%q;font-style:%s;font-weight:%s;font-display:swap;src:%surl(%s)format(\"woff2\");unicode-range:%s}\n",
				f.css, face.style, cmp.Or(face.weight, f.weight), installed, url, subsets[face.subset])
		}
		for _, l := range f.local {
			fmt.Fprintf(&css, "@font-face{font-family:%q;font-style:%s;font-weight:%s;src:%s;size-adjust:%s;ascent-override:%s;descent-override:%s;line-gap-override:0%%}\n",
				f.css+" Local", l.style, l.weight, l.names, l.size, l.ascent, l.descent)
		}
	}
	return css.String()
}
