package jobs

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestOnlyInterruptionsAreLeftOut(t *testing.T) {
	for _, test := range []struct {
		message, cause string
		kept           bool
	}{
		{beginFailed, "context canceled", false},
		{beginFailed, "context deadline exceeded", true},
		{beginFailed, "database is locked", true},
		{"maintenance.JobCleaner: Error cleaning jobs", "context canceled", true},
	} {
		var out bytes.Buffer
		log := slog.New(uninterrupted{slog.NewTextHandler(&out, nil)}).With("a", 1).WithGroup("g")
		log.Error(test.message, "error", test.cause)
		if kept := strings.Contains(out.String(), test.cause); kept != test.kept {
			t.Errorf("%s, %s: kept %t", test.message, test.cause, kept)
		}
	}
}
