package store

import (
	"context"
	"database/sql"
	"errors"

	"pamphlet/blog/store/sqlc"
)

// Setting is the value kept under key; "" when it was never set.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	return setting(s.queries().Setting(ctx, key))
}

// Setting implements blog.Tx.
func (tx *Tx) Setting(key string) (string, error) { return setting(tx.q.Setting(tx.ctx, key)) }

// SetSetting implements blog.Tx.
func (tx *Tx) SetSetting(key, value string) error {
	return tx.q.SetSetting(tx.ctx, sqlc.SetSettingParams{Key: key, Value: value})
}

func setting(value string, err error) (string, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}
