package blog

import "context"

// PublicationEnded is the job that tells other servers that a publication was deleted.
type PublicationEnded struct {
	BlogID int64 `json:"blog"`
}

// Kind implements Job.
func (PublicationEnded) Kind() string { return "publication_ended" }

// endChunk is how many articles one transaction takes out of a publication.
const endChunk = 50

// DeletePublication ends a publication for good: its articles are withdrawn and go to the own blogs of who wrote them,
// its members and invitations end, its name stays taken. Cut off in between, it can be asked for again.
func (s *Service) DeletePublication(ctx context.Context, accountID, blogID int64) error {
	for more := true; more; {
		err := s.cfg.Write(ctx, func(tx Tx) (err error) {
			b, err := managedPublication(tx, accountID, blogID)
			if err != nil {
				return err
			}
			articles, err := tx.ArticlesIn(blogID, endChunk)
			if err != nil {
				return err
			}
			for _, id := range articles {
				if err := s.takeHome(tx, id); err != nil {
					return err
				}
			}
			if more = len(articles) == endChunk; more {
				return nil
			}
			if err := tx.EndBlog(blogID, s.now()); err != nil {
				return err
			}
			if err := touchMembers(tx, b); err != nil {
				return err
			}
			return tx.Enqueue(PublicationEnded{BlogID: blogID})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
