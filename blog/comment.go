package blog

import "time"

// Comment is a reply in the tree under an article, from anywhere on the Fediverse.
type Comment struct {
	ID          int64
	URI         string // its id on its writer's server
	ArticleID   int64
	ParentID    int64 // the comment it answers; 0 for the article itself
	Actor       Actor // its writer; in lists only what is shown is filled in
	State       CommentState
	Warning     string // content warning; plain text, may be empty
	HTML        string // sanitised
	Language    string // BCP 47; empty if unknown
	URL         string // the original, for people
	PublishedAt time.Time
	EditedAt    time.Time // zero when never edited
	ReceivedAt  time.Time
}

// CommentState says who sees a comment.
type CommentState string

// The states of a comment. A removed one stays as a placeholder where others replied to it.
const (
	CommentShown   CommentState = "shown"
	CommentHidden  CommentState = "hidden"  // by a moderator here
	CommentHeld    CommentState = "held"    // until somebody here has looked at it
	CommentRemoved CommentState = "removed" // by its writer, or for good by a moderator
)

// ReactionKind is a way to react that adds no words to the thread.
type ReactionKind string

// The kinds of reaction.
const (
	Like  ReactionKind = "like"
	Boost ReactionKind = "boost"
	Quote ReactionKind = "quote" // see Quotation
	// Dislike is not kept: only the publication's other followers hear of it.
	Dislike ReactionKind = "dislike"
)

// Target is what a reply or reaction is about.
type Target struct {
	ArticleID int64
	CommentID int64 // 0 for the article itself
}

// Reactions are the counts of one article and its comments.
type Reactions map[int64]map[ReactionKind]int // by comment id, 0 for the article
