package proof

import (
	"math"
	"strings"
	"testing"
)

// TestNumbers is the table of RFC 8785 Appendix B.
func TestNumbers(t *testing.T) {
	for bits, want := range map[uint64]string{
		0x0000000000000000: "0",
		0x8000000000000000: "0",
		0x0000000000000001: "5e-324",
		0x8000000000000001: "-5e-324",
		0x7fefffffffffffff: "1.7976931348623157e+308",
		0xffefffffffffffff: "-1.7976931348623157e+308",
		0x4340000000000000: "9007199254740992",
		0xc340000000000000: "-9007199254740992",
		0x4430000000000000: "295147905179352830000",
		0x44b52d02c7e14af5: "9.999999999999997e+22",
		0x44b52d02c7e14af6: "1e+23",
		0x44b52d02c7e14af7: "1.0000000000000001e+23",
		0x444b1ae4d6e2ef4e: "999999999999999700000",
		0x444b1ae4d6e2ef4f: "999999999999999900000",
		0x444b1ae4d6e2ef50: "1e+21",
		0x3eb0c6f7a0b5ed8c: "9.999999999999997e-7",
		0x3eb0c6f7a0b5ed8d: "0.000001",
		0x41b3de4355555553: "333333333.3333332",
		0x41b3de4355555554: "333333333.33333325",
		0x41b3de4355555555: "333333333.3333333",
		0x41b3de4355555556: "333333333.3333334",
		0x41b3de4355555557: "333333333.33333343",
		0xbecbf647612f3696: "-0.0000033333333333333333",
		0x43143ff3c1cb0959: "1424953923781206.2",
	} {
		if got := string(appendNumber(nil, math.Float64frombits(bits))); got != want {
			t.Errorf("%016x is written %s, want %s", bits, got, want)
		}
	}
}

func canonicalOf(doc []byte) ([]byte, error) {
	value, err := parse(doc)
	if err != nil {
		return nil, err
	}
	return canonical(value), nil
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"RFC 8785 section 3.2.2", `{
  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
  "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
  "literals": [null, true, false]
}`, `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`},
		{"RFC 8785 section 3.2.3", `{
  "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
  "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
}`, `{"\r":"Carriage Return","1":"One","` + "\u0080" + `":"Control","ö":"Latin Small Letter O With Diaeresis",` +
			`"€":"Euro Sign","😀":"Emoji: Grinning Face","` + "\ufb33" + `":"Hebrew Letter Dalet With Dagesh"}`},
		{"escapes", `"\b\t\n\f\r\u0000\u001f\u007f\u2028<>&"`, `"\b\t\n\f\r\u0000\u001f` + "\u007f\u2028" + `<>&"`},
		{"backslashes before a u", `["\\ud800","\\\\ud800"]`, `["\\ud800","\\\\ud800"]`},
		{"depth", `{"b":[{"d":1,"c":[]}],"a":{}}`, `{"a":{},"b":[{"c":[],"d":1}]}`},
		{"minus zero", `[-0,-0.0,0e5]`, `[0,0,0]`},
	} {
		got, err := canonicalOf([]byte(c.in))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %s, want %s (%v)", c.name, got, c.want, err)
		}
		if again, err := canonicalOf(got); err != nil || string(again) != string(got) {
			t.Errorf("%s: written again as %s (%v)", c.name, again, err)
		}
	}
}

func TestCanonicalRefuses(t *testing.T) {
	for _, in := range []string{
		``, `{`, `[1,]`, `1e400`, `NaN`, `"\ud800"`, `"\udc00"`, `"\ud800A"`, `"\ud800\u0041"`, `"\ud800\\udc00"`, `{"\udead":1}`, `"\ud83d"`,
	} {
		if got, err := canonicalOf([]byte(in)); err == nil {
			t.Errorf("%s has the canonical form %s", in, got)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.5e-7,"\ud83d\ude00"]}`, `"\\ud800"`, `[-0,1e21]`, `"\u`, `"\`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		got, err := canonicalOf([]byte(doc))
		if err != nil {
			return
		}
		again, err := canonicalOf(got)
		if err != nil || string(again) != string(got) {
			t.Errorf("%q: %q, then %q (%v)", doc, got, again, err)
		}
		if strings.ContainsRune(string(got), '\uFFFD') && !strings.ContainsRune(doc, '\uFFFD') && strings.ToValidUTF8(doc, "") == doc &&
			!strings.Contains(strings.ToLower(doc), `\ufffd`) {
			t.Errorf("%q lost something: %q", doc, got)
		}
	})
}
