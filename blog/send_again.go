package blog

import (
	"context"
	"slices"
)

// SendAgain gives an article, or its withdrawal, once more to a server that refused it or did not answer for days; with
// host "" to all of them. Who may publish may do this. A server to which something about the article is still on its way
// is left alone, so pressing twice sends once.
func (s *Service) SendAgain(ctx context.Context, accountID, articleID int64, host string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayPublish(tx, accountID, articleID); err != nil {
			return err
		}
		hosts, err := tx.Unreached(articleID)
		if err != nil {
			return err
		}
		if host != "" {
			if !slices.Contains(hosts, host) {
				return Errorf(Conflict, "Nothing was sent again: %s has this article, or it is still on its way there.", host)
			}
			hosts = []string{host}
		}
		if len(hosts) == 0 {
			return Errorf(Conflict, "Nothing was sent again: every server has this article, or it is still on its way there.")
		}
		return sendAgain(tx, articleID, hosts)
	})
}

func sendAgain(tx Tx, articleID int64, hosts []string) error {
	any := false
	for _, host := range hosts {
		sent, err := tx.SendAgain(articleID, host)
		if err != nil {
			return err
		}
		any = any || sent
	}
	if !any {
		return Errorf(Conflict, "Nothing was sent again: nobody there follows any more.")
	}
	return nil
}
