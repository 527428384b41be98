package desk

import (
	"strings"
	"testing"
)

func FuzzDeskPath(f *testing.F) {
	for _, seed := range []string{"/desk", "/desk/articles/1?x=1", "//evil", "/desk/%2f%2fevil", "/desk/%5c", "/desk/..%2f..", "https://evil/desk/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, next string) {
		got := deskPath(next)
		if got != "/desk" && !strings.HasPrefix(got, "/desk/") {
			t.Fatalf("%q leads to %q", next, got)
		}
		if strings.ContainsAny(got, "\\\r\n") || strings.Contains(got, "//") && !strings.Contains(got, "?") {
			t.Fatalf("%q leads to %q", next, got)
		}
	})
}
