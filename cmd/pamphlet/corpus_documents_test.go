package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// corpusDir holds real documents of other servers. They are of others, so they are not in this repository.
const corpusDir = "../../../shared/corpus/activitypub"

// specimen is one of them.
type specimen struct {
	file, server string
	doc          object
}

// kind is the document's type: of several the first.
func (s specimen) kind() string {
	if types := s.doc.list("type"); len(types) > 0 {
		return types[0].(string)
	}
	return s.doc.text("type")
}

// number is what the file's name begins with.
func (s specimen) number() string { return s.file[:3] }

func corpus(t *testing.T) []specimen {
	t.Helper()
	index, err := os.Open(filepath.Join(corpusDir, "index.tsv"))
	if err != nil {
		t.Skipf("../shared is not beside this checkout, so documents of other servers were NOT sent: %v", err)
	}
	defer func() { _ = index.Close() }()
	r := csv.NewReader(index)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []specimen
	for _, row := range rows[1:] {
		s := specimen{file: row[0], server: row[3]}
		raw, err := os.ReadFile(filepath.Join(corpusDir, s.file))
		if err == nil {
			err = json.Unmarshal(raw, &s.doc)
		}
		if err != nil {
			t.Fatalf("%s: %v", s.file, err)
		}
		all = append(all, s)
	}
	return all
}
