package dashboard_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"strings"
	"testing"

	"pamphlet/blog"
)

// Weights, in bytes. The editor's are those before the first letter is typed; the colours of its source come later.
const (
	mostScript = 150 << 10 // of any other page, as it is
	mostEditor = 180 << 10 // compressed
)

var imported = regexp.MustCompile(`(?:import|from) ?"\./([^"]+)"`)

// scripts are the scripts a page loads, with what those load at once, by their addresses.
func (p *page) scripts() map[string]string {
	p.b.t.Helper()
	all := map[string]string{}
	var take func(address string)
	take = func(address string) {
		if _, known := all[address]; known {
			return
		}
		all[address] = p.b.get(address).wants(http.StatusOK).source
		for _, more := range imported.FindAllStringSubmatch(all[address], -1) {
			take(path.Join(path.Dir(address), more[1]))
		}
	}
	for _, script := range p.elements("script") {
		if address := attr(script, "src"); address != "" {
			take(address)
		}
	}
	return all
}

func compressed(t testing.TB, text string) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// deskPages are the pages of somebody who has written something.
func (h *house) deskPages(ann blog.Account) []string {
	article := h.draft(ann, blog.Text{Title: "A draft", Markdown: strings.Repeat("Words of a *text*.\n\n", 200)})
	for n := range 40 {
		h.draft(ann, blog.Text{Title: fmt.Sprintf("Draft %d", n), Markdown: "Some words."})
	}
	one := "/desk/articles/" + itoa(article.ID)
	return []string{"/desk", "/desk?words=words", "/desk?select=yes", "/desk/comments", "/desk/notices", "/desk/following", "/desk/followers", "/desk/media",
		one + "/publish", one + "/history", one + "/review", "/desk/blogs/ann/settings", "/desk/blogs/ann/menu", "/desk/blogs/ann/series", "/desk/profile", "/desk/password", "/desk/site"}
}

// TestScriptsAreLight on every page; the editor's are what an editor needs.
func TestScriptsAreLight(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	for _, address := range h.deskPages(ann) {
		size := 0
		for _, source := range b.get(address).wants(http.StatusOK).scripts() {
			size += len(source)
		}
		if size == 0 || size > mostScript {
			t.Errorf("%s loads %d bytes of script; %d is the most", address, size, mostScript)
		}
	}
	size := 0
	for _, source := range b.get("/desk/articles/new").wants(http.StatusOK).scripts() {
		size += compressed(t, source)
	}
	if size == 0 || size > mostEditor {
		t.Errorf("the editor loads %d bytes of script, compressed; %d is the most", size, mostEditor)
	}
}

// BenchmarkDesk is how long the site takes for each page of the desk, and how much script it loads.
func BenchmarkDesk(b *testing.B) {
	h := openSQLite(b)
	ann := h.account("ann", blog.Owner)
	in := h.signedIn("ann")
	for _, address := range append(h.deskPages(ann), "/desk/articles/new") {
		b.Run(strings.Trim(strings.NewReplacer("/desk", "", "/", "_").Replace(address)+" desk", "_"), func(b *testing.B) {
			size := 0
			for _, source := range in.get(address).scripts() {
				size += compressed(b, source)
			}
			for b.Loop() {
				in.get(address)
			}
			b.ReportMetric(float64(size)/1024, "KB-script")
		})
	}
}
