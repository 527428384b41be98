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
	sheet, _ := bundled(t, themes.BaseName).Asset("tokens.css")
	light, dark, found := strings.Cut(string(sheet.Bytes), "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatal("tokens.css has no dark part")
	}
	for mode, css := range map[string]string{"light": light, "dark": dark} {
		colour := variables(css)
		accents := regexp.MustCompile(`data-accent=(\w+)\] \{ --accent: (#\w+)`).FindAllStringSubmatch(css, -1)
		if len(accents) != 7 {
			t.Fatalf("%s: %d accents besides the first, want 7", mode, len(accents))
		}
		grounds := []string{"paper", "sheet", "wrapper"}
		for _, ground := range grounds {
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
}

func variables(css string) map[string]string {
	found := map[string]string{}
	root, _, _ := strings.Cut(css, "[data-accent")
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]+)`).FindAllStringSubmatch(root, -1) {
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
