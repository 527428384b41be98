package themes

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// Begin gives the files of a new theme, by their paths in its folder: a sheet laid over Folio, or with from everything
// a bundled theme has.
func Begin(name, from string) (map[string][]byte, error) {
	if !themeName.MatchString(name) {
		return nil, fmt.Errorf("the name %q cannot be part of an address. Use up to 32 lower-case letters, digits and hyphens, a letter first", name)
	}
	library := Bundled()
	if _, taken := library.themes[name]; taken {
		return nil, fmt.Errorf("%s is the name of a theme that comes with Pamphlet. Choose another", name)
	}
	if from == "" {
		return map[string][]byte{
			"theme.toml":              []byte(strings.ReplaceAll(beginning, "NAME", name)),
			"assets/" + name + ".css": []byte(strings.ReplaceAll(beginningSheet, "NAME", name)),
		}, nil
	}
	if _, err := library.Theme(from); err != nil {
		return nil, err
	}
	folder, err := fs.Sub(bundled, from)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", from, err)
	}
	files := map[string][]byte{}
	err = fs.WalkDir(folder, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path == screenshotName {
			return err
		}
		files[path], err = fs.ReadFile(folder, path)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", from, err)
	}
	theme := string(files["theme.toml"])
	for _, key := range []string{"name", "title"} { // they come first, before those of settings
		theme = strings.Replace(theme, regexp.MustCompile(key+` = ".*"`).FindString(theme), fmt.Sprintf("%s = %q", key, name), 1)
	}
	files["theme.toml"] = []byte(theme)
	return files, nil
}

const beginning = `# What each key means is in CONTRACT.md of Pamphlet, under themes.
name = "NAME"
title = "NAME"
description = "What it is for, in one sentence."
author = ""
licence = ""
contract = 1

# Folio's sheets, and yours over them. Any of Folio's files gives way to one of the same name in this folder:
# templates/article.html, templates/partials/byline.html, assets/tokens.css ...
style = ["fonts.css", "tokens.css", "page.css", "prose.css", "code.css", "thread.css", "list.css", "reach.css", "NAME.css"]
fonts = ["source-serif-4", "instrument-sans", "jetbrains-mono", "stix-two-math"]

# What the owner of a blog may choose. Those of a color or font are CSS variables in your sheets:
# --set-colour is this one.
[[setting]]
name = "colour"
label = "Colour of links"
type = "color"
default = "#7a2d5a"
on = ["#ffffff", "#f4f7f9"]
on_dark = ["#0f171f", "#18222c"]
`

const beginningSheet = `/* NAME, laid over Folio. */
:root { --accent: var(--set-colour, #7a2d5a) }
@media (prefers-color-scheme: dark) { :root { --accent: var(--set-colour, #f0a8d0) } }

h1 { letter-spacing: 0 }
`
