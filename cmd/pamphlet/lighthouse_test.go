//go:build soak

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// lighthouse is Google's audit of pages, which make soak installs.
const lighthouse = root + "/.ci/lighthouse/node_modules/lighthouse/cli/index.js"

// lamp has something of everything that an article may have.
const lamp = `# The last lamp

The lamp on our point was switched off in October, and the letter that said so was *very* kind.[^1]

## The arithmetic of an evening

If $n$ ships look up in the same minute, the lamp does the work of one:

$$W(n) = w_0 + \\sum_{i=1}^{n} \\frac{c_i}{1 + e^{-t}}$$

| Night | Ships |
|---|---:|
| 3 October | 41 |
| 4 October | 7 |

` + "```go\nfunc light(n int) string { return \"on\" }\n```" + `

> [!NOTE]
> Nobody was harmed.

## What I changed

1. The [logbook](https://example.org/logbook), which was wet.
2. My mind.

[^1]: I kept it.
`

// TestLighthouse wants all four of its scores full, for the first page and an article of the default theme: on a slow
// phone's network and processor, as it imitates them.
func TestLighthouse(t *testing.T) {
	if _, err := os.Stat(lighthouse); err != nil {
		t.Skip("Lighthouse is not installed: run make soak")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("Chromium is not installed: apt-get install chromium")
	}
	i := newSite(t, "sqlite")
	article := i.publish("ann", "a.md", lamp)
	for _, page := range []string{i.base + "/", article} {
		audit := exec.CommandContext(t.Context(), "node", lighthouse, page, "--output=json", "--quiet",
			"--only-categories=performance,accessibility,best-practices,seo", "--chrome-flags=--headless=new --no-sandbox --disable-gpu")
		audit.Env = append(os.Environ(), "CHROME_PATH="+chromium)
		audit.Stderr = os.Stderr
		out, err := audit.Output()
		if err != nil {
			t.Fatal(err)
		}
		var report struct {
			Categories map[string]struct {
				Score     float64
				AuditRefs []struct {
					ID     string
					Weight float64
				}
			}
			Audits map[string]struct {
				Title, DisplayValue string
				Score               *float64
			}
		}
		if err := json.Unmarshal(out, &report); err != nil {
			t.Fatal(err)
		}
		for name, category := range report.Categories {
			t.Logf("%s: %s %.0f", page, name, 100*category.Score)
			if category.Score == 1 {
				continue
			}
			var lacking []string
			for _, ref := range category.AuditRefs {
				if a := report.Audits[ref.ID]; ref.Weight > 0 && a.Score != nil && *a.Score < 1 {
					lacking = append(lacking, a.Title+" "+a.DisplayValue)
				}
			}
			t.Errorf("%s: %s is %.0f: %s", page, name, 100*category.Score, strings.Join(lacking, "; "))
		}
	}
}
