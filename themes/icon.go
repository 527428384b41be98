package themes

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
)

// icons are our own drawings on a grid of 20, in lines of 1.5 with round ends.
// They stand beside a word and are hidden from screen readers; an icon that
// stands alone needs a label on its link.
var icons = map[string]string{
	"back":     `<path d="M16 10H4.5M9.5 5l-5 5 5 5"/>`,
	"boost":    `<path d="M4.5 13V8a2.5 2.5 0 0 1 2.5-2.5h8M12.5 3 15 5.5 12.5 8M15.5 7v5a2.5 2.5 0 0 1-2.5 2.5H5M7.5 17 5 14.5 7.5 12"/>`,
	"check":    `<path d="m4.5 10.5 3.5 3.5 7.5-8"/>`,
	"down":     `<path d="m5.5 8 4.5 4.5L14.5 8"/>`,
	"external": `<path d="M8.5 5H5.5A1.5 1.5 0 0 0 4 6.5v8A1.5 1.5 0 0 0 5.5 16h8a1.5 1.5 0 0 0 1.5-1.5v-3M11.5 4H16v4.5M16 4l-6.5 6.5"/>`,
	"feed":     `<path d="M4.5 4.5a11 11 0 0 1 11 11M4.5 9.5a6 6 0 0 1 6 6"/><circle cx="5.25" cy="14.75" r="1" fill="currentColor"/>`,
	"heart":    `<path d="M10 16.25S3.5 12.5 3.5 8A3.5 3.5 0 0 1 10 6.25 3.5 3.5 0 0 1 16.5 8c0 4.5-6.5 8.25-6.5 8.25z"/>`,
	"link":     `<path d="M8.5 11.5a3 3 0 0 0 4.25 0l2.5-2.5A3 3 0 0 0 11 4.75l-1 1M11.5 8.5a3 3 0 0 0-4.25 0L4.75 11A3 3 0 0 0 9 15.25l1-1"/>`,
	"next":     `<path d="M4 10h11.5M10.5 5l5 5-5 5"/>`,
	"quote":    `<path d="M8.5 6C6 6.5 4 8.5 4 11.5V14h4.5v-4.5H6M16.5 6C14 6.5 12 8.5 12 11.5V14h4.5v-4.5H14"/>`,
	"reply":    `<path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h7A2.5 2.5 0 0 1 16 6.5v4a2.5 2.5 0 0 1-2.5 2.5H10l-3.5 3.25V13A2.5 2.5 0 0 1 4 10.5z"/>`,
	"search":   `<circle cx="9" cy="9" r="5"/><path d="m12.75 12.75 3.75 3.75"/>`,
}

// figures fill their grid themselves instead of being drawn in lines.
var figures = map[string]string{
	"pamphlet": `<svg class="sign" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><path d="M2.5 4 10 2.5v14L2.5 18z" fill="currentColor"/><path d="M10 2.5 17.5 4v14L10 16.5z" fill="currentColor" opacity=".5"/><path class="staples" d="M10 5.5v2.5M10 11v2.5" fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round"/></svg>`,
	"person":   `<svg class="figure" width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="20" fill="#c3d0da"/><path d="M20 9.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM7.5 35.6C8.5 29.6 13.5 26 20 26s11.5 3.6 12.5 9.6A20 20 0 0 1 20 40a20 20 0 0 1-12.5-4.4z" fill="#74879a"/></svg>`,
}

// icon draws one of the icons above.
func icon(name string) (template.HTML, error) {
	if drawing, ok := icons[name]; ok {
		return template.HTML(`<svg class="icon icon-` + name + `" width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">` + drawing + `</svg>`), nil //nolint:gosec // a constant
	}
	if drawing, ok := figures[name]; ok {
		return template.HTML(drawing), nil //nolint:gosec // a constant
	}
	names := append(slices.Collect(maps.Keys(icons)), slices.Collect(maps.Keys(figures))...)
	slices.Sort(names)
	return "", fmt.Errorf("there is no icon %q; there are %v", name, names)
}
