// Bundle makes what the binary embeds from the packages npm installed in .ci/frontend: Temml as one
// script, the editor of the writing desk, and the font files that the fonts.txt of themes and content/card name. Beside that it makes of the
// editor's sources what its tests ask. Run it at the root of the project.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	packages   = ".ci/frontend/node_modules"
	editorDest = "blog/dashboard/editor/dist"
)

func main() {
	if err := errors.Join(temml(), editor(), bridge(), fonts("themes"), fonts("content/card")); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// temml bundles the TeX to MathML converter for goja, which speaks ES2017 and has no DOM. The
// footer makes the module's default export the global that package content calls.
func temml() error {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{packages + "/temml/dist/temml.mjs"},
		Outfile:           "content/dist/temml.js",
		Bundle:            true,
		Write:             true,
		Format:            api.FormatIIFE,
		GlobalName:        "temmlModule",
		Footer:            map[string]string{"js": "var temml = temmlModule.default;"},
		Target:            api.ES2017,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		LogLevel:          api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return fmt.Errorf("bundling temml: %s", result.Errors[0].Text)
	}
	return nil
}

// editor bundles the editor as modules for browsers: what it begins with, what it asks for when it is needed, and its
// style sheet.
func editor() error {
	if err := clear(editorDest); err != nil {
		return err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{"blog/dashboard/editor/editor.ts"},
		Outdir:            editorDest,
		ChunkNames:        "[name]-[hash]",
		NodePaths:         []string{packages},
		Bundle:            true,
		Splitting:         true,
		Write:             true,
		Platform:          api.PlatformBrowser,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		LegalComments:     api.LegalCommentsNone,
		MinifyWhitespace:  true,
		MinifySyntax:      true,
		MinifyIdentifiers: true,
		LogLevel:          api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return fmt.Errorf("bundling the editor: %s", result.Errors[0].Text)
	}
	return nil
}

// clear takes away what an earlier bundle left in a folder.
func clear(folder string) error {
	for _, kind := range []string{"*.js", "*.mjs", "*.css"} {
		old, err := filepath.Glob(filepath.Join(folder, kind))
		if err != nil {
			return err
		}
		for _, name := range old {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// bridge bundles the editor's way from Markdown to its blocks and back, as the tests ask it on Node. The binary must
// not have it.
func bridge() error {
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{"blog/dashboard/editor/markdown/harness.ts"},
		Outfile:     ".ci/bin/bridge.mjs",
		NodePaths:   []string{packages},
		Bundle:      true,
		Write:       true,
		Platform:    api.PlatformNode,
		Format:      api.FormatESModule,
		Target:      api.ES2022,
		LogLevel:    api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return fmt.Errorf("bundling the editor's bridge: %s", result.Errors[0].Text)
	}
	return nil
}

// fonts copies each "package path name" of a room's fonts.txt to its dist/fonts, and nothing else stays there. Of a line
// that names characters, too, only those are copied.
func fonts(room string) error {
	fontList, fontDest := filepath.Join(room, "fonts.txt"), filepath.Join(room, "dist/fonts")
	list, err := os.Open(fontList)
	if err != nil {
		return err
	}
	defer func() { _ = list.Close() }()
	if err := os.RemoveAll(fontDest); err != nil {
		return err
	}
	if err := os.MkdirAll(fontDest, 0o755); err != nil {
		return err
	}
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := font(strings.Fields(line), fontDest); err != nil {
			return fmt.Errorf("%s: %q: %w", fontList, line, err)
		}
	}
	return lines.Err()
}

func font(fields []string, dest string) error {
	if len(fields) != 3 && len(fields) != 4 {
		return errors.New(`not "package path name" or "package path name characters"`)
	}
	from, to := filepath.Join(packages, fields[0], fields[1]), filepath.Join(dest, filepath.Base(fields[2]))
	if len(fields) == 4 {
		subset := exec.Command("node", ".ci/frontend/subset.mjs", from, to, fields[3])
		subset.Stderr = os.Stderr
		return subset.Run()
	}
	file, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, file, 0o644)
}
