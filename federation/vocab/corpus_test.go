package vocab

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const corpusDir = "../../../shared/corpus/activitypub"

type specimen struct {
	file, activity, object string
	doc                    []byte
}

func corpus(t testing.TB) []specimen {
	t.Helper()
	index, err := os.Open(filepath.Join(corpusDir, "index.tsv"))
	if err != nil {
		t.Skipf("the shared corpus is not beside this checkout, real documents are NOT tested: %v", err)
	}
	defer index.Close()
	r := csv.NewReader(index)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []specimen
	for _, row := range rows[1:] {
		doc, err := os.ReadFile(filepath.Join(corpusDir, row[0]))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, specimen{row[0], row[4], row[5], doc})
	}
	return all
}

func TestCorpusTypes(t *testing.T) {
	for _, s := range corpus(t) {
		t.Run(s.file, func(t *testing.T) {
			item, err := Decode(s.doc)
			if err != nil {
				t.Fatal(err)
			}
			if item.Type != s.activity {
				t.Fatalf("type %q, want %q", item.Type, s.activity)
			}
			if item.Kind() == KindActivity {
				activity, err := item.Activity()
				if err != nil {
					t.Fatal(err)
				}
				if said := members(s.doc)["actor"]; activity.Actor.ID != itemOf(said).ID && !isArray(said) {
					t.Errorf("actor %q, want the one in %s", activity.Actor.ID, said)
				}
				checkObject(t, activity, s)
				return
			}
			object, err := item.Object()
			if err != nil {
				t.Fatal(err)
			}
			if parent := idOf(members(s.doc)["inReplyTo"]); object.InReplyTo != parent {
				t.Errorf("a reply to %q, want %q", object.InReplyTo, parent)
			}
			if item.Kind() == KindActor {
				actor, err := item.Actor()
				if err != nil {
					t.Fatal(err)
				}
				if want := members(s.doc)["inbox"]; want != nil && actor.Inbox == "" {
					t.Error("the inbox was lost")
				}
				if want := members(s.doc)["publicKey"]; want != nil && len(actor.PublicKey) == 0 {
					t.Error("the key was lost")
				}
			}
		})
	}
}

// checkObject compares with the index's words: "IRI", "list", "Note", "Note(reply)", "Update>Note".
func checkObject(t *testing.T, activity *Activity, s specimen) {
	t.Helper()
	first, want := activity.Object.First(), s.object
	outer, inner, nested := strings.Cut(want, ">")
	outer, reply := strings.CutSuffix(outer, "(reply)")
	switch {
	case want == "IRI":
		if first.ID == "" || first.Embedded() {
			t.Errorf("object %+v, want an id", first)
		}
	case want == "list":
		if list := elements(members(s.doc)["object"]); len(activity.Object) != len(list) {
			t.Errorf("%d objects, want %d", len(activity.Object), len(list))
		}
	case first.Type != outer:
		t.Errorf("object is a %q, want %q", first.Type, outer)
	case nested:
		below, err := first.Activity()
		if err != nil || below.Object.First().Type != inner {
			t.Errorf("object's object: %v, %v", below, err)
		}
	case reply:
		object, err := first.Object()
		if err != nil || object.InReplyTo == "" {
			t.Errorf("not a reply: %v", err)
		}
	}
}

// Everything a document says is still said after a round trip: members unknown to us are the same value, and known
// ones are at least there.
func TestCorpusRoundTrip(t *testing.T) {
	for _, s := range corpus(t) {
		t.Run(s.file, func(t *testing.T) {
			item, err := Decode(s.doc)
			if err != nil {
				t.Fatal(err)
			}
			for name, v := range everyReading(t, item) {
				again := Encode(v)
				if err := Check(again); err != nil {
					t.Fatalf("%s: %v\n%s", name, err, again)
				}
				compare(t, name, v, s.doc, again)
				second, err := Decode(again)
				if err != nil {
					t.Fatal(err)
				}
				if third := Encode(everyReading(t, second)[name]); string(third) != string(again) {
					t.Errorf("%s: writing is not stable:\n%s\n%s", name, again, third)
				}
			}
		})
	}
}

func everyReading(t testing.TB, item Item) map[string]Value {
	t.Helper()
	object, err1 := item.Object()
	actor, err2 := item.Actor()
	activity, err3 := item.Activity()
	collection, err4 := item.Collection()
	for _, err := range []error{err1, err2, err3, err4} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return map[string]Value{"object": object, "actor": actor, "activity": activity, "collection": collection}
}

func compare(t *testing.T, reading string, v Value, before, after []byte) {
	t.Helper()
	known := map[string]bool{}
	for _, f := range v.table() {
		known[f.name] = true
	}
	was, is := parse(t, before), parse(t, after)
	for name, value := range was {
		now, there := is[name]
		if known[name] {
			if !there && value != nil && !reflect.DeepEqual(value, []any{}) {
				t.Errorf("%s: %s was lost", reading, name)
			}
			continue
		}
		if !there || !reflect.DeepEqual(now, value) {
			t.Errorf("%s: %s was %v and is %v", reading, name, value, now)
		}
	}
}

func parse(t *testing.T, doc []byte) map[string]any {
	t.Helper()
	var value map[string]any
	if err := json.Unmarshal(doc, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func BenchmarkDecodeActivity(b *testing.B) {
	for _, s := range corpus(b) {
		if s.file != "026-Create-Note-ofmastodon.json" {
			continue
		}
		b.SetBytes(int64(len(s.doc)))
		b.ReportAllocs()
		for b.Loop() {
			activity, err := DecodeActivity(s.doc)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := activity.Object.First().Object(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
