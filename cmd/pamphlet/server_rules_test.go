package main

import (
	"fmt"
	"slices"
	"strings"
)

// mustHave says which of some members are missing, as software that needs them all does.
func mustHave(doc object, names ...string) error {
	for _, name := range names {
		if value, ok := doc[name]; !ok || value == nil || value == "" {
			return fmt.Errorf("it has no %s", name)
		}
	}
	return nil
}

// oneText says which of some members are there and no plain text, as software that compares texts does.
func oneText(doc object, names ...string) error {
	for _, name := range names {
		if _, ok := doc[name].(string); !ok && doc[name] != nil {
			return fmt.Errorf("%s is no text", name)
		}
	}
	return nil
}

// addressee is who of ours a post of theirs names.
func addressee(doc object) string {
	if cc, ok := doc["cc"].([]string); ok && len(cc) > 0 {
		return cc[0]
	}
	return ""
}

// isFor tells whether a thing is addressed to somebody.
func isFor(doc object, id string) bool {
	return slices.Contains(doc.list("to"), any(id)) || slices.Contains(doc.list("cc"), any(id))
}

// contains tells whether a page has all of some words.
func contains(page string, words ...string) bool {
	for _, word := range words {
		if !strings.Contains(page, word) {
			return false
		}
	}
	return true
}
