package themes

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// allowed names everything a template may call. The parser knows no other
// name, so js, html, urlquery, call and slice are refused while parsing: they
// can double a text without limit or reach beyond the view.
var allowed = map[string]any{
	// comparing and choosing, from text/template
	"and": true, "or": true, "not": true, "len": true, "index": true,
	"eq": true, "ne": true, "lt": true, "le": true, "gt": true, "ge": true,
	// ours
	"asset": true, "preloads": true, "style": true, "setting": true, "variables": true, "jsonld": true,
	"icon": true, "postmark": true, "person": true, "tint": true,
	"t": true, "plural": true, "number": true, "uilang": true, "pagelang": true, "lang": true,
	"add": true, "sub": true, "print": true, "printf": true,
}

func functionNames() []string {
	return slices.Sorted(maps.Keys(allowed))
}

// functions binds the functions to a theme and to the budget of one press.
func functions(t *Theme, b *budget) template.FuncMap {
	return template.FuncMap{
		"__enter": b.enter, "__leave": b.leave, "__step": b.step,
		"asset":     t.assetOrError,
		"preloads":  t.preloads,
		"variables": t.placeVariables,
		"style":     t.inlineStyle,
		"setting":   func(of any, name ...string) (any, error) { return t.settingHere(b, of, name) },
		"jsonld":    structuredData,
		"icon":      func(name string) (template.HTML, error) { return drawn(b, icon, name) },
		"postmark":  func(host string) (template.HTML, error) { return drawn(b, Postmark, host) },
		"person":    func() (template.HTML, error) { return drawn(b, icon, "person") },
		"tint":      tint,
		"t":         func(text string, values ...any) (string, error) { return b.say(text, values) },
		"plural": func(n int, one, many string) (string, error) {
			return b.text(b.words.Count(n, "%d "+one, "%d "+many))
		},
		"number":   func(n int) (string, error) { return b.text(b.words.Number(n)) },
		"uilang":   b.uilang,
		"pagelang": b.pagelang,
		"lang":     ownLang,
		"add":      func(x, y int) int { return x + y },
		"sub":      func(x, y int) int { return x - y },
		"print":    b.print,
		"printf":   b.printf,
	}
}

func drawn(b *budget, draw func(string) (template.HTML, error), name string) (template.HTML, error) {
	if err := b.spend("", 1); err != nil {
		return "", err
	}
	return draw(name)
}

func (t *Theme) assetOrError(name string) (string, error) {
	if url := t.AssetURL(name); url != "" {
		return url, nil
	}
	return "", fmt.Errorf("there is no asset %q in this theme", name)
}

func (t *Theme) settingOrError(chosen map[string]string, name string) (any, error) {
	if value, ok := t.setting(name, chosen); ok {
		return value, nil
	}
	return nil, fmt.Errorf("theme.toml declares no setting %q", name)
}

// settingHere is a setting of the page, by its name alone or with the page's settings before it: a partial that was
// passed something else does not have them.
func (t *Theme) settingHere(b *budget, of any, name []string) (any, error) {
	if own, ok := of.(string); ok && len(name) == 0 {
		return t.settingOrError(b.settings, own)
	}
	chosen, ok := of.(map[string]string)
	if !ok || len(name) != 1 {
		return nil, fmt.Errorf("setting takes a name, as in {{setting \"colour\"}}")
	}
	return t.settingOrError(chosen, name[0])
}

// inlineStyle places a sheet that theme.toml lists under inline. Its hash is in
// StyleHashes, so no other inline style takes effect.
func (t *Theme) inlineStyle(name string) (template.HTML, error) {
	asset, ok := t.assets[name]
	if !ok || !slices.Contains(t.manifest.Inline, name) {
		return "", fmt.Errorf("theme.toml does not list %q under inline", name)
	}
	if bytes.Contains(asset.Bytes, []byte("</")) {
		return "", fmt.Errorf("the style sheet %q contains \"</\" and cannot be placed in a page", name)
	}
	return template.HTML("<style>" + string(asset.Bytes) + "</style>"), nil //nolint:gosec // a theme's own sheet, without a closing tag
}

// structuredData places a JSON-LD document as a data block. Escaping "<", ">"
// and "&" as \u003c and so on keeps the JSON the same and the element closed.
func structuredData(text string) (template.HTML, error) {
	if text == "" {
		return "", nil
	}
	if !json.Valid([]byte(text)) {
		return "", fmt.Errorf("the structured data is not JSON")
	}
	var safe bytes.Buffer
	json.HTMLEscape(&safe, []byte(text))
	return template.HTML(`<script type="application/ld+json">` + safe.String() + `</script>`), nil //nolint:gosec // escaped above
}

// tint is one of the letters a to f, always the same for the same text: a class for things told apart by colour.
func tint(text string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(text)))
	return string(rune('a' + sum[0]%6))
}

// print joins scalars without blanks between them.
func (b *budget) print(values ...any) (string, error) {
	var text strings.Builder
	for _, value := range values {
		s, err := scalar(value)
		if err != nil {
			return "", err
		}
		if text.Len()+len(s) > b.limits.Text {
			return b.text(text.String() + s)
		}
		text.WriteString(s)
	}
	return b.text(text.String())
}

// printf knows %s, %d, %v and %%, without widths: a width is a cheap way to
// ask for a very long text.
func (b *budget) printf(format string, values ...any) (string, error) {
	var parts []any
	for {
		before, after, found := strings.Cut(format, "%")
		parts = append(parts, before)
		if !found {
			break
		}
		switch {
		case strings.HasPrefix(after, "%"):
			parts = append(parts, "%")
		case after != "" && strings.Contains("sdv", after[:1]) && len(values) > 0:
			parts = append(parts, values[0])
			values = values[1:]
		default:
			return "", fmt.Errorf("printf knows only %%s, %%d, %%v and %%%%, each with its value")
		}
		format = after[1:]
	}
	return b.print(parts...)
}

func scalar(value any) (string, error) {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.String:
		return v.String(), nil
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), nil
	}
	return "", fmt.Errorf("print takes texts, numbers and truth values, not %T", value)
}
