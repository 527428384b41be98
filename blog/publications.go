package blog

import (
	"context"
	"errors"
	"strings"
)

// AddPublication makes a blog for several people, owned by the named account.
func (s *Service) AddPublication(ctx context.Context, owner, name, title string) (Blog, error) {
	if err := CheckName(name); err != nil {
		return Blog{}, err
	}
	if title = strings.TrimSpace(title); title == "" {
		title = name
	}
	if err := checkLength("title", "title", title, maxTitle); err != nil {
		return Blog{}, err
	}
	b, err := s.newBlog(Blog{Kind: Publication, Name: name, Title: title})
	if err != nil {
		return Blog{}, err
	}
	err = s.cfg.Write(ctx, func(tx Tx) error {
		account, err := namedAccount(tx, owner)
		if err != nil {
			return err
		}
		b.AccountID = account.ID
		return insertBlog(tx, &b)
	})
	return b, err
}

// SetMember gives an account a role in a publication.
func (s *Service) SetMember(ctx context.Context, blogName, accountName string, role MemberRole) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		b, err := tx.BlogByName(blogName)
		if errors.Is(err, ErrNotFound) {
			return Errorf(NotFound, "There is no blog named %q.", blogName)
		}
		if err != nil {
			return err
		}
		if b.Kind == Personal {
			return Errorf(Invalid, "%q is a personal blog; only publications have members.", blogName)
		}
		account, err := namedAccount(tx, accountName)
		if err != nil {
			return err
		}
		if account.ID == b.AccountID && role != BlogOwner {
			return Errorf(Invalid, "%q made this publication and stays its owner.", accountName)
		}
		if err := tx.SetMember(Member{BlogID: b.ID, AccountID: account.ID, Role: role}); err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: SiteScope}, Scope{Kind: BlogScope, ID: b.ID})
	})
}

func namedAccount(tx Tx, name string) (Account, error) {
	account, err := tx.AccountByName(name)
	if errors.Is(err, ErrNotFound) {
		return Account{}, Errorf(NotFound, "There is no account named %q. Make it with: pamphlet user add %s", name, name)
	}
	return account, err
}
