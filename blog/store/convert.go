package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"pamphlet/blog"
)

// Times are kept as milliseconds since 1970, UTC; 0 is no time.

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// found turns the database's "no rows" into the house's word for it.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return blog.ErrNotFound
	}
	return err
}

func encode(what string, value any) (string, error) {
	raw, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("encoding %s: %w", what, err)
	}
	return string(raw), nil
}

// decode reads a JSON column; an empty one leaves value as it is.
func decode(what, raw string, value any) error {
	if raw == "" {
		return nil
	}
	if err := json.Unmarshal([]byte(raw), value); err != nil {
		return fmt.Errorf("decoding %s: %w", what, err)
	}
	return nil
}

// each converts a list of rows, stopping at the first that cannot be read.
func each[Row, Out any](rows []Row, err error, convert func(Row) (Out, error)) ([]Out, error) {
	if err != nil {
		return nil, err
	}
	out := make([]Out, 0, len(rows))
	for _, row := range rows {
		value, err := convert(row)
		if err != nil {
			return nil, err
		}
		out = append(out, value)
	}
	return out, nil
}
