package desk

import (
	"fmt"
	"html/template"
	"slices"
)

// icons are our own drawings on a grid of 20, in lines of 1.5 with round ends. They stand beside a
// word and are hidden from screen readers; one that stands alone needs a label.
var icons = map[string]string{
	"add":           `<path d="M10 4.5v11M4.5 10h11"/>`,
	"alert":         `<path d="M10 3.5 17.25 16H2.75zM10 8.25v3.5"/><circle cx="10" cy="13.75" r=".7" fill="currentColor" stroke="none"/>`,
	"align":         `<path d="M3.5 5h13M6 8.5h8M3.5 12h13M6 15.5h8"/>`,
	"article":       `<path d="M5 3.5h6.5L15 7v9.5H5zM11.5 3.5V7H15M7.5 10.5h5M7.5 13.25h3.5"/>`,
	"back":          `<path d="M16 10H4.5M9.5 5l-5 5 5 5"/>`,
	"bell":          `<path d="M5 13.5c1-1 1.25-2.5 1.25-5a3.75 3.75 0 0 1 7.5 0c0 2.5.25 4 1.25 5zM8.25 16a1.85 1.85 0 0 0 3.5 0"/>`,
	"block":         `<circle cx="10" cy="10" r="6.5"/><path d="m5.5 5.5 9 9"/>`,
	"blog":          `<path d="M3.5 5.25 10 4v12.5l-6.5-1.25zM10 4l6.5 1.25v10L10 16.5M10 7v1.75M10 11.5v1.75"/>`,
	"bold":          `<path d="M6.25 4.5h4.25a2.75 2.75 0 0 1 0 5.5H6.25zM6.25 10h5a2.75 2.75 0 0 1 0 5.5h-5z" stroke-width="2"/>`,
	"boost":         `<path d="M4.5 13V8a2.5 2.5 0 0 1 2.5-2.5h8M12.5 3 15 5.5 12.5 8M15.5 7v5a2.5 2.5 0 0 1-2.5 2.5H5M7.5 17 5 14.5 7.5 12"/>`,
	"bullets":       `<path d="M8 5.500h8.500M8 10h8.500M8 14.500h8.500"/><g fill="currentColor" stroke="none"><circle cx="4.500" cy="5.500" r="1.2"/><circle cx="4.500" cy="10" r="1.2"/><circle cx="4.500" cy="14.500" r="1.2"/></g>`,
	"check":         `<path d="m4.5 10.5 3.5 3.5 7.5-8"/>`,
	"clock":         `<circle cx="10" cy="10" r="6.5"/><path d="M10 6.25V10l2.5 1.75"/>`,
	"close":         `<path d="m5 5 10 10M15 5 5 15"/>`,
	"code":          `<path d="m7 6-4 4 4 4M13 6l4 4-4 4"/>`,
	"column-after":  `<rect x="3.500" y="4" width="6" height="12" rx="1"/><path d="M14 7v6M11 10h6"/>`,
	"column-before": `<rect x="10.500" y="4" width="6" height="12" rx="1"/><path d="M6 7v6M3 10h6"/>`,
	"delete":        `<path d="M4 6h12M8 6V4h4v2M5.5 6l.75 10.5h7.5L14.5 6M8.5 9v4.5M11.5 9v4.5"/>`,
	"delete-column": `<rect x="3.500" y="4" width="6" height="12" rx="1"/><path d="M12 10h5"/>`,
	"delete-row":    `<rect x="4" y="3.500" width="12" height="6" rx="1"/><path d="M7.500 14h5"/>`,
	"details":       `<path d="M3.5 6.5h7M14.5 6.5h2M3.5 13.5h2M9.5 13.5h7"/><circle cx="12.5" cy="6.5" r="2"/><circle cx="7.5" cy="13.5" r="2"/>`,
	"divider":       `<path d="M3 10h14M6 5h8M6 15h8" /><path d="M3 10h14" stroke-width="2"/>`,
	"document":      `<path d="M5 3.500h6.500L15 7v9.500H5zM11.500 3.500V7H15"/>`,
	"door":          `<path d="M11.5 4H5v12h6.5M8.5 10h8M13.5 7l3 3-3 3"/>`,
	"down":          `<path d="m5 8 5 5 5-5"/>`,
	"external":      `<path d="M8.5 5H5.5A1.5 1.5 0 0 0 4 6.5v8A1.5 1.5 0 0 0 5.5 16h8a1.5 1.5 0 0 0 1.5-1.5v-3M11.5 4H16v4.5M16 4l-6.5 6.5"/>`,
	"brush":         `<path d="m8.500 11.500 7.250-8a1.400 1.400 0 0 1 2 2l-8 7.250M8.500 11.500c-2.500-.500-4 .750-4.250 3-.100 1-.750 1.500-1.750 1.750 2.500 1.500 7 1.250 7.500-2.250z"/>`,
	"eye":           `<path d="M2.5 10c3.25-5.75 11.75-5.75 15 0-3.25 5.75-11.75 5.75-15 0z"/><circle cx="10" cy="10" r="2.25"/>`,
	"film":          `<rect x="3.500" y="4.500" width="13" height="11" rx="1.5"/><path d="m8.500 7.750 3.750 2.250-3.750 2.250z"/>`,
	"follow":        `<circle cx="8" cy="7" r="3"/><path d="M2.500 16.5c.5-3.500 2.500-5 5.500-5 1.200 0 2.200.250 3.100.750M15 11v5.500M12.250 13.750h5.500"/>`,
	"footnote":      `<path d="M4 5h7M4 10h12M4 15h9"/><path d="m14 3.500 1.500-.800V7"/>`,
	"formula":       `<path d="M15 6.500V4.500H5l5 5.500-5 5.500h10v-2"/>`,
	"h2":            `<path d="M3.5 5v10M9.5 5v10M3.5 10h6M12.5 9.25c0-2.4 4-2.4 4 0 0 1.75-4 3.25-4 5.75h4.25"/>`,
	"h3":            `<path d="M3.5 5v10M9.5 5v10M3.5 10h6M12.75 8c1.25-1.5 3.75-1 3.75 1 0 1.25-1 2-2 2 1.25 0 2.25.75 2.25 2 0 2.25-3 2.75-4.25 1"/>`,
	"h4":            `<path d="M3.500 5v10M9 5v10M3.500 10H9M15.500 15V6.750L12 12.500h5"/>`,
	"heart":         `<path d="M10 16.25S3.5 12.5 3.5 8A3.5 3.5 0 0 1 10 6.25 3.5 3.5 0 0 1 16.5 8c0 4.5-6.5 8.25-6.5 8.25z"/>`,
	"hide":          `<path d="M2.5 10c3.25-5.75 11.75-5.75 15 0-3.25 5.75-11.75 5.75-15 0zM4 16 16 4"/>`,
	"html":          `<path d="m6.500 6-4 4 4 4M13.500 6l4 4-4 4M11.500 4.500l-3 11"/>`,
	"italic":        `<path d="M8.5 4.5h5M6.5 15.5h5M11.5 4.5l-3 11"/>`,
	"key":           `<circle cx="7" cy="13" r="3"/><path d="m9.25 10.75 6.5-6.5M12.75 7.25l2 2"/>`,
	"keyboard":      `<rect x="2.500" y="5" width="15" height="10" rx="1.500"/><path d="M5.500 8h.010M8.500 8h.010M11.500 8h.010M14.500 8h.010M5.500 10h.010M14.500 10h.010M7.500 12.250h5"/>`,
	"link":          `<path d="M8.5 11.5a3 3 0 0 0 4.25 0l2.5-2.5A3 3 0 0 0 11 4.75l-1 1M11.5 8.5a3 3 0 0 0-4.25 0L4.75 11A3 3 0 0 0 9 15.25l1-1"/>`,
	"more":          `<g fill="currentColor" stroke="none"><circle cx="4.5" cy="10" r="1.4"/><circle cx="10" cy="10" r="1.4"/><circle cx="15.5" cy="10" r="1.4"/></g>`,
	"note":          `<circle cx="10" cy="10" r="6.500"/><path d="M10 9.300v4"/><circle cx="10" cy="6.800" r=".6" fill="currentColor"/>`,
	"numbers":       `<path d="M8.500 5.500h8M8.500 10h8M8.500 14.500h8M3.250 4.250 4.500 3.500v4M3.250 12.750c0-1.250 2.250-1.250 2.250 0 0 1-2.250 1.750-2.250 3H5.600"/>`,
	"paragraph":     `<path d="M8.500 16V4.500H15M12 4.500V16M8.500 10.500a3 3 0 0 1 0-6"/>`,
	"people":        `<circle cx="7.5" cy="7" r="2.75"/><path d="M2.5 16c.4-3 2.2-4.5 5-4.5s4.6 1.5 5 4.5M12.75 4.5a2.75 2.75 0 0 1 0 5M14.25 11.75c1.9.5 3 2 3.25 4.25"/>`,
	"person":        `<circle cx="10" cy="7" r="3"/><path d="M4 16.5c.5-3.5 2.75-5 6-5s5.5 1.5 6 5"/>`,
	"picture":       `<rect x="3" y="4" width="14" height="12" rx="1.5"/><circle cx="7.25" cy="8" r="1.25"/><path d="m3.5 14.5 4-3.5 2.5 2 3.5-3.5 3 3"/>`,
	"quote":         `<path d="M8.5 6C6 6.5 4 8.5 4 11.5V14h4.5v-4.5H6M16.5 6C14 6.5 12 8.5 12 11.5V14h4.5v-4.5H14"/>`,
	"reply":         `<path d="M3.5 4.5h13v9H9l-3.500 3v-3h-2z"/>`,
	"row-after":     `<rect x="4" y="3.500" width="12" height="6" rx="1"/><path d="M10 11.500v5M7.500 14h5"/>`,
	"row-before":    `<rect x="4" y="10.500" width="12" height="6" rx="1"/><path d="M10 3.500v5M7.500 6h5"/>`,
	"save":          `<path d="M10 3.5v9M6.5 9l3.5 3.5L13.5 9M4 13v3.5h12V13"/>`,
	"search":        `<circle cx="9" cy="9" r="5"/><path d="m12.75 12.75 3.75 3.75"/>`,
	"site":          `<circle cx="10" cy="10" r="6.75"/><path d="M3.25 10h13.5M10 3.25c2.25 2 3 4.25 3 6.75s-.75 4.75-3 6.75c-2.25-2-3-4.25-3-6.75s.75-4.75 3-6.75z"/>`,
	"sound":         `<path d="M8 14V5l7.500-1.500v9"/><circle cx="6" cy="14" r="2"/><circle cx="13.500" cy="12.500" r="2"/>`,
	"star":          `<path d="m10 3.250 2.080 4.220 4.660.680-3.370 3.280.800 4.640L10 13.880l-4.170 2.190.800-4.640-3.370-3.280 4.660-.680z"/>`,
	"strike":        `<path d="M3.5 10h13M13.5 6.5C13 5 11.75 4.25 10 4.25c-2 0-3.5 1-3.5 2.75M6.5 13c.4 1.75 1.75 2.75 3.5 2.75 2.25 0 3.75-1 3.75-2.75"/>`,
	"table":         `<rect x="3" y="4" width="14" height="12" rx="1.500"/><path d="M3 8h14M3 12h14M9 8v8"/>`,
	"tasks":         `<rect x="3" y="3.500" width="5" height="5" rx="1"/><path d="M11 6h6M11 14h6M3 14l1.750 1.750L8 12"/>`,
	"undo":          `<path d="M4 8.5h8a4 4 0 0 1 0 8H8M7.5 5 4 8.5 7.5 12"/>`,
	"up":            `<path d="m5 12 5-5 5 5"/>`,
	"write":         `<path d="m4 16 .75-3.5 8.75-8.75a1.5 1.5 0 0 1 2.1 0l.65.65a1.5 1.5 0 0 1 0 2.1L7.5 15.25z"/>`,
}

// turning are icons that point the other way where people read from right to left.
var turning = []string{
	"back", "boost", "bullets", "column-after", "column-before", "details", "door", "external", "paragraph", "quote", "reply", "sound", "tasks", "undo",
}

// icon draws one of the icons above.
func icon(name string) (template.HTML, error) {
	drawing, ok := icons[name]
	if !ok {
		return "", fmt.Errorf("there is no icon %q", name)
	}
	class := "i"
	if slices.Contains(turning, name) {
		class = "i turns"
	}
	return template.HTML(`<svg class="` + class + `" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">` + drawing + `</svg>`), nil //nolint:gosec // a constant
}
