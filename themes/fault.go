package themes

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Fault is one thing wrong with a theme, for the person who wrote it.
type Fault struct {
	File    string // path inside the theme; empty if it concerns the whole
	Line    int    // from 1; 0 if unknown
	Problem string
	Remedy  string // what to do about it
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
	if f.Remedy == "" {
		return where + f.Problem
	}
	return where + f.Problem + ". " + f.Remedy
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
	return slices.Compact(faults)
}
