package blog

// PassOn is the job that has a publication tell its followers what others did in its threads: everything it keeps
// about one thing, in the order it came.
type PassOn struct {
	Object string `json:"object"`
}

// Kind implements Job.
func (PassOn) Kind() string { return "pass_on" }

// keepAnnounce keeps a publication's Announce of what arrived, and passes it on at once if readers may see that. The
// zero Outgoing is for what no publication passes on.
func keepAnnounce(tx Tx, announce Outgoing, now bool) error {
	if announce.APID == "" {
		return nil
	}
	if err := tx.InsertActivity(&announce); err != nil || !now {
		return err
	}
	return tx.Enqueue(PassOn{Object: announce.Object})
}
