package blog

import (
	"cmp"
	"context"
	"net/mail"
	"strings"
)

// NewAccount is what is needed to make an account.
type NewAccount struct {
	Name        string
	DisplayName string // empty: the name
	Email       string // may be empty
	Password    string
	Role        Role
	Language    string // of their blog; empty: English
}

// CreateOwner makes the site's first account; Conflict once there is any.
func (s *Service) CreateOwner(ctx context.Context, in NewAccount) (Account, error) {
	in.Role = Owner
	return s.addAccount(ctx, in, true)
}

// AddAccount makes an account and its personal blog, which publishes under the same name.
func (s *Service) AddAccount(ctx context.Context, in NewAccount) (Account, error) {
	return s.addAccount(ctx, in, false)
}

func (s *Service) addAccount(ctx context.Context, in NewAccount, onlyFirst bool) (Account, error) {
	if err := in.check(); err != nil {
		return Account{}, err
	}
	now := s.now()
	account := Account{Name: in.Name, DisplayName: in.DisplayName, Email: in.Email, Role: in.Role,
		PasswordHash: s.hasher.hash(in.Password), CreatedAt: now, UpdatedAt: now}
	personal, err := s.newBlog(Blog{Kind: Personal, Name: in.Name, Title: in.DisplayName, Language: in.Language})
	if err != nil {
		return Account{}, err
	}
	err = s.cfg.Write(ctx, func(tx Tx) error {
		count, err := tx.AccountCount()
		if err != nil {
			return err
		}
		if onlyFirst && count > 0 {
			return Errorf(Conflict, "This site already has an owner. Sign in instead.")
		}
		if err := tx.InsertAccount(&account); err != nil {
			return err
		}
		personal.AccountID = account.ID
		personal.Home = count == 0 // a site with one writer shows that writer's blog
		return insertBlog(tx, &personal)
	})
	return account, err
}

func (in *NewAccount) check() error {
	in.DisplayName = strings.TrimSpace(in.DisplayName)
	in.Email = strings.TrimSpace(in.Email)
	if in.DisplayName == "" {
		in.DisplayName = in.Name
	}
	if err := checkLanguage(&in.Language); err != nil {
		return err
	}
	if err := CheckName(in.Name); err != nil {
		return err
	}
	if err := checkLength("display_name", "name", in.DisplayName, maxTitle); err != nil {
		return err
	}
	if in.Email != "" {
		if _, err := mail.ParseAddress(in.Email); err != nil {
			return FieldError("email", "“%s” is not an e-mail address. Check the spelling, or leave it out.", in.Email)
		}
	}
	return CheckPassword(in.Password)
}

// newBlog fills in what every blog has from its first day: an id, keys, defaults. Making a key
// takes up to 0.3 s, so it happens before the transaction.
func (s *Service) newBlog(b Blog) (Blog, error) {
	if err := b.newKeys(); err != nil {
		return Blog{}, err
	}
	b.APID = newID()
	b.Language, b.Theme = cmp.Or(b.Language, "en"), "folio"
	b.CreatedAt, b.UpdatedAt = s.now(), s.now()
	return b, nil
}

// insertBlog saves a new blog, claims its name and makes its account the owner.
func insertBlog(tx Tx, b *Blog) error {
	if err := tx.InsertBlog(b); err != nil {
		return err
	}
	if err := tx.ClaimName(b.Name, b.ID); err != nil {
		return err
	}
	if err := tx.SetMember(Member{BlogID: b.ID, AccountID: b.AccountID, Role: BlogOwner}); err != nil {
		return err
	}
	return tx.Touch(Scope{Kind: SiteScope}, Scope{Kind: BlogScope, ID: b.ID})
}
