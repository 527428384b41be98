package main

import "testing"

// statement is one thing that must work with a software, and the tests that play it by that software's rules.
type statement struct {
	server, is string
	tests      []string
}

func statements() []statement {
	return []statement{
		{"Plume", "its articles and comments are found, shown and answered", []string{"TestPlumeFoundAndAnswered", "TestScenario07Articles"}},
		{"Plume", "articles of publications arrive in the form it takes, and so do their edits and deletions", []string{"TestPlumeTakesArticles"}},
		{"Plume", "comments and likes go both ways", []string{"TestPlumeTakesArticles", "TestPlumeFoundAndAnswered"}},
	}
}

// TestServersAreHeld fails when a test that holds what is said of a server is renamed or removed.
func TestServersAreHeld(t *testing.T) {
	written := writtenTests(t)
	for _, s := range statements() {
		for _, name := range s.tests {
			if !written[name] {
				t.Errorf("%s, %s: there is no %s", s.server, s.is, name)
			}
		}
	}
}
