package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"pamphlet/blog/page"
	"pamphlet/themes"
)

type themeCommand struct {
	New   themeNew   `cmd:"" help:"Begin a theme of your own."`
	Check themeCheck `cmd:"" help:"Say what is wrong with a theme, line by line."`
	Dev   themeDev   `cmd:"" help:"Show your site in a theme while you write it; pages reload by themselves."`
}

type themeNew struct {
	Name string `arg:"" help:"Name of the theme and of the new folder: lower-case letters, digits and hyphens."`
	From string `help:"Begin with all files of this bundled theme, instead of a sheet laid over Folio." placeholder:"THEME"`
}

func (c *themeNew) Run(io streams) error {
	files, err := themes.Begin(c.Name, c.From)
	if err != nil {
		return err
	}
	if err := os.Mkdir(c.Name, 0o755); err != nil { //nolint:gosec // a theme is for everybody to read
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("there is a folder %s already. Choose another name, or remove it", c.Name)
		}
		return fmt.Errorf("making the folder: %w", err)
	}
	for name, content := range files {
		name = filepath.Join(c.Name, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil { //nolint:gosec // the same
			return fmt.Errorf("making a folder: %w", err)
		}
		if err := os.WriteFile(name, content, 0o644); err != nil { //nolint:gosec // the same
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
	_, err = fmt.Fprintf(io.out, "Made the theme %s. Now try:\n  pamphlet theme dev %s      see your site in it while you change it\n  pamphlet theme check %s    hear what is wrong with it\n", c.Name, c.Name, c.Name)
	return err
}

type themeCheck struct {
	Path string `arg:"" help:"The theme's folder, or its zip."`
}

func (c *themeCheck) Run(io streams) error {
	folder, err := openTheme(c.Path)
	if err != nil {
		return err
	}
	faults := page.CheckTheme(folder)
	for _, fault := range faults {
		if _, err := fmt.Fprintln(io.out, fault.Error()); err != nil {
			return err
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%s cannot be worn yet: %d to mend", c.Path, len(faults))
	}
	_, err = fmt.Fprintf(io.out, "%s can be worn.\n", c.Path)
	return err
}

// openTheme opens a folder or an archive.
func openTheme(name string) (fs.FS, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("there is no theme at %s: %w", name, err)
	}
	if info.IsDir() {
		return os.DirFS(name), nil
	}
	if !strings.EqualFold(filepath.Ext(name), ".zip") || info.Size() > themes.MaxArchive {
		return nil, fmt.Errorf("%s is neither a folder nor a zip of at most %d MB", name, themes.MaxArchive>>20)
	}
	archive, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	folder, faults := themes.Unpack(archive)
	if len(faults) > 0 {
		return nil, faults[0]
	}
	return folder, nil
}
