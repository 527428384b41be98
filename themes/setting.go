package themes

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pamphlet/content/words"
)

// Setting is one thing a blog's owner may choose.
type Setting struct {
	Name    string   `toml:"name"` // lower case; color and font become the CSS variable --set-NAME
	Label   string   `toml:"label"`
	Help    string   `toml:"help"`
	Type    string   `toml:"type"`    // one of SettingTypes
	Options []Option `toml:"option"`  // of a select; of a font, where not every family fits
	Default string   `toml:"default"` // for boolean "true" or "false"; may be empty for color, text and image
	// On and OnDark are the grounds a colour has to be read on, by day and by night. A chosen colour is made
	// darker or lighter until it is.
	On     []string `toml:"on"`
	OnDark []string `toml:"on_dark"`
}

// Option is one choice of a setting.
type Option struct {
	Value string `toml:"value"`
	Label string `toml:"label"`
}

// SettingTypes are the types of the contract.
var SettingTypes = []string{"select", "boolean", "color", "image", "text", "font"}

// systemFont is the choice of no typeface of ours: the reader's own.
const systemFont = "system"

// maxSettingText is the longest text of a setting, in letters.
const maxSettingText = 300

var (
	settingName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)
	hexColour   = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	ownPicture  = regexp.MustCompile(`^/media/[A-Za-z0-9][A-Za-z0-9._-]{0,120}$`)
)

// value returns the chosen value if the setting allows it, else the default.
// It is a bool for boolean settings and a string for all others.
func (s Setting) value(chosen string) any {
	if !s.Allows(chosen) {
		chosen = s.Default
	}
	if s.Type == "boolean" {
		return chosen == "true"
	}
	return chosen
}

// Allows says whether a value may be chosen.
func (s Setting) Allows(value string) bool {
	switch s.Type {
	case "boolean":
		return value == "true" || value == "false"
	case "color":
		return value == "" || hexColour.MatchString(value)
	case "image":
		return value == "" || ownPicture.MatchString(value)
	case "text":
		return utf8.ValidString(value) && utf8.RuneCountInString(value) <= maxSettingText && !slices.ContainsFunc([]rune(value), unicode.IsControl)
	case "font":
		return (value == systemFont || slices.Contains(textFamilies(), value)) && (len(s.Options) == 0 || s.offers(value))
	case "select":
		return s.offers(value)
	}
	return false
}

func (s Setting) offers(value string) bool {
	return slices.ContainsFunc(s.Options, func(o Option) bool { return o.Value == value })
}

// Choices are what a select or font setting offers, in order.
func (s Setting) Choices() []Option {
	if s.Type != "font" || len(s.Options) > 0 {
		return s.Options
	}
	list := []Option{{systemFont, "The reader's own"}}
	for _, name := range textFamilies() {
		list = append(list, Option{name, families[name].css})
	}
	return list
}

// faults are what is wrong with a setting, as problem and remedy.
func (s Setting) faults() (list [][2]words.Sentence) {
	add := func(problem, remedy words.Sentence) { list = append(list, [2]words.Sentence{problem, remedy}) }
	if !settingName.MatchString(s.Name) {
		add(words.Say("setting “%s” has a name that cannot be part of a style sheet", s.Name), words.Say(plainName))
	}
	if !slices.Contains(SettingTypes, s.Type) {
		add(words.Say("setting “%s” has the type “%s”", s.Name, s.Type), words.Say("Use one of these: %s.", strings.Join(SettingTypes, ", ")))
		return list
	}
	if !s.Allows(s.Default) {
		add(words.Say("setting “%s” does not allow its own default “%s”", s.Name, s.Default), words.Say("Write a default of the right type, or one of the options."))
	}
	if s.Type == "select" && len(s.Options) == 0 {
		add(words.Say("setting “%s” offers no choice", s.Name), words.Say("Give it options."))
	}
	for _, ground := range slices.Concat(s.On, s.OnDark) {
		if !hexColour.MatchString(ground) {
			add(words.Say("setting “%s” names a ground “%s” that is no colour", s.Name, ground), words.Say("Write colours as #rrggbb."))
		}
	}
	return list
}
