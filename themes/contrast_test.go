package themes_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pamphlet/themes"
)

// TestContrast holds WCAG 2.2 (1.4.3, 1.4.11) for every text colour on every
// ground it meets, in light and dark and with each accent.
func TestContrast(t *testing.T) {
	eachTheme(t, func(t *testing.T, theme *themes.Theme) {
		if theme.Manifest().Name == "slip" {
			checkSlipContrast(t, theme)
			return
		}
		checkContrast(t, theme)
	})
}

// modes are the two halves of a sheet with colours.
func modes(t *testing.T, theme *themes.Theme, sheet string) map[string]string {
	t.Helper()
	asset, _ := theme.Asset(sheet)
	light, dark, found := strings.Cut(string(asset.Bytes), "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatalf("%s has no dark part", sheet)
	}
	return map[string]string{"light": light, "dark": dark}
}

func checkContrast(t *testing.T, theme *themes.Theme) {
	for mode, css := range modes(t, theme, "tokens.css") {
		colour := variables(css)
		accents := regexp.MustCompile(`data-accent=(\w+)\] \{ --accent: (#\w+)`).FindAllStringSubmatch(css, -1)
		if theme.Manifest().Name == themes.BaseName && len(accents) != 7 {
			t.Fatalf("%s: %d accents besides the first, want 7", mode, len(accents))
		}
		for _, ground := range []string{"paper", "sheet", "wrapper"} {
			for _, text := range []string{"ink", "ink-2", "accent"} {
				need(t, mode+" "+text+" on "+ground, colour[text], colour[ground], 4.5)
			}
			for _, a := range accents {
				need(t, mode+" "+a[1]+" on "+ground, a[2], colour[ground], 4.5)
			}
			need(t, mode+" edge on "+ground, colour["edge"], colour[ground], 3)
		}
		for text, ground := range map[string]string{"ok": "ok-soft", "warn": "warn-soft", "bad": "bad-soft", "accent": "note-soft", "ink": "mark"} {
			need(t, mode+" "+text+" on "+ground, colour[text], colour[ground], 4.5)
		}
		for _, code := range []string{"ok", "warn", "bad", "plum", "ink-2", "accent"} {
			need(t, mode+" code in "+code, colour[code], colour["sheet"], 4.5)
		}
	}
	for _, sun := range regexp.MustCompile(`--sun: (#\w+)`).FindAllStringSubmatch(modes(t, theme, "tokens.css")["light"], -1) {
		need(t, "the foot", "#111418", sun[1], 7)
		need(t, "numbers on black", sun[1], "#111418", 4.5)
	}
}

func checkSlipContrast(t *testing.T, theme *themes.Theme) {
	for mode, css := range modes(t, theme, "slip.css") {
		colour := variables(css)
		for _, text := range []string{"ink", "soft", "link", "gold", "red"} {
			need(t, mode+" "+text, colour[text], colour["paper"], 4.5)
			need(t, mode+" "+text+" in code", colour[text], colour["sheet"], 4.5)
		}
	}
}

func variables(css string) map[string]string {
	found := map[string]string{}
	root, _, _ := strings.Cut(css, "[data-accent")
	root, _, _ = strings.Cut(root, "@media")
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): (?:var\(--set-[a-z]+, )?(#[0-9a-f]+)`).FindAllStringSubmatch(root, -1) {
		found[m[1]] = m[2]
	}
	return found
}

func need(t *testing.T, what, a, b string, ratio float64) {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	if got := (math.Max(x, y) + .05) / (math.Min(x, y) + .05); got < ratio {
		t.Errorf("%s: contrast %.2f, want %.1f", what, got, ratio)
	}
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 4 {
		hex = "#" + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:3], 2) + strings.Repeat(hex[3:4], 2)
	}
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil {
		t.Fatalf("colour %q: %v", hex, err)
	}
	channel := func(shift uint) float64 {
		c := float64(n>>shift&255) / 255
		if c <= .04045 {
			return c / 12.92
		}
		return math.Pow((c+.055)/1.055, 2.4)
	}
	return .2126*channel(16) + .7152*channel(8) + .0722*channel(0)
}
