package blog

import (
	"context"
	"strings"
	"time"
)

// Mention is what somebody says to one of our people elsewhere: a public post that names them, or
// answers what they answered there. It stands in no thread here, so only its beginning is kept.
type Mention struct {
	URI        string // the post's id
	BlogID     int64  // who is meant
	Actor      Actor  // who says it
	Words      string // plain text
	ReceivedAt time.Time
}

// maxMention is how much of a post is kept, in bytes.
const maxMention = 500

// ReceiveMention takes note of posts, one for each of our people they mean. Somebody whom they block is
// not heard.
func (s *Service) ReceiveMention(ctx context.Context, activity string, mentions ...Mention) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if fresh, err := s.firstSeen(tx, activity); err != nil || !fresh {
			return err
		}
		for _, m := range mentions {
			blocked, err := tx.Blocked(m.BlogID, m.Actor.URI, m.Actor.Host)
			if err != nil {
				return err
			}
			buried, err := tx.Buried(m.Actor.URI, m.URI, time.Time{})
			if err != nil {
				return err
			}
			if blocked || buried {
				continue
			}
			if err := tx.SaveActor(&m.Actor); err != nil {
				return err
			}
			m.Words, m.ReceivedAt = beginning(m.Words), s.now()
			if err := tx.SaveMention(m); err != nil {
				return err
			}
		}
		return nil
	})
}

// EditMention changes what was kept of a post to what its writer made of it.
func (s *Service) EditMention(ctx context.Context, actorURI, uri, words string) error {
	return s.cfg.Write(ctx, func(tx Tx) error { return tx.EditMention(actorURI, uri, beginning(words)) })
}

// beginning is as much of a text as is kept, cut between words.
func beginning(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	if len(words) <= maxMention {
		return words
	}
	words = strings.ToValidUTF8(words[:maxMention], "")
	if space := strings.LastIndexByte(words, ' '); space > maxMention/2 {
		words = words[:space]
	}
	return words + " …"
}
