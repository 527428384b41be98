package blog

// ProfileChanged is the job that follows a change of what a blog or its person looks like to others:
// followers are told. Its work is wired in cmd.
type ProfileChanged struct {
	BlogID int64 `json:"blog"`
	Change int64 `json:"change"` // milliseconds since 1970: tells one change from the next
}

// Kind implements Job.
func (ProfileChanged) Kind() string { return "profile_changed" }

// profileChanged marks the pages that show the blog, which are all over the site, and leaves the job.
func (s *Service) profileChanged(tx Tx, blogID int64) error {
	if err := tx.Touch(Scope{Kind: SiteScope}, Scope{Kind: BlogScope, ID: blogID}); err != nil {
		return err
	}
	return tx.Enqueue(ProfileChanged{BlogID: blogID, Change: s.now().UnixMilli()})
}
