package store

import (
	"context"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// AnswerByAPID is the answer with this opaque id, also one that was deleted.
func (s *Store) AnswerByAPID(ctx context.Context, apID string) (blog.Answer, error) {
	return oneAnswer(s.queries().AnswerByAPID(ctx, apID))
}

// CountAnswers is how many answers our people wrote and did not delete.
func (s *Store) CountAnswers(ctx context.Context) (int, error) {
	n, err := s.queries().CountAnswers(ctx)
	return int(n), err
}

// AnswersTo are what one person answered to a thing, oldest first.
func (s *Store) AnswersTo(ctx context.Context, blogID int64, object string) ([]blog.Answer, error) {
	rows, err := s.queries().AnswersTo(ctx, sqlc.AnswersToParams{BlogID: blogID, InReplyTo: object})
	return each(rows, err, func(row sqlc.Answer) (blog.Answer, error) { return oneAnswer(row, nil) })
}

// AnswerByAPID implements blog.Tx.
func (tx *Tx) AnswerByAPID(apID string) (blog.Answer, error) {
	return oneAnswer(tx.q.AnswerByAPID(tx.ctx, apID))
}

// InsertAnswer implements blog.Tx.
func (tx *Tx) InsertAnswer(a *blog.Answer) (err error) {
	a.ID, err = tx.q.InsertAnswer(tx.ctx, sqlc.InsertAnswerParams{
		APID: a.APID, BlogID: a.BlogID, ArticleID: a.ArticleID, InReplyTo: a.InReplyTo, ActorID: a.ActorID, CommunityID: a.CommunityID,
		Conversation: a.Conversation, Context: a.Context, Markdown: a.Markdown, HTML: a.HTML, Language: a.Language,
		PublishedAt: millis(a.PublishedAt),
	})
	return err
}

// UpdateAnswer implements blog.Tx.
func (tx *Tx) UpdateAnswer(a blog.Answer) error {
	return tx.q.UpdateAnswer(tx.ctx, sqlc.UpdateAnswerParams{
		ID: a.ID, Markdown: a.Markdown, HTML: a.HTML, EditedAt: millis(a.EditedAt), DeletedAt: millis(a.DeletedAt),
		RemovedAt: millis(a.RemovedAt), Removal: a.Removal,
	})
}

func oneAnswer(row sqlc.Answer, err error) (blog.Answer, error) {
	return blog.Answer{
		ID: row.ID, APID: row.APID, BlogID: row.BlogID, ArticleID: row.ArticleID, InReplyTo: row.InReplyTo, ActorID: row.ActorID, CommunityID: row.CommunityID,
		Conversation: row.Conversation, Context: row.Context, Markdown: row.Markdown, HTML: row.HTML, Language: row.Language,
		PublishedAt: fromMillis(row.PublishedAt), EditedAt: fromMillis(row.EditedAt), DeletedAt: fromMillis(row.DeletedAt),
		RemovedAt: fromMillis(row.RemovedAt), Removal: row.Removal,
	}, found(err)
}
