package blog

import (
	"context"
	"errors"
	"time"
)

// maxComment is the most text of a comment that is kept, in bytes of its HTML.
const maxComment = 100 << 10

// Received is a verified, public reply that arrived.
type Received struct {
	Activity string // id of the Create; empty for a reply that was fetched
	To       Target
	Comment  Comment  // with its Actor; HTML already sanitised
	Announce Outgoing // by which its publication passes it on; zero where there is none
}

// ReceiveComment puts a reply into the thread of its article. Repeats, replies of people who are
// blocked and replies that were deleted before they came change nothing.
func (s *Service) ReceiveComment(ctx context.Context, in Received) error {
	c := in.Comment
	if len(c.HTML) > maxComment {
		return Errorf(Invalid, "This reply is too long to be shown here.")
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := s.firstSeen(tx, in.Activity); err != nil || !fresh {
			return err
		}
		wanted, err := mayReply(tx, in)
		if err != nil || !wanted {
			return err
		}
		if err := tx.SaveActor(&c.Actor); err != nil {
			return err
		}
		c.ArticleID, c.ParentID, c.ReceivedAt = in.To.ArticleID, in.To.CommentID, s.now()
		if c.State, err = firstState(tx, c); err != nil {
			return err
		}
		if err := plausible(tx, &c); err != nil {
			return err
		}
		if err := tx.InsertComment(&c); err != nil {
			return err
		}
		if err := keepAnnounce(tx, in.Announce, c.State == CommentShown); err != nil {
			return err
		}
		if err := s.wantAvatar(tx, c.Actor); err != nil {
			return err
		}
		// It may have been kept for whom it names while its place was not known.
		if err := tx.RemoveMention(c.Actor.URI, c.URI); err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: ThreadScope, ID: c.ArticleID})
	})
}

// firstSeen marks an activity as seen. What was fetched has none: it is known by its own id.
func (s *Service) firstSeen(tx Tx, activity string) (bool, error) {
	if activity == "" {
		return true, nil
	}
	return tx.MarkSeen(activity, s.now())
}

// plausible keeps a reply's date between its article and now: their clock is not ours, and who dates a
// reply back would stand before everybody else.
func plausible(tx Tx, c *Comment) error {
	a, err := tx.Article(c.ArticleID)
	if err != nil {
		return err
	}
	early := a.PublishedAt.Sub(c.PublishedAt) > time.Minute
	if c.PublishedAt.IsZero() || early || c.PublishedAt.After(c.ReceivedAt) {
		c.PublishedAt = c.ReceivedAt
	}
	return nil
}

// firstState is shown, or held where the blog wants to look at strangers first.
func firstState(tx Tx, c Comment) (CommentState, error) {
	a, err := tx.Article(c.ArticleID)
	if err != nil {
		return "", err
	}
	b, err := tx.Blog(a.BlogID)
	if err != nil || !b.HoldStrangers {
		return CommentShown, err
	}
	known, err := tx.KnownCommenter(c.Actor.ID, b.ID)
	if known {
		return CommentShown, err
	}
	return CommentHeld, err
}

// mayReply reports whether a reply belongs into its thread.
func mayReply(tx Tx, in Received) (bool, error) {
	if err := notBlocked(tx, in.To.ArticleID, in.Comment.Actor); err != nil {
		return false, err
	}
	if buried, err := tx.Buried(in.Comment.Actor.URI, in.Comment.URI, time.Time{}); err != nil || buried {
		return false, err
	}
	_, err := tx.CommentByURI(in.Comment.URI)
	if errors.Is(err, ErrNotFound) {
		return true, nil
	}
	return false, err // known already
}

// notBlocked fails for somebody the article's blog refuses.
func notBlocked(tx Tx, articleID int64, actor Actor) error {
	a, err := tx.Article(articleID)
	if err != nil {
		return err
	}
	blocked, err := tx.Blocked(a.BlogID, actor.URI, actor.Host)
	if err == nil && blocked {
		return Errorf(Forbidden, "You cannot reply here.")
	}
	return err
}

// EditComment changes a comment to what its writer made of it. Only its own writer can; an unknown
// comment, and an edit older than the one we have, change nothing.
func (s *Service) EditComment(ctx context.Context, in Received) error {
	edit := in.Comment
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := tx.MarkSeen(in.Activity, s.now()); err != nil || !fresh {
			return err
		}
		c, err := ownComment(tx, edit.Actor.URI, edit.URI)
		if c == nil || err != nil {
			return err
		}
		if err := notBlocked(tx, c.ArticleID, edit.Actor); err != nil {
			return err
		}
		if c.State == CommentRemoved || (!edit.EditedAt.IsZero() && edit.EditedAt.Before(c.EditedAt)) {
			return nil
		}
		c.HTML, c.Warning, c.Language, c.EditedAt = edit.HTML, edit.Warning, edit.Language, edit.EditedAt
		if c.EditedAt.IsZero() {
			c.EditedAt = s.now()
		}
		if err := tx.UpdateComment(*c); err != nil {
			return err
		}
		if err := keepAnnounce(tx, in.Announce, c.State == CommentShown); err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: ThreadScope, ID: c.ArticleID})
	})
}

// RemoveComment takes a comment away because its writer deleted it. An unknown one is remembered,
// so that a Create that comes late does not bring it back.
func (s *Service) RemoveComment(ctx context.Context, in Removed) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := tx.MarkSeen(in.Activity, s.now()); err != nil || !fresh {
			return err
		}
		c, err := ownComment(tx, in.ActorURI, in.URI)
		if err != nil {
			return err
		}
		if err := tx.Bury(in.ActorURI, in.URI, s.now()); err != nil {
			return err
		}
		if err := removeQuotation(tx, in.ActorURI, in.URI); err != nil {
			return err
		}
		if c == nil {
			return tx.RemoveMention(in.ActorURI, in.URI)
		}
		if err := keepAnnounce(tx, in.Announce, c.State != CommentHeld); err != nil {
			return err
		}
		return removeComment(tx, *c)
	})
}

// Removed is a verified Delete, or Undo of a reaction, that arrived.
type Removed struct {
	Activity string // its id
	ActorURI string
	URI      string   // of what is taken away
	Announce Outgoing // by which its publication passes it on; zero where there is none
}

// removeComment deletes a comment, or leaves a placeholder where others replied to it.
func removeComment(tx Tx, c Comment) error {
	replies, err := tx.CountReplies(c.ID)
	if err != nil {
		return err
	}
	if replies == 0 {
		err = tx.DeleteComment(c.ID)
	} else {
		c.State, c.HTML, c.Warning = CommentRemoved, "", ""
		err = tx.UpdateComment(c)
	}
	if err != nil {
		return err
	}
	return tx.Touch(Scope{Kind: ThreadScope, ID: c.ArticleID})
}

// ownComment is the comment with this id if the actor wrote it; nil when it is not known.
func ownComment(tx Tx, actorURI, uri string) (*Comment, error) {
	c, err := tx.CommentByURI(uri)
	if errors.Is(err, ErrNotFound) {
		return nil, nil //nolint:nilnil // not known is an answer here
	}
	if err != nil {
		return nil, err
	}
	if c.Actor.URI != actorURI {
		return nil, Errorf(Forbidden, "Only who wrote this can change it.")
	}
	return &c, nil
}
