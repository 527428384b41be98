package blog

import (
	"context"
	"errors"
	"time"
)

// RemovalChanged is the job that follows when a moderator takes a reply out of a publication's thread, or shows it
// again: the communities that have it are told.
type RemovalChanged struct {
	Comment   string    `json:"comment"` // its id
	ArticleID int64     `json:"article"`
	AccountID int64     `json:"account"` // in whose name
	Removed   bool      `json:"removed"`
	At        time.Time `json:"at"`
}

// Kind implements Job.
func (RemovalChanged) Kind() string { return "removal_changed" }

// tellRemoval has communities told of what a moderator did, if the reply was ever passed on to them. They believe the
// moderators a publication names: what a moderator of the site does, or the article's author, is told in its owner's
// name.
func (s *Service) tellRemoval(tx Tx, m moderation, removed bool) error {
	told, err := tx.Announced(m.article.BlogID, m.comment.URI)
	if err != nil || !told {
		return err
	}
	name := m.accountID
	if !m.role.Can(Moderate) {
		in, err := tx.Blog(m.article.BlogID)
		if err != nil {
			return err
		}
		name = in.AccountID
	}
	return tx.Enqueue(RemovalChanged{Comment: m.comment.URI, ArticleID: m.article.ID, AccountID: name, Removed: removed, At: s.now()})
}

// Removal is what a community elsewhere says of an answer of ours.
type Removal struct {
	Activity  string // by which it was told
	Community string // id of the actor who says it
	Answer    string // opaque id
	Reason    string // plain text; may be empty
	Undone    bool   // it stands there again
}

// maxReason is how much of a reason is kept, in characters.
const maxReason = 500

// AnswerRemoved takes note of what a community did with an answer that stands in it. Nobody else has a say in it.
func (s *Service) AnswerRemoved(ctx context.Context, r Removal) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := tx.AnswerByAPID(r.Answer)
		if errors.Is(err, ErrNotFound) || (err == nil && !a.DeletedAt.IsZero()) {
			return nil
		}
		if err != nil {
			return err
		}
		in, err := tx.ActorByURI(r.Community)
		if errors.Is(err, ErrNotFound) || (err == nil && in.ID != a.CommunityID) {
			return Errorf(Forbidden, "This does not stand in your community.")
		}
		if err != nil {
			return err
		}
		if fresh, err := tx.MarkSeen(r.Activity, s.now()); err != nil || !fresh {
			return err
		}
		if a.RemovedAt, a.Removal = s.now(), cutRunes(r.Reason, maxReason); r.Undone {
			a.RemovedAt, a.Removal = time.Time{}, ""
		}
		return tx.UpdateAnswer(a)
	})
}

func cutRunes(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
