package blog

import "time"

// Actor is somebody on another server, as known here.
type Actor struct {
	ID          int64
	URI         string // the id of their actor document
	Host        string // authority of URI, with its port
	Kind        string // Person, Group, Service, Application or Organization
	Username    string
	Name        string // display name; may be empty
	URL         string // their page
	AvatarURL   string // on their server; never shown to readers' browsers
	Inbox       string
	SharedInbox string // may be empty
	Followers   string // id of their followers collection; may be empty
	KeyID       string
	PublicKey   string // PEM
	FetchedAt   time.Time
	GoneAt      time.Time // zero while the account exists
}

// DeliverTo is where activities for this actor go: one inbox for a whole server where it has one.
func (a Actor) DeliverTo() string {
	if a.SharedInbox != "" {
		return a.SharedInbox
	}
	return a.Inbox
}

// Follower is an actor that follows a blog.
type Follower struct {
	Actor  Actor
	BlogID int64
	Since  time.Time
}
