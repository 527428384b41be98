package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/alecthomas/kong"
)

// fileResolver answers options from the TOML file: below flags and environment, above defaults.
// Keys are the options' names: data = "/srv/pamphlet", trusted-proxy = ["10.0.0.1"].
type fileResolver struct {
	loaded bool
	values map[string]any
}

// Validate implements kong.Resolver: a key that is no option is a mistake worth hearing of.
func (f *fileResolver) Validate(app *kong.Application) error {
	known := map[string]bool{"listen": true}
	for _, flag := range app.Flags {
		known[flag.Name] = true
	}
	for key := range f.values {
		if !known[key] {
			return fmt.Errorf("the configuration file has an unknown option %q", key)
		}
	}
	return nil
}

// Resolve implements kong.Resolver.
func (f *fileResolver) Resolve(ctx *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if flag.Name == "config" || flag.Name == "help" {
		return nil, nil //nolint:nilnil // kong's way of saying: not set here
	}
	if err := f.load(ctx); err != nil {
		return nil, err
	}
	for _, env := range flag.Envs {
		if os.Getenv(env) != "" {
			return nil, nil //nolint:nilnil // the environment is stronger than the file
		}
	}
	value, ok := f.values[flag.Name]
	if !ok {
		return nil, nil //nolint:nilnil // not in the file
	}
	if list, ok := value.([]any); ok {
		var parts []string
		for _, item := range list {
			parts = append(parts, fmt.Sprint(item))
		}
		return strings.Join(parts, ","), nil
	}
	return fmt.Sprint(value), nil
}

func (f *fileResolver) load(ctx *kong.Context) error {
	if f.loaded {
		return nil
	}
	f.loaded = true
	path, asked := given(ctx, "config", "PAMPHLET_CONFIG")
	if !asked {
		data, ok := given(ctx, "data", "PAMPHLET_DATA")
		if !ok {
			data = "./data"
		}
		path = filepath.Join(data, "pamphlet.toml")
	}
	_, err := toml.DecodeFile(path, &f.values)
	if errors.Is(err, fs.ErrNotExist) && !asked {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the configuration file %s: %w", path, err)
	}
	return f.Validate(ctx.Model)
}

// given is an option as the command line or the environment states it.
func given(ctx *kong.Context, name, env string) (string, bool) {
	for _, step := range ctx.Path {
		if step.Flag != nil && step.Flag.Name == name {
			return fmt.Sprint(ctx.FlagValue(step.Flag)), true
		}
	}
	value := os.Getenv(env)
	return value, value != ""
}
