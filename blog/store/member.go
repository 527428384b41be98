package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// MemberRole is the account's role in the blog; "" when it has none.
func (s *Store) MemberRole(ctx context.Context, blogID, accountID int64) (blog.MemberRole, error) {
	return memberRole(s.queries().MemberRole(ctx, sqlc.MemberRoleParams{BlogID: blogID, AccountID: accountID}))
}

// Members are the people of a blog.
func (s *Store) Members(ctx context.Context, blogID int64) ([]blog.Member, error) {
	rows, err := s.queries().Members(ctx, blogID)
	return each(rows, err, plainMember)
}

// NamedMember is a member with the account.
type NamedMember struct {
	Account blog.Account
	Role    blog.MemberRole
}

// NamedMembers are the people of a blog: owners, editors, writers, each by their names.
func (s *Store) NamedMembers(ctx context.Context, blogID int64) ([]NamedMember, error) {
	rows, err := s.queries().MembersWithNames(ctx, blogID)
	return each(rows, err, func(row sqlc.MembersWithNamesRow) (NamedMember, error) {
		a, err := account(row.Account, nil)
		return NamedMember{Account: a, Role: blog.MemberRole(row.Role)}, err
	})
}

// NamedInvitation is an invitation with the names people know.
type NamedInvitation struct {
	blog.Invitation
	Blog    blog.Blog
	Name    string // of who is invited, as in the handle
	Invited string // the same, as shown
	Inviter string
}

// InvitationsTo are those that wait for the account's answer.
func (s *Store) InvitationsTo(ctx context.Context, accountID int64) ([]NamedInvitation, error) {
	return s.invitations(ctx, sqlc.InvitationsOfParams{AccountID: accountID})
}

// InvitationsBy are those a publication waits for.
func (s *Store) InvitationsBy(ctx context.Context, blogID int64) ([]NamedInvitation, error) {
	return s.invitations(ctx, sqlc.InvitationsOfParams{BlogID: blogID})
}

func (s *Store) invitations(ctx context.Context, of sqlc.InvitationsOfParams) ([]NamedInvitation, error) {
	rows, err := s.queries().InvitationsOf(ctx, of)
	return each(rows, err, func(row sqlc.InvitationsOfRow) (NamedInvitation, error) {
		b, err := plainBlog(row.Blog)
		return NamedInvitation{Blog: b, Name: row.Invited, Invited: row.InvitedName, Inviter: row.Inviter,
			Invitation: blog.Invitation{BlogID: b.ID, AccountID: row.AccountID, Role: blog.MemberRole(row.Role), CreatedAt: fromMillis(row.CreatedAt)},
		}, err
	})
}

// HandedBack is what an editor said about an article when it went back, and the editor's name; ErrNotFound when none did.
func (s *Store) HandedBack(ctx context.Context, articleID int64) (said blog.HandedBack, editor string, err error) {
	row, err := s.queries().HandedBack(ctx, articleID)
	return blog.HandedBack{ArticleID: articleID, Note: row.Note, At: fromMillis(row.At)}, row.Editor, found(err)
}

// MemberRole implements blog.Tx.
func (tx *Tx) MemberRole(blogID, accountID int64) (blog.MemberRole, error) {
	return memberRole(tx.q.MemberRole(tx.ctx, sqlc.MemberRoleParams{BlogID: blogID, AccountID: accountID}))
}

// Members implements blog.Tx.
func (tx *Tx) Members(blogID int64) ([]blog.Member, error) {
	rows, err := tx.q.Members(tx.ctx, blogID)
	return each(rows, err, plainMember)
}

// SetMember implements blog.Tx.
func (tx *Tx) SetMember(m blog.Member) error {
	return tx.q.SetMember(tx.ctx, sqlc.SetMemberParams{BlogID: m.BlogID, AccountID: m.AccountID, Role: string(m.Role)})
}

// RemoveMember implements blog.Tx.
func (tx *Tx) RemoveMember(blogID, accountID int64) error {
	return tx.q.RemoveMember(tx.ctx, sqlc.RemoveMemberParams{BlogID: blogID, AccountID: accountID})
}

// Invitation implements blog.Tx.
func (tx *Tx) Invitation(blogID, accountID int64) (blog.Invitation, error) {
	row, err := tx.q.InvitationFor(tx.ctx, sqlc.InvitationForParams{BlogID: blogID, AccountID: accountID})
	return blog.Invitation{BlogID: row.BlogID, AccountID: row.AccountID, Role: blog.MemberRole(row.Role), InvitedBy: row.InvitedBy,
		CreatedAt: fromMillis(row.CreatedAt)}, found(err)
}

// SaveInvitation implements blog.Tx.
func (tx *Tx) SaveInvitation(i blog.Invitation) error {
	return tx.q.SaveInvitation(tx.ctx, sqlc.SaveInvitationParams{BlogID: i.BlogID, AccountID: i.AccountID, Role: string(i.Role),
		InvitedBy: i.InvitedBy, CreatedAt: millis(i.CreatedAt)})
}

// DropInvitation implements blog.Tx.
func (tx *Tx) DropInvitation(blogID, accountID int64) error {
	return tx.q.DropInvitation(tx.ctx, sqlc.DropInvitationParams{BlogID: blogID, AccountID: accountID})
}

// UnpublishedOf implements blog.Tx.
func (tx *Tx) UnpublishedOf(blogID, accountID int64) ([]int64, error) {
	return tx.q.UnpublishedOf(tx.ctx, sqlc.UnpublishedOfParams{BlogID: blogID, AuthorID: accountID})
}

// ArticlesIn implements blog.Tx.
func (tx *Tx) ArticlesIn(blogID int64, max int) ([]int64, error) {
	return tx.q.ArticlesIn(tx.ctx, sqlc.ArticlesInParams{BlogID: blogID, Max: int64(max)})
}

// MoveArticle implements blog.Tx.
func (tx *Tx) MoveArticle(articleID, blogID int64) error {
	if err := tx.q.OrphanSlugs(tx.ctx, articleID); err != nil {
		return err
	}
	return tx.q.MoveArticle(tx.ctx, sqlc.MoveArticleParams{ID: articleID, BlogID: blogID})
}

// SaveHandedBack implements blog.Tx.
func (tx *Tx) SaveHandedBack(h blog.HandedBack) error {
	return tx.q.SaveHandedBack(tx.ctx, sqlc.SaveHandedBackParams{ArticleID: h.ArticleID, AccountID: h.AccountID, Note: h.Note, At: millis(h.At)})
}

// DropHandedBack implements blog.Tx.
func (tx *Tx) DropHandedBack(articleID int64) error { return tx.q.DropHandedBack(tx.ctx, articleID) }

// SetBlogOwner implements blog.Tx.
func (tx *Tx) SetBlogOwner(blogID, accountID int64) error {
	return tx.q.SetBlogOwner(tx.ctx, sqlc.SetBlogOwnerParams{ID: blogID, AccountID: accountID})
}

// EndBlog implements blog.Tx.
func (tx *Tx) EndBlog(blogID int64, at time.Time) error {
	if err := tx.q.DropMembers(tx.ctx, blogID); err != nil {
		return err
	}
	if err := tx.q.DropInvitations(tx.ctx, blogID); err != nil {
		return err
	}
	return tx.q.MarkBlogDeleted(tx.ctx, sqlc.MarkBlogDeletedParams{ID: blogID, DeletedAt: millis(at)})
}

func memberRole(role string, err error) (blog.MemberRole, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return blog.MemberRole(role), err
}

func plainMember(row sqlc.Member) (blog.Member, error) {
	return blog.Member{BlogID: row.BlogID, AccountID: row.AccountID, Role: blog.MemberRole(row.Role)}, nil
}
