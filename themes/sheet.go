package themes

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"pamphlet/content/words"
)

// address is a file named in a style sheet.
var address = regexp.MustCompile(`(?i)url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)`)

// addressed gives the files that a sheet names the addresses they are served at, which no theme can know.
func (t *Theme) addressed(sheet string, text []byte) []byte {
	return address.ReplaceAllFunc(text, func(whole []byte) []byte {
		name, rest := named(sheet, string(whole))
		if to := t.AssetURL(name); to != "" {
			return []byte("url(" + to + rest + ")")
		}
		return whole
	})
}

// named is the asset that a url() means, which is relative to the sheet it stands in, and what follows its name; empty
// where it is none of the theme's.
func named(sheet, whole string) (name, rest string) {
	m := address.FindStringSubmatch(whole)
	to := m[1] + m[2] + m[3]
	if at := strings.IndexAny(to, "?#"); at >= 0 {
		to, rest = to[:at], to[at:]
	}
	if to == "" || strings.HasPrefix(to, "/") || strings.Contains(to, ":") {
		return "", ""
	}
	return path.Join(path.Dir(sheet), to), rest
}

// sheetFaults are what is wrong with the style sheets that a theme has, or says it has.
func (s *source) sheetFaults(made *Theme) []Fault {
	var faults []Fault
	for _, name := range slices.Concat(s.manifest.Style, s.manifest.Inline) {
		if _, ok := made.assets[name]; !ok {
			faults = append(faults, Fault{"theme.toml", lineOf(s.about, name), words.Say("there is no file “%s” in assets/", name), words.Say("Put it there, or correct the name.")})
		}
	}
	for sheet, bytes := range s.assets {
		if path.Ext(sheet) != ".css" {
			continue
		}
		faults = append(faults, forbidden("assets/"+sheet, string(bytes), mistakesInAssets)...)
		text, fault := plain(string(bytes))
		if fault != nil {
			fault.File = "assets/" + sheet
			faults = append(faults, *fault)
		}
		for _, at := range address.FindAllStringIndex(text, -1) {
			if name, _ := named(sheet, text[at[0]:at[1]]); name != "" && made.AssetURL(name) == "" {
				faults = append(faults, Fault{"assets/" + sheet, lineAt(text, at[0]), words.Say("there is no file “%s” in assets/", name), words.Say("Put it there, or correct the name.")})
			}
		}
	}
	return faults
}

func lineAt(text string, at int) int { return 1 + strings.Count(text[:at], "\n") }

// plain blanks a sheet's comments, and says what is not closed in it: a browser would take all that follows, in this
// sheet and in those joined to it, for a part of it.
func plain(css string) (string, *Fault) {
	out := []byte(css)
	var open []int
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case strings.HasPrefix(css[i:], "/*"):
			end := strings.Index(css[i+2:], "*/")
			if end < 0 {
				return string(out), &Fault{"", lineAt(css, i), words.Say("this comment has no end"), words.Say("Close it with %s.", "*/")}
			}
			for j := i; j < i+end+4; j++ {
				if out[j] != '\n' {
					out[j] = ' '
				}
			}
			i += end + 3
		case c == '"' || c == '\'':
			end := stringEnd(css, i)
			if css[end-1] != c || end == i+1 || strings.Contains(strings.ReplaceAll(css[i:end], "\\\n", ""), "\n") {
				return string(out), &Fault{"", lineAt(css, i), words.Say("this quotation mark has no other"), words.Say("Close it with %s.", string(c))}
			}
			i = end - 1
		case c == '{':
			open = append(open, i)
		case c == '}' && len(open) == 0:
			return string(out), &Fault{"", lineAt(css, i), words.Say("this “}” closes nothing"), words.Say("Remove it.")}
		case c == '}':
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return string(out), &Fault{"", lineAt(css, open[len(open)-1]), words.Say("this “{” is not closed"), words.Say("Close it with %s.", "}")}
	}
	return string(out), nil
}
