package main

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"testing"
)

const (
	// docType is the type of every ActivityPub document; one server compares the whole header with this text.
	docType = "application/activity+json; charset=utf-8"
	public  = "https://www.w3.org/ns/activitystreams#Public"
)

// answer is what a request got.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func get(t *testing.T, address, accept string) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if accept != "" {
		req.Header.Set("Accept", accept)
	}
	client := http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	return readAnswer(t, res)
}

// readAnswer reads a response to its end.
func readAnswer(t *testing.T, res *http.Response) answer {
	t.Helper()
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{status: res.StatusCode, header: res.Header, body: body}
}

// json is the answer's body.
func (a answer) json(t *testing.T) object {
	t.Helper()
	var o object
	if err := json.Unmarshal(a.body, &o); err != nil {
		t.Fatalf("status %d, no JSON object: %v: %.300s", a.status, err, a.body)
	}
	return o
}

// document is the answer's body, which must be an ActivityPub document in every respect.
func (a answer) document(t *testing.T) object {
	t.Helper()
	if a.status != http.StatusOK || a.header.Get("Content-Type") != docType {
		t.Fatalf("status %d, type %q, want an ActivityPub document: %.300s", a.status, a.header.Get("Content-Type"), a.body)
	}
	return a.json(t)
}

// object is JSON as other programs see it: no type of ours reads it.
type object map[string]any

func (o object) text(name string) string {
	text, _ := o[name].(string)
	return text
}

func (o object) list(name string) []any {
	list, _ := o[name].([]any)
	return list
}

// in is the object in a member; nil, of which all members are empty, when there is none.
func (o object) in(name string) object {
	inner, _ := o[name].(map[string]any)
	return inner
}

// ref is the id in a member, be it given alone or with the whole thing.
func (o object) ref(name string) string {
	if inner := o.in(name); inner != nil {
		return inner.text("id")
	}
	return o.text(name)
}

// wants fails for each member that is not as given: pairs of a name and a text, number, list ...
func (o object) wants(t *testing.T, pairs ...any) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		name := pairs[i].(string)
		if got, want := plain(t, o[name]), plain(t, pairs[i+1]); got != want {
			t.Errorf("%s %s has %s %s, want %s", o.text("type"), o.text("id"), name, got, want)
		}
	}
}

// has fails for each member that is missing or empty.
func (o object) has(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if slices.Contains([]string{"null", `""`, "[]", "{}"}, plain(t, o[name])) {
			t.Errorf("%s %s has no %s", o.text("type"), o.text("id"), name)
		}
	}
}

// plain is a value as text that can be compared.
func plain(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// depth is how many lists and objects stand in one another.
func depth(value any) int {
	deepest := 0
	switch value := value.(type) {
	case map[string]any:
		for _, inner := range value {
			deepest = max(deepest, depth(inner))
		}
	case []any:
		for _, inner := range value {
			deepest = max(deepest, depth(inner))
		}
	default:
		return 0
	}
	return deepest + 1
}

// isPortable fails where a document breaks a rule that one server or another insists on.
func (o object) isPortable(t *testing.T) {
	t.Helper()
	contexts, _ := o["@context"].([]any)
	if o.text("@context") != "https://www.w3.org/ns/activitystreams" && !slices.Contains(contexts, any("https://www.w3.org/ns/activitystreams")) {
		t.Errorf("%s has @context %v, in which Mastodon does not find its own", o.text("id"), o["@context"])
	}
	if d := depth(map[string]any(o)); d > 8 {
		t.Errorf("%s has %d levels; Pixelfed reads 8", o.text("id"), d)
	}
	for _, name := range []string{"to", "cc"} {
		if _, list := o[name].([]any); o[name] != nil && !list {
			t.Errorf("%s has a %s that is no list: %v", o.text("id"), name, o[name])
		}
	}
	if body := plain(t, o); len(body) > 64<<10 {
		t.Errorf("%s has %d bytes; Misskey takes 64 KB", o.text("id"), len(body))
	}
}
