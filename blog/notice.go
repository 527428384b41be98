package blog

import (
	"context"
	"time"
)

// Notice is something others did to the blogs and articles of an account.
type Notice struct {
	Kind      NoticeKind
	At        time.Time
	Actor     Actor        // only what is shown is filled in
	CommentID int64        // the reply; or the reply that was liked or boosted, 0 for the article itself
	State     CommentState // of the reply, when it is one
	Blog      Blog         // only its name and title
	Title     string
	Slug      string // of the article; empty for a follow or mention
	Object    string // id of the post that mentions or quotes, or that the removed answer was to
	Words     string // the post's beginning, in plain text; or why the answer was removed
}

// NoticeKind is what somebody did.
type NoticeKind string

// The kinds of notice.
const (
	GotReply    NoticeKind = "reply"
	GotLike     NoticeKind = "like"
	GotBoost    NoticeKind = "boost"
	GotFollower NoticeKind = "follow"
	GotMention  NoticeKind = "mention" // in a post elsewhere
	GotQuote    NoticeKind = "quote"   // the same
	GotRemoval  NoticeKind = "removal" // of an answer, by the community elsewhere in which it stood
)

// Noticed remembers that an account has seen its notices up to a moment.
func (s *Service) Noticed(ctx context.Context, accountID int64, upTo time.Time) error {
	return s.cfg.Write(ctx, func(tx Tx) error { return tx.SetNoticedAt(accountID, upTo) })
}
