package blog

import (
	"context"
	"errors"
	"strings"
	"time"
)

// Invitation asks somebody who has an account here to write for a publication.
type Invitation struct {
	BlogID    int64
	AccountID int64
	Role      MemberRole
	InvitedBy int64 // account
	CreatedAt time.Time
}

// Invite asks an account to join a publication in a role. Asked again, the new role counts.
func (s *Service) Invite(ctx context.Context, accountID, blogID int64, name string, role MemberRole) error {
	name, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(name), "@"), "@") // as people write handles
	if name == "" {
		return FieldError("name", "Write the name of the person you invite, as in their handle.")
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		b, err := managedPublication(tx, accountID, blogID)
		if err != nil {
			return err
		}
		account, err := tx.AccountByName(name)
		if errors.Is(err, ErrNotFound) {
			return FieldError("name", "Nobody here is named “%s”. Members need an account on this site; who runs it can make one.", name)
		}
		if err != nil {
			return err
		}
		present, err := tx.MemberRole(blogID, account.ID)
		if err != nil {
			return err
		}
		if present != "" {
			return FieldError("name", "%s is a member already. Change the role in the list.", account.DisplayName)
		}
		return tx.SaveInvitation(Invitation{BlogID: b.ID, AccountID: account.ID, Role: role, InvitedBy: accountID, CreatedAt: s.now()})
	})
}

// AnswerInvitation accepts or declines one's own invitation. It holds as long as who invited may choose members.
func (s *Service) AnswerInvitation(ctx context.Context, accountID, blogID int64, accept bool) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		b, err := withMembers(tx, blogID)
		if err != nil {
			return err
		}
		i, err := tx.Invitation(blogID, accountID)
		if errors.Is(err, ErrNotFound) {
			return Errorf(NotFound, "This invitation was taken back.")
		}
		if err != nil {
			return err
		}
		if err := tx.DropInvitation(blogID, accountID); err != nil || !accept {
			return err
		}
		inviter, err := tx.MemberRole(blogID, i.InvitedBy)
		if err != nil {
			return err
		}
		if !inviter.Can(ManageBlog) {
			return Errorf(Conflict, "Who invited you is no owner of this publication any more. Ask one of its owners to invite you.")
		}
		if err := tx.SetMember(Member{BlogID: blogID, AccountID: accountID, Role: i.Role}); err != nil {
			return err
		}
		return touchMembers(tx, b)
	})
}

// TakeBackInvitation ends an invitation that was not answered; one that is not there is a success.
func (s *Service) TakeBackInvitation(ctx context.Context, accountID, blogID, invitedID int64) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if _, err := managedPublication(tx, accountID, blogID); err != nil {
			return err
		}
		return tx.DropInvitation(blogID, invitedID)
	})
}
