// Package themes turns view structs into HTML with themes that are only data.
//
// What this room is: the theme engine: it finds a theme, overlays it on the
// base theme, checks it, and renders pages within fixed budgets.
//
// Begin reading at: [Library] (library.go) for what the program sees,
// [Theme.Render] (render.go) for one page, compile.go for how templates are
// read, budget.go for what they may spend, folio/ for a theme. What a template
// may call is the list in functions.go; what it may read is the contract in
// blog/page/view*.go. CONTRACT.md and VIEWS.md tell both to authors of themes.
// What owners may choose is in setting.go and variables.go; a theme that comes
// as a zip is opened in archive.go. Which language a page's own words are in is
// speak.go's; what they are is content/words' and a theme's languages/TAG.toml.
//
// The path: a reader opens a page -> blog/page builds a view -> Theme.Render
// -> bytes for the cache. A reader's browser asks /assets/... -> Theme.Asset.
//
// Keeps these promises:
//   - a theme is never trusted: its templates call only listed functions, and
//     steps, depth, text, output and time are bounded for each render;
//   - a view that could be called into (methods, functions, channels) is
//     refused, so a template reads data and nothing else;
//   - a page is written whole or not at all;
//   - the same view gives the same bytes;
//   - everything is safe for concurrent use after loading.
//
// Does not: know what a blog is (blog/page), serve anything over HTTP
// (blog/web), sanitise articles (content).
//
// Standards & tests: HTML Living Standard, CSP Level 3 (pages are made to be
// served with default-src 'none'), WCAG 2.2 AA for the bundled themes, Open Font License for
// the faces named in fonts.txt. `go test ./themes` needs nothing else;
// PAMPHLET_LOOK=/some/folder go test ./themes -run Look writes every page with
// its assets there, to be looked at in a browser.
package themes
