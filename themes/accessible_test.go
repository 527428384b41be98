package themes_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"pamphlet/themes"
)

// axe is axe-core, which looks for what people with an impairment stumble over.
const axe = "../.ci/frontend/node_modules/axe-core/axe.min.js"

// window is a browser's.
type window struct {
	t   testing.TB
	ctx context.Context
}

func newWindow(t testing.TB) *window {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("Chromium is not installed: apt-get install chromium")
	}
	flags := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)
	allocated, cancel := chromedp.NewExecAllocator(t.Context(), flags...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocated)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(cancel)
	return &window{t, ctx}
}

func (w *window) asks(script string) string {
	w.t.Helper()
	answer, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](script))
	if err != nil {
		w.t.Fatalf("%.80s: %v", script, err)
	}
	return answer
}

// wide makes the window that wide, by day or by night.
func (w *window) wide(width int64, scheme string) {
	w.t.Helper()
	metrics := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 500}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(w.ctx, emulation.SetDeviceMetricsOverride, metrics); err != nil {
		w.t.Fatal(err)
	}
	if _, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, media); err != nil {
		w.t.Fatal(err)
	}
}

// faults are what axe-core finds, by the rules of WCAG 2.2 and its own good practice.
func (w *window) faults(axe string) []string {
	w.t.Helper()
	if w.asks(`typeof window.axe`) == "undefined" {
		w.asks(axe + `; ""`)
	}
	w.asks(`(() => { window.found = undefined; axe.run(document).then((r) => { window.found = r.violations }, (e) => { window.found = [{ id: String(e), nodes: [] }] }); return "" })()`)
	var answer string
	for deadline := time.Now().Add(20 * time.Second); answer == ""; {
		if time.Now().After(deadline) {
			w.t.Fatal("axe-core does not answer")
		}
		time.Sleep(20 * time.Millisecond)
		answer = w.asks(`window.found === undefined ? "" : JSON.stringify(window.found.map((v) => v.id + ": " + v.help + ": " + v.nodes.map((n) => n.html.slice(0, 160)).join("; ")))`)
	}
	var faults []string
	if err := json.Unmarshal([]byte(answer), &faults); err != nil {
		w.t.Fatal(err)
	}
	return faults
}

// shelf serves the pages of all themes at /THEME/PAGE, with their assets, under the policy readers' pages have. It
// counts what is asked for that is not there.
func shelf(t testing.TB) *httptest.Server {
	library, views, drawings := themes.Bundled(), pages(), art()
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		part := strings.SplitN(strings.TrimPrefix(r.URL.Path, "/"), "/", 4)
		if drawing, ok := drawings[strings.TrimPrefix(r.URL.Path, "/")]; ok {
			w.Header().Set("Content-Type", "image/svg+xml")
			_, _ = w.Write(drawing)
			return
		}
		if part[0] == "assets" && len(part) == 4 {
			if theme, err := library.Theme(part[1]); err == nil {
				if asset, ok := theme.Asset(part[3]); ok {
					w.Header().Set("Content-Type", asset.MediaType)
					_, _ = w.Write(asset.Bytes)
					return
				}
			}
		}
		theme, err := library.Theme(part[0])
		if p, ok := views[path.Base(r.URL.Path)]; ok && err == nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-eval'; img-src 'self'; font-src 'self'; style-src 'self' "+strings.Join(theme.StyleHashes(nil), " "))
			_, _ = w.Write([]byte(render(t, theme, p.Type, p.View)))
			return
		}
		http.NotFound(w, r)
	}))
}

// reaches is what a page must not have: scripts, cookies, and requests to anybody but the site.
const reaches = `[...performance.getEntriesByType("resource").map((e) => e.name).filter((u) => new URL(u).origin !== location.origin),
	...[...document.scripts].filter((s) => s.type !== "application/ld+json").map(() => "a script"), ...(document.cookie ? ["a cookie"] : [])].join(", ")`

// TestThemesAreAccessible on a small phone and a desktop, by night and by day: no fault for axe-core, and nothing that
// has to be scrolled sideways from 320 to 2560 pixels.
func TestThemesAreAccessible(t *testing.T) {
	source, err := os.ReadFile(axe)
	if err != nil {
		t.Skip("axe-core is not installed: run make build")
	}
	server := shelf(t)
	defer server.Close()
	for _, name := range themes.Bundled().Names() {
		t.Run(name, func(t *testing.T) {
			w := newWindow(t)
			for page := range pages() {
				w.wide(320, "dark")
				if err := chromedp.Do(w.ctx, chromedp.Navigate(fmt.Sprintf("%s/%s/%s", server.URL, name, page))); err != nil {
					t.Fatal(err)
				}
				if reached := w.asks(reaches); reached != "" {
					t.Errorf("%s has or asks for %s", page, reached)
				}
				for _, look := range []struct {
					width  int64
					scheme string
					check  bool
				}{{320, "dark", true}, {768, "light", false}, {1440, "light", true}, {2560, "light", false}} {
					w.wide(look.width, look.scheme)
					if wider := w.asks(fmt.Sprintf(`String(Math.max(0, document.documentElement.scrollWidth - %d))`, look.width)); wider != "0" { // innerWidth of a phone grows with the page
						t.Errorf("%s is %s pixels wider than %d", page, wider, look.width)
					}
					if !look.check {
						continue
					}
					for _, fault := range w.faults(string(source)) {
						t.Errorf("%s, %d %s: %s", page, look.width, look.scheme, fault)
					}
				}
			}
		})
	}
}
