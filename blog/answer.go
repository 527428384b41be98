package blog

import (
	"context"
	"errors"
	"strings"
	"time"

	"pamphlet/content"
)

// Answer is what one of our people wrote to a comment or article, here or elsewhere.
type Answer struct {
	ID           int64
	APID         string // opaque, for ever: the last segment of https://HOST/ap/comments/APID
	BlogID       int64  // the personal blog of who wrote it
	ArticleID    int64  // in whose thread it stands; 0 for an answer to something elsewhere
	InReplyTo    string // id of what it answers
	ActorID      int64  // who wrote that; 0 when it is an article of this site
	CommunityID  int64  // the actor of the community elsewhere in which that stands; 0 for none
	Conversation string // as what it answers names it; may be empty
	Context      string // the same
	Markdown     string
	HTML         string // sanitised
	Language     string // BCP 47
	PublishedAt  time.Time
	EditedAt     time.Time // zero when never edited
	DeletedAt    time.Time // zero while it stands
	RemovedAt    time.Time // by the community; zero while it stands there
	Removal      string    // what its moderators said about that; may be empty
}

// Answered is what an answer is to: something in a thread here, or with no ArticleID a thing elsewhere.
type Answered struct {
	Target
	Object       string // id of the thing elsewhere
	Actor        Actor  // who wrote it
	Community    Actor  // in which it stands elsewhere; zero for none
	Conversation string // as the thing names it; may be empty
	Context      string // the same
}

// AnswerChanged is the job that follows an answer, its edit and its deletion: other servers are told.
type AnswerChanged struct {
	APID   string    `json:"ap_id"`
	Change Change    `json:"change"`
	At     time.Time `json:"at"` // tells one edit from the next
}

// Kind implements Job.
func (AnswerChanged) Kind() string { return "answer_changed" }

// maxAnswer is the longest answer, in bytes of Markdown. It goes around the world with its HTML.
const maxAnswer = 20 << 10

// Answer writes an answer as the person of an account. Everybody who has an account may join a
// discussion on this site, unless its blog blocks them.
func (s *Service) Answer(ctx context.Context, accountID int64, to Answered, markdown string) (Answer, error) {
	markdown, html, err := answerText(markdown)
	if err != nil {
		return Answer{}, err
	}
	var a Answer
	err = s.cfg.Write(ctx, func(tx Tx) error {
		me, err := ownActor(tx, accountID)
		if err != nil {
			return err
		}
		now := s.now()
		a = Answer{
			APID: newID(), BlogID: me.BlogID, Markdown: markdown, HTML: html, PublishedAt: now,
			InReplyTo: to.Object, Conversation: to.Conversation, Context: to.Context,
		}
		own, err := tx.Blog(me.BlogID)
		if err != nil {
			return err
		}
		a.Language = own.Language
		if to.ArticleID != 0 {
			err = s.answerInThread(tx, &a, me, to.Target)
		} else {
			err = answerElsewhere(tx, &a, to)
		}
		if err != nil {
			return err
		}
		if err := tx.InsertAnswer(&a); err != nil {
			return err
		}
		return tx.Enqueue(AnswerChanged{APID: a.APID, Change: WasPublished, At: now})
	})
	return a, err
}

// answerInThread shows the answer under its article as well.
func (s *Service) answerInThread(tx Tx, a *Answer, me Actor, to Target) error {
	article, err := tx.Article(to.ArticleID)
	if err != nil {
		return err
	}
	if article.State != Published {
		return Errorf(Conflict, "This article is not published, so nothing can be answered there.")
	}
	if err := notBlocked(tx, article.ID, me); err != nil {
		return err
	}
	base, err := tx.Setting(SettingBaseURL)
	if err != nil {
		return err
	}
	a.ArticleID, a.InReplyTo = article.ID, base+ArticleIDs+article.APID
	if to.CommentID != 0 {
		parent, err := s.answerable(tx, a.BlogID, to)
		if err != nil {
			return err
		}
		a.InReplyTo, a.ActorID = parent.URI, parent.Actor.ID
	}
	id := base + AnswerIDs + a.APID
	err = tx.InsertComment(&Comment{
		URI: id, ArticleID: article.ID, ParentID: to.CommentID, Actor: me, State: CommentShown, HTML: a.HTML,
		Language: a.Language, URL: id, PublishedAt: a.PublishedAt, ReceivedAt: a.PublishedAt,
	})
	if err != nil {
		return err
	}
	return tx.Touch(Scope{Kind: ThreadScope, ID: article.ID})
}

// answerable is the comment to answer. Of what readers do not see, only who may moderate it knows; a held
// one is shown by their answer, since they have looked at it.
func (s *Service) answerable(tx Tx, personal int64, to Target) (Comment, error) {
	parent, err := tx.Comment(to.CommentID)
	if err != nil {
		return Comment{}, err
	}
	if parent.ArticleID != to.ArticleID || parent.State == CommentRemoved {
		return Comment{}, Errorf(Conflict, "This reply was removed, so there is nothing to answer.")
	}
	if parent.State == CommentShown {
		return parent, nil
	}
	own, err := tx.Blog(personal)
	if err != nil {
		return Comment{}, err
	}
	m, err := moderated(tx, own.AccountID, parent.ID)
	if err != nil {
		return Comment{}, err
	}
	if parent.State == CommentHeld {
		err = s.setCommentState(tx, m, CommentShown)
	}
	return parent, err
}

func answerElsewhere(tx Tx, a *Answer, to Answered) error {
	if to.Object == "" {
		return Errorf(Invalid, "There is nothing to answer here.")
	}
	if err := tx.SaveActor(&to.Actor); err != nil {
		return err
	}
	a.ActorID = to.Actor.ID
	if to.Community.URI == "" {
		return nil
	}
	err := tx.SaveActor(&to.Community)
	a.CommunityID = to.Community.ID
	return err
}

// EditAnswer changes an answer of one's own, everywhere.
func (s *Service) EditAnswer(ctx context.Context, accountID int64, apID, markdown string) error {
	markdown, html, err := answerText(markdown)
	if err != nil {
		return err
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := ownAnswer(tx, accountID, apID)
		if err != nil || a.Markdown == markdown {
			return err
		}
		a.Markdown, a.HTML, a.EditedAt = markdown, html, s.now()
		if err := tx.UpdateAnswer(a); err != nil {
			return err
		}
		c, err := commentOfAnswer(tx, a)
		if err != nil {
			return err
		}
		if c != nil {
			c.HTML, c.EditedAt = a.HTML, a.EditedAt
			if err := tx.UpdateComment(*c); err != nil {
				return err
			}
			if err := tx.Touch(Scope{Kind: ThreadScope, ID: c.ArticleID}); err != nil {
				return err
			}
		}
		return tx.Enqueue(AnswerChanged{APID: a.APID, Change: WasUpdated, At: a.EditedAt})
	})
}

// DeleteAnswer takes an answer of one's own away, everywhere. Its id answers 410 from then on.
func (s *Service) DeleteAnswer(ctx context.Context, accountID int64, apID string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		a, err := ownAnswer(tx, accountID, apID)
		if err != nil {
			return err
		}
		c, err := commentOfAnswer(tx, a)
		if err != nil {
			return err
		}
		if c != nil {
			if err := removeComment(tx, *c); err != nil {
				return err
			}
		}
		return s.endAnswer(tx, a)
	})
}

// endAnswer empties an answer and has its copies elsewhere deleted.
func (s *Service) endAnswer(tx Tx, a Answer) error {
	a.Markdown, a.HTML, a.DeletedAt = "", "", s.now()
	if err := tx.UpdateAnswer(a); err != nil {
		return err
	}
	return tx.Enqueue(AnswerChanged{APID: a.APID, Change: WasWithdrawn, At: a.DeletedAt})
}

// answerText checks what was written and derives its HTML.
func answerText(markdown string) (string, string, error) {
	markdown = strings.TrimSpace(normalise(markdown))
	if markdown == "" {
		return "", "", FieldError("markdown", "There is no text yet. Write your answer first.")
	}
	if err := checkLength("markdown", "answer", markdown, maxAnswer); err != nil {
		return "", "", err
	}
	return markdown, content.CommentMarkdown(markdown), nil
}

// ownAnswer is an answer if this account's person wrote it and did not delete it.
func ownAnswer(tx Tx, accountID int64, apID string) (Answer, error) {
	a, err := tx.AnswerByAPID(apID)
	if err != nil {
		return Answer{}, err
	}
	personal, err := tx.PersonalBlog(accountID)
	if err != nil {
		return Answer{}, err
	}
	if a.BlogID != personal.ID || !a.DeletedAt.IsZero() {
		return Answer{}, ErrNotFound
	}
	return a, nil
}

// commentOfAnswer is the answer's place in a thread here; nil where it has none.
func commentOfAnswer(tx Tx, a Answer) (*Comment, error) {
	if a.ArticleID == 0 {
		return nil, nil //nolint:nilnil // to have none is an answer here
	}
	base, err := tx.Setting(SettingBaseURL)
	if err != nil {
		return nil, err
	}
	c, err := tx.CommentByURI(base + AnswerIDs + a.APID)
	if errors.Is(err, ErrNotFound) || (err == nil && c.State == CommentRemoved) {
		return nil, nil //nolint:nilnil // the same: it went with its article
	}
	return &c, err
}
