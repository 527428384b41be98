package blog

import (
	"context"
	"slices"
)

// maxCoAuthors is how many may have written an article with its first author.
const maxCoAuthors = 10

// SetCoAuthors says who wrote an article with its first author: members of its blog, who may then write on. The first
// author decides it, and who publishes all of the blog. Readers see the names at once.
func (s *Service) SetCoAuthors(ctx context.Context, accountID, articleID int64, accounts []int64) error {
	accounts = slices.Clone(accounts)
	slices.Sort(accounts)
	accounts = slices.Compact(accounts)
	if len(accounts) > maxCoAuthors {
		return FieldError("with", "An article may have %d authors beside the first.", maxCoAuthors)
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := editable(tx, accountID, articleID)
		if err != nil {
			return err
		}
		present, err := tx.CoAuthors(articleID)
		if err != nil || slices.Equal(slices.Sorted(slices.Values(present)), accounts) {
			return err
		}
		role, err := tx.MemberRole(a.BlogID, accountID)
		if err != nil {
			return err
		}
		if a.AuthorID != accountID && !role.Can(PublishAny) {
			return Errorf(Forbidden, "Who wrote an article is said by its first author, or an editor.")
		}
		for _, account := range accounts {
			role, err := tx.MemberRole(a.BlogID, account)
			if err != nil {
				return err
			}
			if account == a.AuthorID || (!role.Can(WriteDrafts) && !slices.Contains(present, account)) {
				return FieldError("with", "Only members of the blog can have written with its author.")
			}
		}
		if err := tx.SetCoAuthors(articleID, accounts); err != nil {
			return err
		}
		return touchArticle(tx, a)
	})
}

// writes tells whether an account is among an article's authors.
func writes(tx Tx, a Article, accountID int64) (bool, error) {
	if a.AuthorID == accountID {
		return true, nil
	}
	return tx.IsCoAuthor(a.ID, accountID)
}
