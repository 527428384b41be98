package themes

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"
)

// variables is the sheet with what an owner chose as CSS variables, --set-NAME for each color and font setting that
// is not as the theme has it. It is empty where nothing was chosen. Everything in it has been allowed by a setting.
func (t *Theme) variables(chosen map[string]string) string {
	var faces, day, night strings.Builder
	for _, s := range t.manifest.Settings {
		value := chosen[s.Name]
		if value == "" || value == s.Default || !s.Allows(value) {
			continue
		}
		switch s.Type {
		case "color":
			fmt.Fprintf(&day, "--set-%s:%s;", s.Name, Readable(value, s.On))
			if len(s.OnDark) > 0 {
				fmt.Fprintf(&night, "--set-%s:%s;", s.Name, Readable(value, s.OnDark))
			}
		case "font":
			if value != systemFont && !slices.Contains(t.manifest.Fonts, value) { // fonts.css has only the theme's own
				faces.WriteString(t.fontSheet([]string{value}))
			}
			fmt.Fprintf(&day, "--set-%s:%s;", s.Name, stackOf(value))
		}
	}
	if day.Len() == 0 {
		return ""
	}
	sheet := faces.String() + ":root{" + day.String() + "}"
	if night.Len() > 0 {
		sheet += "@media (prefers-color-scheme:dark){:root{" + night.String() + "}}"
	}
	return sheet
}

// placeVariables writes the sheet as an element; its hash is in StyleHashes.
func (t *Theme) placeVariables(chosen map[string]string) template.HTML {
	sheet := t.variables(chosen)
	if sheet == "" {
		return ""
	}
	return template.HTML("<style>" + sheet + "</style>") //nolint:gosec // made of allowed values only
}

// StyleHashes are CSP sources ('sha256-...') for the sheets that stand in a page: those that templates place with
// {{style}}, and the owner's choices.
func (t *Theme) StyleHashes(chosen map[string]string) []string {
	var hashes []string
	for _, name := range t.manifest.Inline {
		if asset, ok := t.assets[name]; ok {
			hashes = append(hashes, hashSource(asset.Bytes))
		}
	}
	if sheet := t.variables(chosen); sheet != "" {
		hashes = append(hashes, hashSource([]byte(sheet)))
	}
	return slices.Compact(hashes)
}

func hashSource(sheet []byte) string {
	sum := sha256.Sum256(sheet)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
