package blog

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
)

// Secret is a random 256-bit value kept under key, made when first asked for.
func (s *Service) Secret(ctx context.Context, key string) ([]byte, error) {
	var value string
	read := func(tx Tx) (err error) {
		value, err = tx.Setting(key)
		return err
	}
	if err := s.cfg.Read(ctx, read); err != nil {
		return nil, err
	}
	if value == "" {
		err := s.cfg.Write(ctx, func(tx Tx) error {
			if err := read(tx); err != nil || value != "" {
				return err
			}
			fresh := make([]byte, 32)
			_, _ = rand.Read(fresh) // never fails
			value = hex.EncodeToString(fresh)
			return tx.SetSetting(key, value)
		})
		if err != nil {
			return nil, err
		}
	}
	secret, err := hex.DecodeString(value)
	if err != nil {
		return nil, fmt.Errorf("reading the secret %s: %w", key, err)
	}
	return secret, nil
}

// ClaimBaseURL stores the site's address the first time, and from then on refuses every other one:
// ids of articles and people contain it, and other servers remember them.
func (s *Service) ClaimBaseURL(ctx context.Context, url string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		stored, err := tx.Setting(SettingBaseURL)
		if err != nil {
			return err
		}
		switch stored {
		case url:
			return nil
		case "":
			return tx.SetSetting(SettingBaseURL, url)
		}
		return Errorf(Conflict, "This site was begun at %s and cannot be served as %s: other servers know its articles and people under the first address. Start it with --url %s, or begin a new site in another data folder.", stored, url, stored)
	})
}

// UpdateSite changes the site's title and the blog shown at its root; home 0 shows all blogs there.
func (s *Service) UpdateSite(ctx context.Context, accountID int64, title string, home int64) error {
	title = normalise(title)
	if err := checkLength("site_title", "title", title, maxTitle); err != nil {
		return err
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		account, err := tx.Account(accountID)
		if err != nil {
			return err
		}
		if !account.Role.CanManageSite() {
			return Errorf(Forbidden, "Only an owner or admin of this site may change this.")
		}
		if home != 0 {
			if _, err := tx.Blog(home); err != nil {
				return err
			}
		}
		if err := tx.SetSetting(SettingSiteTitle, title); err != nil {
			return err
		}
		if err := tx.SetHome(home); err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: SiteScope})
	})
}

// InstanceKey is the site's own private key (PKCS 8 PEM), made when first asked for.
func (s *Service) InstanceKey(ctx context.Context) (string, error) {
	var key string
	read := func(tx Tx) (err error) {
		key, err = tx.Setting(SettingInstanceKey)
		return err
	}
	if err := s.cfg.Read(ctx, read); err != nil || key != "" {
		return key, err
	}
	fresh, _, err := newRSAKey()
	if err != nil {
		return "", err
	}
	err = s.cfg.Write(ctx, func(tx Tx) error {
		if err := read(tx); err != nil || key != "" {
			return err
		}
		key = fresh
		return tx.SetSetting(SettingInstanceKey, key)
	})
	return key, err
}
