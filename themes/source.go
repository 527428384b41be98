package themes

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"pamphlet/content/words"
)

// Sizes of a theme's folder. They are generous for people and small for a
// machine that keeps many themes in memory.
const (
	maxFiles        = 300
	maxFileSize     = 2 << 20
	maxThemeSize    = 12 << 20
	maxTemplateSize = 128 << 10
)

// screenshotName is the picture that shows people what a theme looks like.
const screenshotName = "screenshot.png"

// source is a theme's folder as read: nothing compiled yet.
type source struct {
	manifest  Manifest
	about     string                     // the text of theme.toml
	templates map[string]string          // "article.html", "partials/card.html"
	assets    map[string][]byte          // by path below assets/
	languages map[string]words.Catalogue // by tag: what languages/TAG.toml says
	shot      []byte                     // screenshot.png; nil for none
}

// over lays this theme's files over those of the base, file by file.
func (s *source) over(base *source) *source {
	if base == nil || s == base {
		return s
	}
	merged := &source{manifest: s.manifest, about: s.about, templates: maps.Clone(base.templates), assets: maps.Clone(base.assets), languages: s.languages}
	maps.Copy(merged.templates, s.templates)
	maps.Copy(merged.assets, s.assets)
	if len(merged.manifest.Style) == 0 && len(merged.manifest.Inline) == 0 {
		merged.manifest.Style = base.manifest.Style
		merged.manifest.Fonts = base.manifest.Fonts
	}
	if merged.manifest.Browser == (Browser{}) {
		merged.manifest.Browser = base.manifest.Browser
	}
	for _, inherited := range base.manifest.Settings {
		same := func(own Setting) bool { return own.Name == inherited.Name }
		if !slices.ContainsFunc(s.manifest.Settings, same) && merged.reads(inherited.Name) {
			merged.manifest.Settings = append(slices.Clip(merged.manifest.Settings), inherited)
		}
	}
	return merged
}

// reads says whether any template asks for a setting.
func (s *source) reads(setting string) bool {
	for _, text := range s.templates {
		if strings.Contains(text, fmt.Sprintf(".Settings %q", setting)) || strings.Contains(text, fmt.Sprintf("setting %q", setting)) {
			return true
		}
	}
	return false
}

// read takes a theme's folder. The source is nil if there is no usable
// theme.toml.
func read(folder fs.FS) (*source, []Fault) {
	text, unread := readFile(folder, "theme.toml", maxTemplateSize)
	if unread != nil {
		return nil, []Fault{{"theme.toml", 0, *unread, words.Say("Every theme has a theme.toml of at most 128 KB with name and contract.")}}
	}
	s := &source{templates: map[string]string{}, assets: map[string][]byte{}, languages: map[string]words.Catalogue{}}
	var faults []Fault
	s.about = string(text)
	s.manifest, faults = parseManifest(text)
	files, total := 0, 0
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if leftover(name) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		if files++; files > maxFiles {
			return Fault{Problem: words.Say("more than %d files", maxFiles)}
		}
		size, fault := s.take(folder, name)
		if fault != nil {
			faults = append(faults, *fault)
		}
		if total += size; total > maxThemeSize {
			return Fault{Problem: words.Say("more than %d MB in all", maxThemeSize>>20)}
		}
		return nil
	})
	if err != nil {
		tooMuch := Fault{Problem: words.Say(err.Error())}
		_ = errors.As(err, &tooMuch)
		tooMuch.Remedy = words.Say("Make the theme smaller.")
		return nil, append(faults, tooMuch)
	}
	for name, text := range s.templates {
		faults = append(faults, forbidden(path.Join("templates", name), text, inTemplates)...)
	}
	for name, bytes := range s.assets {
		if ext := path.Ext(name); ext == ".css" || ext == ".svg" {
			faults = append(faults, forbidden(path.Join("assets", name), string(bytes), inAssets)...)
		}
	}
	return s, sorted(faults)
}

// take reads one file into its place, and says how large it was.
func (s *source) take(folder fs.FS, name string) (int, *Fault) {
	top, rest, _ := strings.Cut(name, "/")
	switch {
	case name == "theme.toml" || isNotice(name):
		return 0, nil
	case name == screenshotName:
		bytes, unread := readFile(folder, name, maxFileSize)
		if unread != nil || http.DetectContentType(bytes) != "image/png" {
			return 0, &Fault{name, 0, words.Say("is not a PNG of at most 2 MB"), words.Say("Take a picture of the first page, 4 to 3.")}
		}
		s.shot = bytes
		return len(bytes), nil
	case top == "templates" && path.Ext(rest) == ".html":
		text, unread := readFile(folder, name, maxTemplateSize)
		if unread != nil {
			return 0, &Fault{name, 0, *unread, words.Say("Split the template into partials.")}
		}
		s.templates[rest] = string(text)
		return len(text), nil
	case top == "languages" && words.Speaks(strings.TrimSuffix(rest, ".toml")) && path.Ext(rest) == ".toml":
		text, unread := readFile(folder, name, maxTemplateSize)
		if unread != nil {
			return 0, &Fault{name, 0, *unread, words.Say("Make the file smaller.")}
		}
		texts, err := words.Parse(string(text))
		if err != nil {
			return 0, &Fault{name, 0, words.Say(err.Error()), words.Say("Write %s, or a table with plural forms.", `"English text" = "text"`)}
		}
		s.languages[strings.TrimSuffix(rest, ".toml")] = texts
		return len(text), nil
	case top == "assets" && mediaTypes[path.Ext(rest)] != "":
		bytes, unread := readFile(folder, name, maxFileSize)
		if unread != nil {
			return 0, &Fault{name, 0, *unread, words.Say("Make the file smaller.")}
		}
		s.assets[rest] = bytes
		return len(bytes), nil
	}
	return 0, &Fault{name, 0, words.Say("a theme has no use for this file"),
		words.Say("Keep .html below templates/, style sheets, fonts and pictures below assets/, and languages the interface speaks as languages/TAG.toml.")}
}

// leftover reports whether a file or folder is there for a program of the author's and not for the theme: of an editor,
// a version control or a desktop.
func leftover(name string) bool {
	switch base := path.Base(name); {
	case name == ".":
		return false
	case strings.HasPrefix(base, "."), strings.HasSuffix(base, "~"), strings.HasPrefix(base, "#"):
		return true
	case path.Ext(base) == ".swp", path.Ext(base) == ".bak", path.Ext(base) == ".orig":
		return true
	default:
		return slices.Contains([]string{"4913", "__MACOSX", "node_modules", "package.json", "package-lock.json", "Thumbs.db", "desktop.ini", "Makefile"}, base)
	}
}

func isNotice(name string) bool {
	upper := strings.ToUpper(name)
	return strings.HasPrefix(upper, "LICEN") || strings.HasPrefix(upper, "README")
}

// readFile reads one file whole, or says what is wrong with it.
func readFile(folder fs.FS, name string, limit int64) ([]byte, *words.Sentence) {
	info, err := fs.Stat(folder, name)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > limit) {
		return nil, &words.Sentence{English: "is not a plain file of at most %d KB", Values: []any{int(limit >> 10)}}
	}
	var bytes []byte
	if err == nil {
		bytes, err = fs.ReadFile(folder, name)
	}
	if err != nil {
		return nil, &words.Sentence{English: "cannot be read: %s", Values: []any{err.Error()}}
	}
	return bytes, nil
}

// A ban is something the pages' Content-Security-Policy would block anyway.
// Naming it here tells a theme's author before a reader finds out.
type ban struct {
	pattern         *regexp.Regexp
	problem, remedy string
}

var inTemplates = []ban{
	{regexp.MustCompile(`(?i)<script`), "themes have no scripts", "Remove it; for structured data write {{jsonld .JSONLD}}."},
	{regexp.MustCompile(`(?i)<style`), "a style element would be blocked", "Move it to assets/, or place a sheet with {{style …}}."},
	{regexp.MustCompile(`(?i)<(iframe|object|embed|base|frame|portal)\b`), "this element would be blocked", "Remove it."},
	{regexp.MustCompile(`(?i)<meta[^>]*http-equiv`), "a theme cannot send headers", "Remove it."},
	{regexp.MustCompile(`(?i)\sstyle\s*=`), "a style attribute would be blocked", "Write a class, and its rule in assets/."},
	{regexp.MustCompile(`(?i)<[^>]*\son[a-z]+\s*=`), "themes have no scripts", "Remove the event handler."},
	{regexp.MustCompile(`(?i)\b(src|srcset|poster|data)\s*=\s*["']?\s*(https?:)?//`), "pages ask no other server", "Put the file into assets/ and write {{asset …}}."},
	{regexp.MustCompile(`(?i)<link[^>]*href\s*=\s*["']?\s*(https?:)?//`), "pages ask no other server", "Put the file into assets/ and write {{asset …}}."},
}

var inAssets = []ban{
	{regexp.MustCompile(`(?i)@import`), "an import makes the reader wait twice", "Name the sheet in style, in theme.toml."},
	{regexp.MustCompile(`(?i)url\(\s*["']?\s*(https?:)?//`), "pages ask no other server", "Put the file into assets/ and give its name."},
	{regexp.MustCompile(`(?i)<script|<foreignObject|\son[a-z]+\s*=`), "themes have no scripts", "Remove it."},
}

// mistakes are what Check finds besides. A theme that was taken before it knew them is worn all the same.
var (
	mistakesInTemplates = []ban{
		{regexp.MustCompile(`(?i)<form[^>]*\saction\s*=\s*["']?\s*[^"'{\s>]`), "this form would not be sent", "Give it the .Action or .ReplyURL of the page."},
	}
	mistakesInAssets = []ban{
		{regexp.MustCompile(`(?i)url\(\s*["']?\s*data:`), "a data address would be blocked", "Put the file into assets/ and give its name."},
	}
)

var action = regexp.MustCompile(`(?s)\{\{.*?\}\}`)

func forbidden(file, text string, bans []ban) []Fault {
	// An action counts as plain text of the same lines: what it prints is
	// escaped when the page is made.
	text = action.ReplaceAllStringFunc(text, func(s string) string {
		return "{" + strings.Repeat("\n", strings.Count(s, "\n")) + "}"
	})
	var faults []Fault
	for _, b := range bans {
		for _, at := range b.pattern.FindAllStringIndex(text, 20) {
			line := 1 + strings.Count(text[:at[0]], "\n")
			faults = append(faults, Fault{file, line, words.Say(b.problem), words.Say(b.remedy)})
		}
	}
	return faults
}
