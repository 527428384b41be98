package vocab

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

func noon() time.Time { return time.Date(2026, 11, 22, 13, 0, 0, 0, time.FixedZone("", 3600)) }

func article() *Object {
	return &Object{
		Base: Base{
			ID: "https://b.example/ap/articles/7", Type: TypeArticle,
			AttributedTo: Refs("https://b.example/ap/blogs/ann"), Audience: []string{"https://b.example/ap/blogs/x"},
			To: []string{Public}, Cc: []string{"https://b.example/ap/blogs/ann/followers"},
			Name: "Plain <title>", NameMap: map[string]string{"en": "Plain <title>"}, Summary: "Short excerpt",
			Content: "<p>\"a\" & b\n</p>", MediaType: "text/html", Source: &Source{"a & b", "text/markdown"},
			URL: URLs("https://b.example/@x/plain-title"), Published: noon(), Sensitive: new(false),
			Context: Ref("https://b.example/ap/contexts/7"), Replies: Ref("https://b.example/ap/articles/7/replies"),
			Likes: Embed(&Collection{Base: Base{ID: "https://b.example/ap/articles/7/likes", Type: TypeCollection}, TotalItems: new(0)}),
			Image: Items{Picture("https://b.example/media/c.jpg", "image/jpeg", "a cat")}, Attachment: Items{},
			Tag:     []Link{Hashtag("go", "https://b.example/@x/tags/go"), {Type: TypeMention, Href: "https://m.example/u/a", Name: "@a@m.example"}},
			Preview: Embed(&Object{Base: Base{Type: TypeNote, Content: "<p>Short excerpt</p>"}}),
			Extra:   map[string]json.RawMessage{"dcterms:subject": []byte(`"war"`)},
		},
		InteractionPolicy: map[string]Policy{"canQuote": {Automatic: []string{Public}}},
	}
}

func group() *Actor {
	return &Actor{
		Base: Base{
			ID: "https://b.example/ap/blogs/x", Type: TypeGroup, Name: "The X", Published: noon(),
			AttributedTo: Items{Embed(&Object{Base: Base{ID: "https://b.example/ap/blogs/ann", Type: TypePerson}})},
			URL:          URLs("https://b.example/@x"), Attachment: Items{itemOf([]byte(`{"type":"PropertyValue","name":"Web","value":"<a>x</a>"}`))},
		},
		PreferredUsername: "x", Inbox: "https://b.example/ap/blogs/x/inbox", Outbox: "https://b.example/ap/blogs/x/outbox",
		Followers: "https://b.example/ap/blogs/x/followers", SharedInbox: "https://b.example/ap/inbox",
		PublicKey:                 []PublicKey{{ID: "https://b.example/ap/blogs/x#main-key", Owner: "https://b.example/ap/blogs/x", PEM: "PEM\n"}},
		ManuallyApprovesFollowers: new(false), PostingRestrictedToMods: new(true), AlsoKnownAs: []string{"https://old.example/x"},
	}
}

func TestGoldenDocuments(t *testing.T) {
	follow := &Activity{Base: Base{ID: "https://m.example/f/1", Type: TypeFollow}, Actor: Ref("https://m.example/u/a"), Object: Refs("https://b.example/ap/blogs/x")}
	for name, v := range map[string]Value{
		"create-article": &Activity{
			Base:  Base{ID: "https://b.example/ap/activities/1", Type: TypeCreate, To: []string{Public}, Published: noon()},
			Actor: Ref("https://b.example/ap/blogs/ann"), Object: Items{Embed(article())},
		},
		"group": group(),
		"accept": &Activity{
			Base:  Base{ID: "https://b.example/ap/activities/2", Type: TypeAccept, To: []string{"https://m.example/u/a"}},
			Actor: Ref("https://b.example/ap/blogs/x"), Object: Items{Embed(follow)},
		},
		"tombstone": Gone("https://b.example/ap/articles/7", TypeArticle, noon()),
		"page": &Collection{
			Base:   Base{ID: "https://b.example/o?page=1", Type: TypeOrderedCollectionPage},
			PartOf: "https://b.example/o", Items: Refs("https://b.example/1"), TotalItems: new(1), Next: Ref("https://b.example/o?page=2"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := string(Encode(v))
			file := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.TrimSpace(string(want)) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			// Pixelfed reads eight levels and drops what is deeper.
			if depth := depthOf(parse(t, []byte(got))); depth > 8 {
				t.Errorf("%d levels deep", depth)
			}
		})
	}
}

func depthOf(v any) int {
	deepest := 0
	switch v := v.(type) {
	case map[string]any:
		for _, below := range v {
			deepest = max(deepest, depthOf(below))
		}
		return deepest + 1
	case []any:
		for _, below := range v {
			deepest = max(deepest, depthOf(below))
		}
		return deepest + 1
	}
	return 0
}

func TestReadingIsLenient(t *testing.T) {
	author := func(o *Object) any { return o.Author() }
	for _, c := range []struct {
		name, doc string
		get       func(*Object) any
		want      any
	}{
		{"author as id", `{"attributedTo":"a"}`, author, "a"},
		{"author embedded", `{"attributedTo":{"type":"Person","id":"a"}}`, author, "a"},
		{"authors of Plume", `{"attributedTo":["a","b"]}`, author, "a"},
		{"authors of PeerTube", `{"attributedTo":[{"type":"Group","id":"g"},{"type":"Person","id":"a"}]}`, author, "a"},
		{"only a group", `{"attributedTo":[{"type":"Group","id":"g"}]}`, author, "g"},
		{"no author", `{"attributedTo":null}`, author, ""},
		{"public in short", `{"to":"as:Public"}`, func(o *Object) any { return o.To }, []string{Public}},
		{"public in very short", `{"cc":["x","Public"]}`, func(o *Object) any { return IsPublic(o.Cc) }, true},
		{"addressee embedded", `{"cc":{"id":"x"}}`, func(o *Object) any { return o.Cc }, []string{"x"}},
		{"url as text", `{"id":"i","url":"u"}`, func(o *Object) any { return o.Page() }, "u"},
		{"url as link", `{"id":"i","url":{"type":"Link","href":"u"}}`, func(o *Object) any { return o.Page() }, "u"},
		{"urls", `{"id":"i","url":[{"type":"Link","href":"v","mediaType":"video/mp4"},{"type":"Link","href":"u","mediaType":"text/html"}]}`, func(o *Object) any { return o.Page() }, "u"},
		{"no url", `{"id":"i"}`, func(o *Object) any { return o.Page() }, "i"},
		{"content in a map only", `{"contentMap":{"de":"x"}}`, func(o *Object) any { s, _ := o.Body(); return s + o.Language() }, "xde"},
		{"content in many languages", `{"content":"x","contentMap":{"de":"y","fr":"x"}}`, func(o *Object) any { return o.Language() }, "fr"},
		{"content in Markdown", `{"content":"*x*","mediaType":"text/markdown"}`, func(o *Object) any { _, m := o.Body(); return m }, "text/markdown"},
		{"content of no media type", `{"content":"x"}`, func(o *Object) any { _, m := o.Body(); return m }, "text/html"},
		{"name as list", `{"name":[null,"n"]}`, func(o *Object) any { return o.Title() }, "n"},
		{"NUL", `{"name":"a\u0000b"}`, func(o *Object) any { return o.Title() }, "ab"},
		{"time with zone", `{"published":"2026-11-22T13:00:00+01:00"}`, func(o *Object) any { return o.Published.Equal(noon()) }, true},
		{"time without zone", `{"published":"2026-11-22T12:00:00.000"}`, func(o *Object) any { return o.Published.Equal(noon()) }, true},
		{"time without colon", `{"published":"2026-11-22T12:00:00+0000"}`, func(o *Object) any { return o.Published.Equal(noon()) }, true},
		{"no time", `{"published":"yesterday"}`, func(o *Object) any { return o.Published.IsZero() }, true},
		{"type of several", `{"type":["schema:Article","Article"]}`, func(o *Object) any { return o.Type }, "Article"},
		{"case counts", `{"Content":"x"}`, func(o *Object) any { return o.Content }, ""},
		{"one tag", `{"tag":{"type":"Mention","href":"m"}}`, func(o *Object) any { return o.Mentions() }, []string{"m"}},
		{"flag as text", `{"sensitive":"true"}`, func(o *Object) any { return *o.Sensitive }, true},
		{"quote of Misskey", `{"_misskey_quote":"q"}`, func(o *Object) any { return o.Quoted() }, "q"},
		{"quote of Akkoma", `{"quoteUri":"q"}`, func(o *Object) any { return o.Quoted() }, "q"},
	} {
		t.Run(c.name, func(t *testing.T) {
			object, err := DecodeObject([]byte(c.doc))
			if err != nil {
				t.Fatal(err)
			}
			if got := c.get(object); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %#v, want %#v", got, c.want)
			}
		})
	}
}

func TestActorKeys(t *testing.T) {
	for doc, want := range map[string][]PublicKey{
		`{"publicKey":{"id":"k","owner":"a","publicKeyPem":"p"}}`:              {{ID: "k", Owner: "a", PEM: "p"}},
		`{"publicKey":[{"id":"k","owner":"a","publicKeyPem":"p"},{"id":"l"}]}`: {{ID: "k", Owner: "a", PEM: "p"}, {ID: "l"}},
		`{"publicKey":"https://a.example/key"}`:                                {{ID: "https://a.example/key"}},
		`{"publicKey":17}`:                                                     nil,
	} {
		actor, err := DecodeActor([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		for i := range actor.PublicKey {
			actor.PublicKey[i].Extra = nil
		}
		if !reflect.DeepEqual(actor.PublicKey, want) {
			t.Errorf("%s: %+v", doc, actor.PublicKey)
		}
	}
}

// Who acts must not depend on who reads: an activity by several is by nobody.
func TestActorIsOne(t *testing.T) {
	for doc, want := range map[string]string{
		`{"actor":"a"}`:            "a",
		`{"actor":["a"]}`:          "a",
		`{"actor":{"id":"a"}}`:     "a",
		`{"actor":["a","b"]}`:      "",
		`{"actor":[{"id":"a"},2]}`: "",
		`{"actor":{"href":"a"}}`:   "",
		`{"actor":7}`:              "",
	} {
		activity, err := DecodeActivity([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		if activity.Actor.ID != want {
			t.Errorf("%s: %q", doc, activity.Actor.ID)
		}
	}
}

func TestEmbeddedSurvivesByteForByte(t *testing.T) {
	inner := `{ "type":"Create", "x" : 1.50e+2, "actor":"https://q.example/u/z"}`
	announce, err := DecodeActivity([]byte(`{"type":"Announce","object":` + inner + `}`))
	if err != nil {
		t.Fatal(err)
	}
	if again := string(Encode(announce)); !strings.Contains(again, inner) {
		t.Error(again)
	}
}

func TestEmptySourceIsWhole(t *testing.T) {
	g := &Actor{Base: Base{Type: TypeGroup, Source: &Source{MediaType: "text/markdown"}}}
	if doc := string(Embed(g).Raw); doc != `{"type":"Group","source":{"content":"","mediaType":"text/markdown"}}` {
		t.Errorf("Plume cannot read %s", doc)
	}
}

func TestAnIDIsNotAnObject(t *testing.T) {
	if _, err := Ref("https://a.example/1").Object(); err == nil || !strings.Contains(err.Error(), "fetch https://a.example/1 first") {
		t.Error(err)
	}
	if _, err := (Item{}).Activity(); err == nil {
		t.Error("nothing is no activity")
	}
	if _, err := Decode([]byte(`["x"]`)); err == nil {
		t.Error("an array is no document")
	}
}

// Any text comes back as it was, apart from NUL and what is not UTF-8.
func TestTextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.String().Draw(t, "text")
		object, err := DecodeObject(Encode(&Object{Base: Base{ID: "https://a.example/1", Content: want, NameMap: map[string]string{"en": want}}}))
		if err != nil {
			t.Fatal(err)
		}
		want = strings.ReplaceAll(want, "\x00", "")
		if object.Content != want || object.NameMap["en"] != want {
			t.Fatalf("got %q, want %q", object.Content, want)
		}
	})
}

func TestWritingAgreesWithEncodingJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		var got string
		if err := json.Unmarshal(AppendText(nil, want), &got); err != nil {
			t.Fatal(err)
		}
		if valid := strings.ToValidUTF8(want, "\uFFFD"); strings.Trim(got, "\uFFFD") != strings.Trim(valid, "\uFFFD") && len(got) < len(valid) {
			t.Fatalf("got %q, want %q", got, valid)
		}
	})
}
