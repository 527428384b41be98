package blog

import (
	"context"
	"slices"
	"time"
)

// ChangeMember gives a member of a publication another role. Owners may.
func (s *Service) ChangeMember(ctx context.Context, accountID int64, m Member) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		b, err := managedPublication(tx, accountID, m.BlogID)
		if err != nil {
			return err
		}
		present, err := tx.MemberRole(b.ID, m.AccountID)
		if err != nil || present == m.Role {
			return err
		}
		if present == "" {
			return Errorf(NotFound, "This person is no member here any more.")
		}
		if present == BlogOwner {
			if err := s.passOwnershipOn(tx, b, m.AccountID); err != nil {
				return err
			}
		}
		if err := tx.SetMember(m); err != nil {
			return err
		}
		return touchMembers(tx, b)
	})
}

// RemoveMember ends a membership. Everybody may end their own; owners that of others. What readers do not see of the
// member's articles goes along to their own blog; what is published stays.
func (s *Service) RemoveMember(ctx context.Context, accountID, blogID, memberID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		b, err := withMembers(tx, blogID)
		if err != nil {
			return err
		}
		if accountID != memberID {
			if err := mayIn(tx, accountID, blogID, ManageBlog); err != nil {
				return err
			}
		}
		role, err := tx.MemberRole(blogID, memberID)
		if err != nil || role == "" { // gone already
			return err
		}
		if role == BlogOwner {
			if err := s.passOwnershipOn(tx, b, memberID); err != nil {
				return err
			}
		}
		articles, err := tx.UnpublishedOf(blogID, memberID)
		if err != nil {
			return err
		}
		for _, id := range articles {
			if err := s.takeHome(tx, id); err != nil {
				return err
			}
		}
		if err := tx.RemoveMember(blogID, memberID); err != nil {
			return err
		}
		return touchMembers(tx, b)
	})
}

// passOwnershipOn fails where nobody else owns the publication. Other servers know one owner: if that is who goes,
// another one takes the place.
func (s *Service) passOwnershipOn(tx Tx, b Blog, from int64) error {
	members, err := tx.Members(b.ID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(members, func(m Member) bool { return m.Role == BlogOwner && m.AccountID != from })
	if at < 0 {
		return Errorf(Conflict, "A publication needs an owner. Make somebody else an owner first, or delete the publication.")
	}
	if b.AccountID != from {
		return nil
	}
	if err := tx.SetBlogOwner(b.ID, members[at].AccountID); err != nil {
		return err
	}
	return s.profileChanged(tx, b.ID)
}

// takeHome moves an article to the own blog of who wrote it. Readers no longer see it, nor its former addresses.
func (s *Service) takeHome(tx Tx, articleID int64) error {
	a, err := tx.Article(articleID)
	if err != nil {
		return err
	}
	switch a.State {
	case Published:
		err = s.withdraw(tx, a)
	case Submitted, Scheduled:
		a.State, a.UpdatedAt, a.PublishedAt, a.Published = Draft, s.now(), time.Time{}, Rendering{}
		err = tx.UpdateArticle(a)
	}
	if err != nil {
		return err
	}
	home, err := tx.PersonalBlog(a.AuthorID)
	if err != nil {
		return err
	}
	return tx.MoveArticle(a.ID, home.ID)
}

// managedPublication is a publication whose members the account may choose.
func managedPublication(tx Tx, accountID, blogID int64) (Blog, error) {
	b, err := withMembers(tx, blogID)
	if err != nil {
		return b, err
	}
	return b, mayIn(tx, accountID, blogID, ManageBlog)
}

// withMembers is a blog that can have members.
func withMembers(tx Tx, blogID int64) (Blog, error) {
	b, err := tx.Blog(blogID)
	if err == nil && b.Kind != Publication {
		err = Errorf(Invalid, "This is a personal blog; only publications have members.")
	}
	return b, err
}

// touchMembers renews what shows who writes.
func touchMembers(tx Tx, b Blog) error {
	return tx.Touch(Scope{Kind: SiteScope}, Scope{Kind: BlogScope, ID: b.ID})
}
