package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// event is a line of go test -json (go doc test2json).
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64 // seconds
}

// place is a test, or with an empty test the package itself.
type place struct{ pkg, test string }

// run gathers what happens until the report.
type run struct {
	to      io.Writer
	strict  bool                       // a skip is a failure
	output  map[place]*strings.Builder // of what has not ended yet
	started []place                    // tests that have not ended yet
	blamed  map[string]bool            // packages of which a test failed
	skips   []string                   // each with its reason
	refused int                        // skips that are failures

	passed, failed, skipped int
}

func newRun(to io.Writer, strict bool) *run {
	return &run{to: to, strict: strict, output: map[place]*strings.Builder{}, blamed: map[string]bool{}}
}

// read takes the events until the stream ends.
func (r *run) read(out io.Reader) error {
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadBytes('\n') // no Scanner: a test may print a line of any length
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) == nil {
				r.take(e)
			} else {
				fmt.Fprintf(r.to, "%s", line)
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading what go test says: %w", err)
		}
	}
}

func (r *run) take(e event) {
	at := place{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		fmt.Fprint(r.to, e.Output)
	case "run":
		r.started = append(r.started, at)
	case "output":
		if strings.HasPrefix(e.Output, "=== ") {
			return // only tells when a test began, waited and went on
		}
		if r.output[at] == nil {
			r.output[at] = &strings.Builder{}
		}
		r.output[at].WriteString(e.Output)
	case "pass", "fail", "skip":
		if e.Test == "" {
			r.endPackage(e)
		} else {
			r.endTest(e)
		}
		delete(r.output, at)
	}
}

func (r *run) endTest(e event) {
	at := place{e.Package, e.Test}
	r.started = slices.DeleteFunc(r.started, func(p place) bool { return p == at })
	switch e.Action {
	case "pass":
		r.passed++
	case "fail":
		r.failed++
		r.blamed[e.Package] = true
		fmt.Fprintf(r.to, "--- FAIL %s %s\n%s", e.Package, e.Test, r.text(at))
	case "skip":
		r.skipped++
		why := reason(r.text(at))
		if r.strict && !strings.Contains(why, "../shared") {
			r.refused++
			why += " (a failure in CI)"
		}
		r.skips = append(r.skips, e.Package+" "+e.Test+": "+why)
	}
}

// endPackage prints the package's line. A package that failed without a failed test did not build,
// or its process ended: then what its unfinished tests said is all there is to know.
func (r *run) endPackage(e event) {
	said := r.text(place{e.Package, ""})
	switch {
	case e.Action == "fail" && !r.blamed[e.Package]:
		r.failed++
		for _, at := range r.started {
			if at.pkg == e.Package {
				fmt.Fprintf(r.to, "--- UNFINISHED %s %s\n%s", at.pkg, at.test, r.text(at))
			}
		}
		fmt.Fprintf(r.to, "%sFAIL %s\n", said, e.Package)
	case e.Action == "fail":
		fmt.Fprintf(r.to, "FAIL %s %.1fs\n", e.Package, e.Elapsed)
	case e.Action == "skip":
		fmt.Fprintf(r.to, "none %s\n", e.Package)
	case strings.Contains(said, "(cached)"):
		fmt.Fprintf(r.to, "ok   %s (cached)\n", e.Package)
	default:
		fmt.Fprintf(r.to, "ok   %s %.1fs\n", e.Package, e.Elapsed)
	}
	r.started = slices.DeleteFunc(r.started, func(p place) bool { return p.pkg == e.Package })
}

func (r *run) text(at place) string {
	if r.output[at] == nil {
		return ""
	}
	return r.output[at].String()
}

// reason is what the test said when it gave up.
func reason(output string) string {
	var kept []string
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "---") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, " ")
}

// report prints the end of the run and says whether all is well. goSaysOK is the exit of go test:
// it knows failures that belong to no package, a wrong flag for one.
func (r *run) report(goSaysOK bool) bool {
	slices.Sort(r.skips)
	for _, skip := range r.skips {
		fmt.Fprintln(r.to, "skipped", skip)
	}
	fmt.Fprintf(r.to, "tests: %d passed, %d failed, %d skipped\n", r.passed, r.failed, r.skipped)
	return goSaysOK && r.failed == 0 && r.refused == 0
}
