package signature

import (
	"errors"
	"testing"
)

// TestReadDictionary: what is given as received belongs to what was understood.
func TestReadDictionary(t *testing.T) {
	members, err := readDictionary(`a=("x,y;z" "\",b=");p="\\",  b=:AAAA: ` + "\t" + `,c;q="=,"`)
	if err != nil {
		t.Fatal(err)
	}
	want := []member{{name: "a", raw: `("x,y;z" "\",b=");p="\\"`}, {name: "b", raw: ":AAAA:"}, {name: "c", raw: `"=,"`}} // c is a flag: it has only parameters
	for i, m := range members {
		if m.name != want[i].name || m.raw != want[i].raw || m.value == nil {
			t.Errorf("%d: %q is %q", i, m.name, m.raw)
		}
	}
	// In a display string the backslash does not escape: the two readings would drift apart.
	for _, header := range []string{`a=1,a=1`, `a=1, b=2, a=3`, `a=%"\",b=("x",a=("y")`, `a=%"\", b=%",,", c=1`, `a=`, `a=1,`, `A=1`, `a=1 b=2`} {
		if _, err := readDictionary(header); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v", header, err)
		}
	}
}
