package store

import (
	"context"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store/sqlc"
)

// Thread are all comments of an article with their writers, oldest first.
func (s *Store) Thread(ctx context.Context, articleID int64) ([]blog.Comment, error) {
	rows, err := s.queries().Thread(ctx, articleID)
	return each(rows, err, func(row sqlc.ThreadRow) (blog.Comment, error) {
		c := plainComment(row.Comment)
		c.Actor = blog.Actor{ID: row.Comment.ActorID, URI: row.ActorURI, Host: row.Host, Username: row.Username, Name: row.Name, URL: row.ActorURL, BlogID: row.ActorBlog}
		var err error
		c.Actor.Avatar, err = avatarOf(row.Avatar)
		return c, err
	})
}

// LatestComment is a comment with the article it is under.
type LatestComment struct {
	Comment               blog.Comment
	Title, Slug, BlogName string
}

// LatestComments are those that came last under one article or, with 0, under the listed articles of a blog or, with 0
// again, of all blogs.
func (s *Store) LatestComments(ctx context.Context, blogID, articleID int64, max int) ([]LatestComment, error) {
	rows, err := s.queries().LatestComments(ctx, sqlc.LatestCommentsParams{BlogID: blogID, ArticleID: articleID, Max: int64(max)})
	return each(rows, err, func(row sqlc.LatestCommentsRow) (LatestComment, error) {
		c := plainComment(row.Comment)
		c.Actor = blog.Actor{ID: row.Comment.ActorID, URI: row.ActorURI, Host: row.Host, Username: row.Username, Name: row.Name, URL: row.ActorURL, BlogID: row.ActorBlog}
		return LatestComment{Comment: c, Title: row.Title, Slug: row.Slug, BlogName: row.BlogName}, nil
	})
}

// avatarSize is what a thread shows, in pixels of a dense screen.
const avatarSize = 96

// avatarOf is the file of an avatar, from the variants of its copy.
func avatarOf(variants string) (string, error) {
	var avatar blog.Media
	err := decode("variants", variants, &avatar.Variants)
	return avatar.Icon(avatarSize).Name, err
}

// ReactionCounts are the likes, boosts and quotes of an article and its comments.
func (s *Store) ReactionCounts(ctx context.Context, articleID int64) (blog.Reactions, error) {
	rows, err := s.queries().CountReactions(ctx, articleID)
	if err != nil {
		return nil, err
	}
	counts := blog.Reactions{}
	for _, row := range rows {
		if counts[row.CommentID] == nil {
			counts[row.CommentID] = map[blog.ReactionKind]int{}
		}
		counts[row.CommentID][blog.ReactionKind(row.Kind)] = int(row.Reactions)
	}
	return counts, nil
}

// DeskComment is a comment with the article it is under and the comment it answers, if it answers one.
type DeskComment struct {
	Comment               blog.Comment
	Title, Slug, BlogName string
	ParentName            string // of who wrote what it answers; empty when that is the article
	ParentHTML            string // sanitised
	Liked                 bool   // by the person of the filter's blog
}

// CommentFilter chooses among the comments under articles an account may moderate.
type CommentFilter struct {
	AccountID int64
	Own       int64             // personal blog of the account
	State     blog.CommentState // empty for all
	Max, Skip int
}

// DeskComments are the latest comments under articles the account may moderate.
func (s *Store) DeskComments(ctx context.Context, f CommentFilter) ([]DeskComment, error) {
	rows, err := s.queries().CommentsForDesk(ctx, sqlc.CommentsForDeskParams{
		AccountID: f.AccountID, Own: f.Own, State: string(f.State), Max: int64(f.Max), Skip: int64(f.Skip),
	})
	return each(rows, err, func(row sqlc.CommentsForDeskRow) (DeskComment, error) {
		c := plainComment(row.Comment)
		c.Actor = blog.Actor{ID: row.Comment.ActorID, URI: row.ActorURI, Host: row.Host, Username: row.Username, Name: row.Name, URL: row.ActorURL, BlogID: row.ActorBlog}
		desk := DeskComment{Comment: c, Title: row.Title, Slug: row.Slug, BlogName: row.BlogName,
			ParentName: row.ParentName, ParentHTML: row.ParentHtml, Liked: row.Likes > 0}
		if desk.ParentName == "" {
			desk.ParentName = row.ParentUsername
		}
		var err error
		desk.Comment.Actor.Avatar, err = avatarOf(row.Avatar)
		return desk, err
	})
}

// DeskCommentCounts are how many of them there are in each state.
func (s *Store) DeskCommentCounts(ctx context.Context, accountID int64) (map[blog.CommentState]int, error) {
	rows, err := s.queries().CountCommentsForDesk(ctx, accountID)
	if err != nil {
		return nil, err
	}
	counts := map[blog.CommentState]int{}
	for _, row := range rows {
		counts[blog.CommentState(row.State)] = int(row.Comments)
	}
	return counts, nil
}

// CommentByURI is the comment with this id, and its writer.
func (s *Store) CommentByURI(ctx context.Context, uri string) (blog.Comment, error) {
	row, err := s.queries().CommentByURI(ctx, uri)
	return withWriter(ctx, s.queries(), row, err)
}

// CommentByID is the comment with this number, and its writer.
func (s *Store) CommentByID(ctx context.Context, id int64) (blog.Comment, error) {
	row, err := s.queries().Comment(ctx, id)
	return withWriter(ctx, s.queries(), row, err)
}

// ArticleOfEpisode is the article that had this opaque id in some publication; 0 once it is deleted.
func (s *Store) ArticleOfEpisode(ctx context.Context, apID string) (int64, error) {
	row, err := s.queries().Episode(ctx, apID)
	return row.ArticleID, found(err)
}

// Comment implements blog.Tx.
func (tx *Tx) Comment(id int64) (blog.Comment, error) {
	row, err := tx.q.Comment(tx.ctx, id)
	return withWriter(tx.ctx, tx.q, row, err)
}

// CommentByURI implements blog.Tx.
func (tx *Tx) CommentByURI(uri string) (blog.Comment, error) {
	row, err := tx.q.CommentByURI(tx.ctx, uri)
	return withWriter(tx.ctx, tx.q, row, err)
}

func withWriter(ctx context.Context, q *sqlc.Queries, row sqlc.Comment, err error) (blog.Comment, error) {
	if err != nil {
		return blog.Comment{}, found(err)
	}
	c := plainComment(row)
	c.Actor, err = oneActor(q.Actor(ctx, row.ActorID))
	return c, err
}

// InsertComment implements blog.Tx.
func (tx *Tx) InsertComment(c *blog.Comment) (err error) {
	c.ID, err = tx.q.InsertComment(tx.ctx, sqlc.InsertCommentParams{
		URI: c.URI, ArticleID: c.ArticleID, ParentID: c.ParentID, ActorID: c.Actor.ID, State: string(c.State),
		Warning: c.Warning, HTML: c.HTML, Language: c.Language, URL: c.URL, PublishedAt: millis(c.PublishedAt),
		EditedAt: millis(c.EditedAt), ReceivedAt: millis(c.ReceivedAt),
	})
	return err
}

// UpdateComment implements blog.Tx.
func (tx *Tx) UpdateComment(c blog.Comment) error {
	return tx.q.UpdateComment(tx.ctx, sqlc.UpdateCommentParams{
		ID: c.ID, State: string(c.State), Warning: c.Warning, HTML: c.HTML, Language: c.Language, EditedAt: millis(c.EditedAt),
	})
}

// DeleteComment implements blog.Tx.
func (tx *Tx) DeleteComment(id int64) error { return tx.q.DeleteComment(tx.ctx, id) }

// CountReplies implements blog.Tx.
func (tx *Tx) CountReplies(commentID int64) (int, error) {
	n, err := tx.q.CountReplies(tx.ctx, commentID)
	return int(n), err
}

// RemoveActorsWords implements blog.Tx.
func (tx *Tx) RemoveActorsWords(actorID int64) ([]int64, error) {
	articles, err := tx.q.ArticlesReactedTo(tx.ctx, actorID)
	if err != nil {
		return nil, err
	}
	if err := tx.q.RemoveReactionsOf(tx.ctx, actorID); err != nil {
		return nil, err
	}
	if err := tx.q.RemoveMentionsOf(tx.ctx, actorID); err != nil {
		return nil, err
	}
	quoted, err := tx.q.RemoveQuotesBy(tx.ctx, actorID)
	if err != nil {
		return nil, err
	}
	articles = append(articles, quoted...)
	comments, err := tx.q.CommentsOfActor(tx.ctx, actorID)
	if err != nil {
		return nil, err
	}
	for _, row := range comments {
		replies, err := tx.CountReplies(row.ID)
		if err != nil {
			return nil, err
		}
		if replies == 0 {
			err = tx.DeleteComment(row.ID)
		} else {
			c := plainComment(row)
			c.State, c.HTML, c.Warning = blog.CommentRemoved, "", ""
			err = tx.UpdateComment(c)
		}
		if err != nil {
			return nil, err
		}
		articles = append(articles, row.ArticleID)
	}
	return articles, nil
}

// grave is what is remembered of something an actor took away: nobody buries what is another's.
func grave(actorURI, uri string) string { return actorURI + " " + uri }

// Bury implements blog.Tx.
func (tx *Tx) Bury(actorURI, uri string, at time.Time) error {
	return tx.q.Bury(tx.ctx, sqlc.BuryParams{URI: grave(actorURI, uri), At: millis(at)})
}

// Buried implements blog.Tx.
func (tx *Tx) Buried(actorURI, uri string, since time.Time) (bool, error) {
	n, err := tx.q.Buried(tx.ctx, sqlc.BuriedParams{URI: grave(actorURI, uri), At: millis(since)})
	return n > 0, err
}

// Unbury implements blog.Tx.
func (tx *Tx) Unbury(actorURI, uri string) error { return tx.q.Unbury(tx.ctx, grave(actorURI, uri)) }

// RemoveReactionTo implements blog.Tx.
func (tx *Tx) RemoveReactionTo(actorURI string, kind blog.ReactionKind, to blog.Target) error {
	n, err := tx.q.RemoveReactionTo(tx.ctx, sqlc.RemoveReactionToParams{Kind: string(kind), ArticleID: to.ArticleID, CommentID: to.CommentID, Actor: actorURI})
	if err == nil && n == 0 {
		return blog.ErrNotFound
	}
	return err
}

// KnownCommenter implements blog.Tx.
func (tx *Tx) KnownCommenter(actorID, blogID int64) (bool, error) {
	n, err := tx.q.KnownCommenter(tx.ctx, sqlc.KnownCommenterParams{ActorID: actorID, BlogID: blogID})
	return n > 0, err
}

// AddReaction implements blog.Tx.
func (tx *Tx) AddReaction(r blog.Reacted, at time.Time) error {
	_, err := tx.q.AddReaction(tx.ctx, sqlc.AddReactionParams{
		Kind: string(r.Kind), ActorID: r.Actor.ID, ArticleID: r.To.ArticleID, CommentID: r.To.CommentID,
		Activity: r.Activity, CreatedAt: millis(at),
	})
	return err
}

// RemoveReaction implements blog.Tx.
func (tx *Tx) RemoveReaction(actorURI, activity string) (int64, error) {
	actor, err := tx.ActorByURI(actorURI)
	if err != nil {
		return 0, err
	}
	row, err := tx.q.ReactionByActivity(tx.ctx, sqlc.ReactionByActivityParams{Activity: activity, ActorID: actor.ID})
	if err != nil {
		return 0, found(err)
	}
	_, err = tx.q.RemoveReaction(tx.ctx, sqlc.RemoveReactionParams{
		Kind: row.Kind, ActorID: row.ActorID, ArticleID: row.ArticleID, CommentID: row.CommentID,
	})
	return row.ArticleID, err
}

func plainComment(row sqlc.Comment) blog.Comment {
	return blog.Comment{
		ID: row.ID, URI: row.URI, ArticleID: row.ArticleID, ParentID: row.ParentID, Actor: blog.Actor{ID: row.ActorID},
		State: blog.CommentState(row.State), Warning: row.Warning, HTML: row.HTML, Language: row.Language, URL: row.URL,
		PublishedAt: fromMillis(row.PublishedAt), EditedAt: fromMillis(row.EditedAt), ReceivedAt: fromMillis(row.ReceivedAt),
	}
}
