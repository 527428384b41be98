package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// AccountCount is how many accounts there are.
func (s *Store) AccountCount(ctx context.Context) (int, error) {
	n, err := s.queries().CountAccounts(ctx)
	return int(n), err
}

// Account is the account with this id.
func (s *Store) Account(ctx context.Context, id int64) (blog.Account, error) {
	return account(s.queries().Account(ctx, id))
}

// AccountByName is the account that signs in with this name.
func (s *Store) AccountByName(ctx context.Context, name string) (blog.Account, error) {
	return account(s.queries().AccountByName(ctx, name))
}

// Accounts are all accounts by name.
func (s *Store) Accounts(ctx context.Context) ([]blog.Account, error) {
	rows, err := s.queries().Accounts(ctx)
	return each(rows, err, func(row sqlc.Account) (blog.Account, error) { return account(row, nil) })
}

// AccountCount implements blog.Tx.
func (tx *Tx) AccountCount() (int, error) {
	n, err := tx.q.CountAccounts(tx.ctx)
	return int(n), err
}

// Account implements blog.Tx.
func (tx *Tx) Account(id int64) (blog.Account, error) {
	return account(tx.q.Account(tx.ctx, id))
}

// AccountByName implements blog.Tx.
func (tx *Tx) AccountByName(name string) (blog.Account, error) {
	return account(tx.q.AccountByName(tx.ctx, name))
}

// InsertAccount implements blog.Tx.
func (tx *Tx) InsertAccount(a *blog.Account) (err error) {
	if err := tx.nameIsFree(a.Name); err != nil {
		return err
	}
	a.ID, err = tx.q.InsertAccount(tx.ctx, sqlc.InsertAccountParams{
		Name: a.Name, DisplayName: a.DisplayName, Bio: a.Bio, BioHTML: a.BioHTML, Email: a.Email,
		Role: string(a.Role), PasswordHash: a.PasswordHash, SessionEpoch: a.SessionEpoch,
		PictureID: a.PictureID, CreatedAt: millis(a.CreatedAt), UpdatedAt: millis(a.UpdatedAt), Language: a.Language,
	})
	return err
}

// UpdateAccount implements blog.Tx.
func (tx *Tx) UpdateAccount(a blog.Account) error {
	return tx.q.UpdateAccount(tx.ctx, sqlc.UpdateAccountParams{
		ID: a.ID, DisplayName: a.DisplayName, Bio: a.Bio, BioHTML: a.BioHTML, Email: a.Email,
		Role: string(a.Role), PasswordHash: a.PasswordHash, SessionEpoch: a.SessionEpoch,
		PictureID: a.PictureID, UpdatedAt: millis(a.UpdatedAt), Language: a.Language,
	})
}

func account(row sqlc.Account, err error) (blog.Account, error) {
	if err != nil {
		return blog.Account{}, found(err)
	}
	return blog.Account{
		ID: row.ID, Name: row.Name, DisplayName: row.DisplayName, Bio: row.Bio, BioHTML: row.BioHTML,
		Email: row.Email, Role: blog.Role(row.Role), PasswordHash: row.PasswordHash,
		SessionEpoch: row.SessionEpoch, PictureID: row.PictureID, Language: row.Language,
		CreatedAt: fromMillis(row.CreatedAt), UpdatedAt: fromMillis(row.UpdatedAt),
	}, nil
}
