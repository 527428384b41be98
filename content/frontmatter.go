package content

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

const maxFrontMatter = 64 << 10 // bytes

// FrontMatter is what a file says about itself before its text. Keys are
// matched without regard to case, "-" and "_".
type FrontMatter struct {
	Title, Subtitle, Slug, Summary, Language string
	Canonical, Warning, Series               string
	Cover, CoverAlt, License                 string
	Date                                     time.Time // UTC; zero when not given
	Tags                                     []string  // without "#", in order, unique
	// Extra keeps every other key as it was written: strings, bools, int64s,
	// float64s, time.Times, and []any and map[string]any of these.
	Extra map[string]any
}

// FrontMatterError says what is wrong with a file's front matter, and what to do.
type FrontMatterError struct {
	Line    int // of the file, from 1
	Problem string
	Remedy  string
}

// Error implements error.
func (e *FrontMatterError) Error() string {
	return fmt.Sprintf("front matter, line %d: %s; %s", e.Line, e.Problem, e.Remedy)
}

// SplitFrontMatter takes YAML (between "---" lines, the last one may be "...")
// or TOML (between "+++" lines) off the beginning of a file and gives the rest
// as it is, but for a byte order mark. A file without front matter is all
// rest. Malformed front matter gives a *FrontMatterError.
func SplitFrontMatter(src []byte) (FrontMatter, []byte, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	block, rest, err := cutFrontMatter(src)
	if err != nil || block == nil {
		return FrontMatter{}, src, err
	}
	var entries []entry
	if src[0] == '+' {
		entries, err = parseTOML(block)
	} else {
		entries, err = parseYAML(block)
	}
	if err != nil {
		return FrontMatter{}, src, err
	}
	var fm FrontMatter
	for _, e := range entries {
		if err := fm.set(e); err != nil {
			return FrontMatter{}, src, err
		}
	}
	return fm, rest, nil
}

// cutFrontMatter finds the block between the fences; nil when there is none.
// A first line "---" may also be a thematic break: it is a fence when a key follows.
func cutFrontMatter(src []byte) (block, rest []byte, err error) {
	opening, body, _ := bytes.Cut(src, []byte("\n"))
	fence := strings.TrimRight(string(opening), " \t\r")
	if fence != "---" && fence != "+++" {
		return nil, src, nil
	}
	isFront := beginsWithKey(body, fence)
	for at, line := 0, 2; at < len(body); line++ {
		text, _, found := bytes.Cut(body[at:], []byte("\n"))
		end := at + len(text)
		if found {
			end++
		}
		switch trimmed := strings.TrimRight(string(text), " \t\r"); {
		case trimmed == fence || fence == "---" && trimmed == "...":
			if !isFront {
				return nil, src, nil
			}
			return append([]byte{}, body[:at]...), body[end:], nil
		case end > maxFrontMatter && isFront:
			return nil, nil, &FrontMatterError{line, "it is longer than 64 KiB",
				"close it with a line " + fence + " before the text begins"}
		}
		at = end
	}
	if isFront {
		return nil, nil, &FrontMatterError{1, "it begins with " + fence + " and never ends",
			"add a line " + fence + " before the text begins"}
	}
	return nil, src, nil
}

// beginsWithKey says whether the first line with content is a key, a comment
// or (an empty block) the closing fence itself.
func beginsWithKey(body []byte, fence string) bool {
	for line := range bytes.Lines(body) {
		text := strings.TrimSpace(string(line))
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if text == fence {
			return true
		}
		if fence == "+++" {
			return strings.HasPrefix(text, "[") || strings.Contains(text, "=")
		}
		key, _, found := strings.Cut(text, ":")
		return found && !strings.ContainsAny(strings.Trim(key, `"'`), " \t<>[](){}*_`") || strings.HasPrefix(text, "{")
	}
	return false
}

// entry is one top-level key. scalar is its text as written, where it is no list or map.
type entry struct {
	key      string
	line     int
	scalar   string
	isScalar bool
	value    any
}

func (fm *FrontMatter) set(e entry) error {
	var err error
	known := true
	switch strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(e.key)) {
	case "title":
		err = e.text(&fm.Title)
	case "subtitle":
		err = e.text(&fm.Subtitle)
	case "slug":
		err = e.text(&fm.Slug)
	case "summary":
		err = e.text(&fm.Summary)
	case "language", "lang":
		err = e.text(&fm.Language)
	case "cover":
		known = fm.setCover(e)
	case "coveralt":
		err = e.text(&fm.CoverAlt)
	case "license", "licence":
		err = e.text(&fm.License)
	case "series":
		known = fm.setSeries(e)
	case "canonical", "canonicalurl":
		err = e.text(&fm.Canonical)
	case "warning", "contentwarning":
		err = e.text(&fm.Warning)
	case "date":
		fm.Date, err = e.date()
	case "tags":
		fm.Tags, err = e.tags()
	default:
		known = false
		fm.setAlias(e)
	}
	if !known {
		if fm.Extra == nil {
			fm.Extra = map[string]any{}
		}
		fm.Extra[e.key] = e.value
	}
	return err
}

// setSeries accepts a name, or Hugo's list of them, of which the first counts and which is kept in Extra too.
func (fm *FrontMatter) setSeries(e entry) bool {
	if e.isScalar {
		fm.Series = e.scalar
		return true
	}
	if all, ok := e.value.([]any); ok && len(all) > 0 {
		fm.Series, _ = all[0].(string)
	}
	return false
}

// setCover accepts an address, or Hugo's map of image and alt, which is kept in Extra too.
func (fm *FrontMatter) setCover(e entry) bool {
	if e.isScalar {
		fm.Cover = e.scalar
		return true
	}
	if m, ok := e.value.(map[string]any); ok {
		fm.Cover, _ = m["image"].(string)
		alt, _ := m["alt"].(string)
		if fm.CoverAlt == "" {
			fm.CoverAlt = alt
		}
	}
	return false
}

// setAlias fills empty fields from other engines' words. The keys stay in Extra.
func (fm *FrontMatter) setAlias(e entry) {
	switch strings.ToLower(e.key) {
	case "description", "excerpt":
		if fm.Summary == "" && e.isScalar {
			fm.Summary = e.scalar
		}
	case "taxonomies": // Zola
		if m, ok := e.value.(map[string]any); ok && fm.Tags == nil {
			fm.Tags, _ = entry{value: m["tags"]}.tags()
		}
	}
}

func (e entry) text(into *string) error {
	if !e.isScalar {
		return &FrontMatterError{e.line, fmt.Sprintf("%q is a list or a group of keys", e.key),
			fmt.Sprintf(`write it as one line of text: %s: "..."`, e.key)}
	}
	*into = strings.TrimSpace(e.scalar)
	return nil
}

// tags accepts a list, or words separated by commas or else by spaces.
func (e entry) tags() ([]string, error) {
	var words []string
	switch list, isList := e.value.([]any); {
	case isList:
		for _, item := range list {
			words = append(words, scalarText(item))
		}
	case e.isScalar && strings.Contains(e.scalar, ","):
		words = strings.Split(e.scalar, ",")
	case e.isScalar:
		words = strings.Fields(e.scalar)
	case e.value != nil:
		return nil, &FrontMatterError{e.line, fmt.Sprintf("%q is a group of keys", e.key), "write a list: tags: [one, two]"}
	}
	var tags []string
	seen := map[string]bool{}
	for _, word := range words {
		word = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(word), "#"))
		if key := strings.ToLower(word); word != "" && !seen[key] {
			seen[key] = true
			tags = append(tags, word)
		}
	}
	return tags, nil
}

func scalarText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case nil, map[string]any, []any:
		return ""
	case time.Time:
		return v.Format(time.DateOnly)
	default:
		return fmt.Sprint(v)
	}
}
