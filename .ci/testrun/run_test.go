package main

import (
	"strings"
	"testing"
)

const passes = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"noise\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Elapsed":1.25}
`

const skips = `{"Action":"run","Package":"p","Test":"TestS"}
{"Action":"output","Package":"p","Test":"TestS","Output":"=== RUN   TestS\n"}
{"Action":"output","Package":"p","Test":"TestS","Output":"    s_test.go:5: WHY\n"}
{"Action":"output","Package":"p","Test":"TestS","Output":"--- SKIP: TestS (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestS"}
{"Action":"pass","Package":"p"}
`

const fails = `{"Action":"run","Package":"p","Test":"TestF"}
{"Action":"output","Package":"p","Test":"TestF","Output":"got 1\n"}
{"Action":"fail","Package":"p","Test":"TestF"}
{"Action":"output","Package":"p","Output":"FAIL\n"}
{"Action":"fail","Package":"p","Elapsed":2}
`

const dies = `{"Action":"run","Package":"p","Test":"TestD"}
{"Action":"output","Package":"p","Test":"TestD","Output":"fatal error\n"}
{"Action":"fail","Package":"p"}
`

func TestReport(t *testing.T) {
	shared := strings.ReplaceAll(skips, "WHY", "no ../shared/corpus here")
	for _, c := range []struct {
		name, events string
		strict, goOK bool
		ok           bool
		want         []string
	}{
		{"passes", passes, true, true, true, []string{"ok   p 1.2s", "tests: 1 passed, 0 failed, 0 skipped"}},
		{"fails", fails, false, false, false, []string{"--- FAIL p TestF\ngot 1\n", "tests: 0 passed, 1 failed, 0 skipped"}},
		{"dies", dies, false, false, false, []string{"--- UNFINISHED p TestD\nfatal error\n", "1 failed"}},
		{"skips", skips, false, true, true, []string{"skipped p TestS: s_test.go:5: WHY\n", "1 skipped"}},
		{"skips in CI", skips, true, true, false, []string{"WHY (a failure in CI)"}},
		{"skips for want of shared in CI", shared, true, true, true, []string{"../shared/corpus here\n"}},
		{"does not build", `{"ImportPath":"p","Action":"build-output","Output":"p.go:1: no\n"}
{"Action":"fail","Package":"p","FailedBuild":"p"}`, false, false, false, []string{"p.go:1: no\n", "FAIL p\n", "1 failed"}},
		{"go refuses", "", false, false, false, []string{"tests: 0 passed, 0 failed, 0 skipped"}},
		{"a line of 20 MB", `{"Action":"output","Package":"p","Test":"T","Output":"` + strings.Repeat("x", 20<<20) + "\"}\n" + passes, false, true, true, []string{"1 passed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			r := newRun(&out, c.strict)
			if err := r.read(strings.NewReader(c.events)); err != nil {
				t.Fatal(err)
			}
			if ok := r.report(c.goOK); ok != c.ok {
				t.Errorf("all well is %v, want %v", ok, c.ok)
			}
			for _, want := range c.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is missing in:\n%.2000s", want, out.String())
				}
			}
			if strings.Contains(out.String(), "noise") {
				t.Error("what a passing test said was printed")
			}
		})
	}
}
