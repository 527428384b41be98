package themes

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"pamphlet/content/words"
)

// Fault is one thing wrong with a theme, for the person who wrote it.
type Fault struct {
	File    string         // path inside the theme; empty if it concerns the whole
	Line    int            // from 1; 0 if unknown
	Problem words.Sentence // without a point
	Remedy  words.Sentence // what to do about it
}

// Error gives the fault as one line: where, what, and what to do.
func (f Fault) Error() string {
	where := f.File
	if f.Line > 0 {
		where = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if where != "" {
		where += ": "
	}
	if f.Remedy.English == "" {
		return where + f.Problem.String()
	}
	return where + f.Problem.String() + ". " + f.Remedy.String()
}

func join(faults []Fault) error {
	list := make([]error, len(faults))
	for i, fault := range faults {
		list[i] = fault
	}
	return errors.Join(list...)
}

func sorted(faults []Fault) []Fault {
	slices.SortStableFunc(faults, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return slices.CompactFunc(faults, func(a, b Fault) bool { return a.Error() == b.Error() })
}
