package main

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// logbook passes on what a site prints, and keeps it to be read.
type logbook struct {
	out io.Writer

	mu   sync.Mutex
	text []byte
}

// Write implements io.Writer.
func (l *logbook) Write(text []byte) (int, error) {
	l.mu.Lock()
	l.text = append(l.text, text...)
	l.mu.Unlock()
	return l.out.Write(text)
}

var troubled = regexp.MustCompile(`(?m)^.*(level=ERROR|panic:|fatal error:|DATA RACE).*$`)

// says tells whether something was written.
func (l *logbook) says(text string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Contains(string(l.text), text)
}

// trouble are the lines that tell of errors of our own. What a process broke off when it was stopped is none: River's
// schedule says so as an error.
func (l *logbook) trouble() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.DeleteFunc(troubled.FindAllString(string(l.text), -1), func(line string) bool {
		return strings.HasSuffix(line, `error="context canceled"`)
	})
}

// ranQuietly fails when the site does not run any more, or has logged an error.
func (i *instance) ranQuietly() {
	i.t.Helper()
	if got := i.get(i.base+"/healthz", ""); got.status != 200 {
		i.t.Errorf("the site answers %d to who asks how it is", got.status)
	}
	for _, line := range i.log.trouble() {
		i.t.Errorf("the site logged %s", line)
	}
}
