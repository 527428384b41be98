package vocab

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestD1Limits(t *testing.T) {
	manyKeys := make([]string, MaxMembers+1)
	for i := range manyKeys {
		manyKeys[i] = fmt.Sprintf("%q:0", fmt.Sprint(i))
	}
	for _, c := range []struct {
		name, doc string
		want      error
	}{
		{"smallest", `{}`, nil},
		{"spaces around", " \n{ \"a\" : [ 1 , null ] }\t", nil},
		{"deep enough", strings.Repeat("[", 32) + strings.Repeat("]", 32), nil},
		{"too deep", strings.Repeat("[", 33) + strings.Repeat("]", 33), ErrLimit},
		{"too deep by objects", strings.Repeat(`{"a":`, 33) + "1" + strings.Repeat("}", 33), ErrLimit},
		{"2 MB of nested arrays", strings.Repeat("[", 1<<20) + strings.Repeat("]", 1<<20), ErrLimit},
		{"1 MB of nested arrays", strings.Repeat("[", 1<<19) + strings.Repeat("]", 1<<19), ErrLimit},
		{"too large", `"` + strings.Repeat("x", MaxBytes) + `"`, ErrLimit},
		{"long text", `"` + strings.Repeat("x", MaxBytes-2) + `"`, nil},
		{"full array", "[" + strings.Repeat("0,", 999) + "0]", nil},
		{"long array", "[" + strings.Repeat("0,", 1000) + "0]", ErrLimit},
		{"many tokens", "[" + strings.TrimSuffix(strings.Repeat("["+strings.Repeat("0,", 900)+"0],", 12), ",") + "]", ErrLimit},
		{"many members", "{" + strings.Join(manyKeys, ",") + "}", ErrLimit},
		{"full object", "{" + strings.Join(manyKeys[1:], ",") + "}", nil},
		{"twice", `{"actor":"a","actor":"b"}`, ErrMalformed},
		{"twice, escaped", `{"actor":"a","\u0061ctor":"b"}`, ErrMalformed},
		{"twice, below", `{"object":{"id":1,"id":1}}`, ErrMalformed},
		{"same name in siblings", `[{"id":1},{"id":1}]`, nil},
		{"same name above", `{"id":{"id":1}}`, nil},
		{"@graph", `{"@graph":[]}`, ErrMalformed},
		{"@included", `{"id":"x","@included":[]}`, ErrMalformed},
		{"@reverse escaped", `{"@rev\u0065rse":{}}`, ErrMalformed},
		{"term defined by reverse", `{"@context":{"x":{"@reverse":"y"}}}`, nil},
		{"not UTF-8", "{\"a\":\"\xff\"}", ErrMalformed},
		{"empty", ``, ErrMalformed},
		{"two documents", `{}{}`, ErrMalformed},
		{"comma too many", `{"a":1,}`, ErrMalformed},
		{"no colon", `{"a" 1}`, ErrMalformed},
		{"unended", `{"a":"`, ErrMalformed},
		{"unended escape", `"\`, ErrMalformed},
		{"bad number", `{"a":01}`, ErrMalformed},
		{"bad literal", `{"a":nul}`, ErrMalformed},
		{"name is no string", `{a:1}`, ErrMalformed},
		{"NUL between", "{\x00}", ErrMalformed},
		{"bad escape in name", `{"\x":1}`, ErrMalformed},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := Check([]byte(c.doc)); !errors.Is(err, c.want) || (c.want == nil && err != nil) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// A bomb costs no more than reading its first bytes.
func TestD1BombIsCheap(t *testing.T) {
	bomb := []byte(strings.Repeat("[", 1<<19) + strings.Repeat("]", 1<<19))
	if allocs := testing.AllocsPerRun(100, func() { _ = Check(bomb) }); allocs > 10 {
		t.Errorf("%v allocations", allocs)
	}
}

// BenchmarkWorstObject checks the object that takes longest of those that are allowed.
func BenchmarkWorstObject(b *testing.B) {
	worst := "{"
	for i := range 19 {
		var members strings.Builder
		for j := range MaxMembers - 1 {
			fmt.Fprintf(&members, `"%06d":0,`, j)
		}
		worst += fmt.Sprintf(`"o%d":{%s},`, i, strings.TrimSuffix(members.String(), ","))
	}
	object := []byte(strings.TrimSuffix(worst, ",") + "}")
	for b.Loop() {
		if err := Check(object); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"id":"https://a.example/1","type":["Note","x:Y"],"to":"as:Public","tag":[{"type":"Mention"}],"x":1e3}`))
	f.Add([]byte(`{"type":"Create","actor":["a","b"],"object":{"type":"Note","content":"\u0000"}}`))
	f.Add([]byte(`{"type":"Person","publicKey":[{"id":"k"}],"endpoints":{"sharedInbox":"s","y":null}}`))
	f.Add([]byte(`{"type":"OrderedCollectionPage","items":[1,"a",{}],"totalItems":"3"}`))
	f.Add([]byte(`{"interactionPolicy":{"canQuote":{"automaticApproval":"as:Public"}},"source":{"content":"x"}}`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		item, err := Decode(doc)
		if err != nil {
			return
		}
		for name, v := range everyReading(t, item) {
			again := Encode(v)
			second, err := Decode(again)
			if errors.Is(err, ErrLimit) {
				continue // our context made it larger
			}
			if err != nil {
				t.Fatalf("%s: cannot read what was written: %v\n%s\n%s", name, err, doc, again)
			}
			if third := Encode(everyReading(t, second)[name]); string(third) != string(again) {
				t.Fatalf("%s: writing is not stable:\n%s\n%s", name, again, third)
			}
		}
	})
}
