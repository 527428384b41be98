package blog

import (
	"context"
	"errors"
	"strings"
)

// SignIn checks name and password. A wrong name and a wrong password get the same answer after the same time.
func (s *Service) SignIn(ctx context.Context, name, password string) (Account, error) {
	account, err := s.accountByName(ctx, strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "@")))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Account{}, err
	}
	if !s.hasher.check(account.PasswordHash, password) {
		return Account{}, Errorf(Forbidden, "That name and password do not belong together.")
	}
	return account, nil
}

// ChangePassword sets a new password after checking the old one. All older sessions end; the
// returned account carries the epoch of the sessions that may stay.
func (s *Service) ChangePassword(ctx context.Context, accountID int64, old, new string) (Account, error) {
	var account Account
	err := s.cfg.Read(ctx, func(tx Tx) (err error) {
		account, err = tx.Account(accountID)
		return err
	})
	if err != nil {
		return Account{}, err
	}
	if !s.hasher.check(account.PasswordHash, old) {
		return Account{}, FieldError("old", "This is not your present password. Nothing was changed.")
	}
	return s.setPassword(ctx, accountID, new)
}

// SetPassword sets a new password without asking for the old one: for the command line.
func (s *Service) SetPassword(ctx context.Context, name, password string) error {
	account, err := s.accountByName(ctx, name)
	if errors.Is(err, ErrNotFound) {
		return Errorf(NotFound, "There is no account named “%s”.", name)
	}
	if err != nil {
		return err
	}
	_, err = s.setPassword(ctx, account.ID, password)
	return err
}

func (s *Service) setPassword(ctx context.Context, accountID int64, password string) (Account, error) {
	if err := CheckPassword(password); err != nil {
		return Account{}, err
	}
	hash := s.hasher.hash(password)
	var account Account
	err := s.cfg.Write(ctx, func(tx Tx) (err error) {
		if account, err = tx.Account(accountID); err != nil {
			return err
		}
		account.PasswordHash = hash
		account.SessionEpoch++
		account.UpdatedAt = s.now()
		return tx.UpdateAccount(account)
	})
	return account, err
}

func (s *Service) accountByName(ctx context.Context, name string) (account Account, err error) {
	err = s.cfg.Read(ctx, func(tx Tx) error {
		account, err = tx.AccountByName(name)
		return err
	})
	return account, err
}
