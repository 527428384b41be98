package themes_test

import (
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"pamphlet/themes"
)

// painted asks a page for its largest contentful paint, in milliseconds, and the sum of its layout shifts, by what the
// browser recorded from the beginning.
const painted = `(() => { window.paint = undefined; let lcp = 0, cls = 0;
	new PerformanceObserver((l) => l.getEntries().forEach((e) => lcp = e.startTime)).observe({ type: "largest-contentful-paint", buffered: true });
	new PerformanceObserver((l) => l.getEntries().forEach((e) => cls += e.value)).observe({ type: "layout-shift", buffered: true });
	setTimeout(() => window.paint = lcp + " " + cls, 300); return "" })()`

// BenchmarkPaint opens pages of each theme in Chromium on a phone's width: how long until the largest part stands there,
// and how much moved until then. The browser keeps no cache.
func BenchmarkPaint(b *testing.B) {
	server := shelf(b)
	defer server.Close()
	for _, name := range themes.Bundled().Names() {
		for _, page := range []string{"blog", "article"} {
			b.Run(name+"/"+page, func(b *testing.B) {
				var lcp, cls float64
				for b.Loop() {
					w := newWindow(b)
					w.wide(390, "light")
					if err := chromedp.Do(w.ctx, chromedp.Navigate(fmt.Sprintf("%s/%s/%s", server.URL, name, page))); err != nil {
						b.Fatal(err)
					}
					w.asks(painted)
					var answer string
					for deadline := time.Now().Add(10 * time.Second); answer == ""; time.Sleep(20 * time.Millisecond) {
						if time.Now().After(deadline) {
							b.Fatal("the browser says nothing of its paints")
						}
						answer = w.asks(`window.paint ?? ""`)
					}
					var paint, shift string
					if _, err := fmt.Sscan(answer, &paint, &shift); err != nil {
						b.Fatal(answer, err)
					}
					ms, _ := strconv.ParseFloat(paint, 64)
					moved, _ := strconv.ParseFloat(shift, 64)
					lcp, cls = lcp+ms, cls+moved
				}
				b.ReportMetric(lcp/float64(b.N), "lcp-ms/op")
				b.ReportMetric(cls/float64(b.N), "shift/op")
			})
		}
	}
}
