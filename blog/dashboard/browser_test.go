package dashboard_test

import (
	"bytes"
	"cmp"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// browser behaves like one without script: it keeps cookies, follows redirects, fills in forms as
// they are in the page, and says where its requests come from.
type browser struct {
	t      testing.TB
	base   string
	client *http.Client
	url    *url.URL
	speaks string // Accept-Language; empty says nothing
	last   *page
}

// page is what a browser shows.
type page struct {
	b      *browser
	status int
	header http.Header
	source string
	root   *html.Node
}

// form is a form as it is about to be sent.
type form struct {
	b      *browser
	action string
	parts  bool
	values url.Values
	files  map[string][]byte
	names  map[string]string // of files, by field
}

func (b *browser) get(path string) *page {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.base+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(r)
}

// do sends a request and follows redirects with GET.
func (b *browser) do(r *http.Request) *page {
	b.t.Helper()
	for range 5 {
		if r.Header.Get("Sec-Fetch-Site") == "" {
			r.Header.Set("Sec-Fetch-Site", "same-origin")
		}
		if b.speaks != "" {
			r.Header.Set("Accept-Language", b.speaks)
		}
		answer, err := b.client.Do(r)
		if err != nil {
			b.t.Fatal(err)
		}
		b.url = answer.Request.URL
		source := read(b.t, answer.Body)
		_ = answer.Body.Close()
		location := answer.Header.Get("Location")
		if location == "" {
			root, err := html.Parse(strings.NewReader(source))
			if err != nil {
				b.t.Fatal(err)
			}
			b.last = &page{b, answer.StatusCode, answer.Header, source, root}
			return b.last
		}
		next, err := b.url.Parse(location)
		if err != nil {
			b.t.Fatal(err)
		}
		if r, err = http.NewRequestWithContext(b.t.Context(), http.MethodGet, next.String(), nil); err != nil {
			b.t.Fatal(err)
		}
	}
	b.t.Fatalf("too many redirects, last to %s", b.url)
	return nil
}

func (p *page) wants(status int, texts ...string) *page {
	p.b.t.Helper()
	if p.status != status {
		p.b.t.Fatalf("%s: status %d, want %d\n%s", p.b.url, p.status, status, p.text())
	}
	for _, text := range texts {
		if !strings.Contains(p.text(), text) {
			p.b.t.Fatalf("%s does not say %q:\n%s", p.b.url, text, p.text())
		}
	}
	return p
}

// lacks checks that the page does not have the texts, not even where nobody reads them.
func (p *page) lacks(texts ...string) *page {
	p.b.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.source, text) {
			p.b.t.Errorf("%s has %q", p.b.url, text)
		}
	}
	return p
}

// shows checks the page's source.
func (p *page) shows(texts ...string) *page {
	p.b.t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.source, text) {
			p.b.t.Errorf("%s does not have %q:\n%s", p.b.url, text, p.source)
		}
	}
	return p
}

// text is all that can be read on the page, values of fields included.
func (p *page) text() string {
	var all strings.Builder
	for n := range p.root.Descendants() {
		switch {
		case n.Type == html.TextNode:
			all.WriteString(n.Data)
		case n.Data == "input" && attr(n, "type") != "hidden":
			all.WriteString(" " + attr(n, "value") + " ")
		}
	}
	return strings.Join(strings.Fields(all.String()), " ")
}

// elements are the page's elements of a name.
func (p *page) elements(name string) []*html.Node {
	var found []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

// form finds the form that is posted to action, with the values a browser would send. Where there
// are several, fields choose the first that has them all.
func (p *page) form(action string, fields ...string) *form {
	p.b.t.Helper()
	for _, n := range p.elements("form") {
		if attr(n, "action") == action && attr(n, "method") == "post" {
			f := &form{b: p.b, action: action, parts: attr(n, "enctype") == "multipart/form-data", values: url.Values{}, files: map[string][]byte{}}
			for field := range n.Descendants() {
				f.take(field)
			}
			if slices.ContainsFunc(fields, func(name string) bool { return !f.values.Has(name) }) {
				continue
			}
			return f
		}
	}
	p.b.t.Fatalf("%s (%d) has no form for %s:\n%s", p.b.url, p.status, action, p.text())
	return nil
}

func (f *form) take(n *html.Node) {
	name := attr(n, "name")
	if n.Type != html.ElementNode || name == "" {
		return
	}
	switch n.Data {
	case "textarea":
		value := ""
		if n.FirstChild != nil {
			value = n.FirstChild.Data
		}
		f.values.Set(name, strings.ReplaceAll(value, "\n", "\r\n"))
	case "select":
		for o := range n.Descendants() {
			if o.Data == "option" && (hasAttr(o, "selected") || !f.values.Has(name)) {
				f.values.Set(name, attr(o, "value"))
			}
		}
	case "input":
		switch kind := attr(n, "type"); kind {
		case "file":
		case "radio", "checkbox":
			if hasAttr(n, "checked") {
				f.values.Set(name, attr(n, "value"))
			}
		default:
			f.values.Add(name, attr(n, "value")) // a browser sends all of a name
		}
	}
}

// with sets fields, given as name, value, name, value.
func (f *form) with(pairs ...string) *form {
	for i := 0; i < len(pairs); i += 2 {
		f.values.Set(pairs[i], pairs[i+1])
	}
	return f
}

func (f *form) file(name string, content []byte) *form {
	f.files[name] = content
	return f
}

// named is a file with the name it has on its sender's computer.
func (f *form) named(field, name string, content []byte) *form {
	f.names = map[string]string{field: name}
	return f.file(field, content)
}

func (f *form) to(action string) *form { f.action = action; return f }

func (f *form) without(name string) *form { f.values.Del(name); return f }

func (f *form) request() *http.Request {
	f.b.t.Helper()
	var body io.Reader = strings.NewReader(f.values.Encode())
	kind := "application/x-www-form-urlencoded"
	if f.parts {
		var buffer bytes.Buffer
		w := multipart.NewWriter(&buffer)
		for name, values := range f.values {
			for _, value := range values {
				_ = w.WriteField(name, value)
			}
		}
		for name, content := range f.files {
			part, _ := w.CreateFormFile(name, cmp.Or(f.names[name], "picture.jpg"))
			_, _ = part.Write(content)
		}
		_ = w.Close()
		body, kind = &buffer, w.FormDataContentType()
	}
	r, err := http.NewRequestWithContext(f.b.t.Context(), http.MethodPost, f.b.base+f.action, body)
	if err != nil {
		f.b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	return r
}

func (f *form) send() *page {
	f.b.t.Helper()
	return f.b.do(f.request())
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
