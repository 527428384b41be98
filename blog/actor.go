package blog

import "time"

// Actor is somebody on the Fediverse, as known here: nearly always on another server. Our own people have
// one once they speak in a thread or like something.
type Actor struct {
	ID          int64
	URI         string // the id of their actor document
	Host        string // authority of URI, with its port
	Kind        string // Person, Group, Service, Application or Organization
	Username    string
	Name        string // display name; may be empty
	URL         string // their page
	AvatarURL   string // on their server; never shown to readers' browsers
	Avatar      string // file name of our copy, in threads and lists of followers; empty until there is one
	Inbox       string
	SharedInbox string // may be empty
	Followers   string // id of their followers collection; may be empty
	KeyID       string
	PublicKey   string // PEM
	FetchedAt   time.Time
	GoneAt      time.Time // zero while the account exists
	BlogID      int64     // our own person's blog; 0 for people of other servers
}

// DeliverTo is where activities for this actor go: one inbox for a whole server where it has one.
func (a Actor) DeliverTo() string {
	if a.SharedInbox != "" {
		return a.SharedInbox
	}
	return a.Inbox
}

// Destination is an inbox and the authority of its server.
type Destination struct{ Host, Inbox string }

// Personal is the actor's own inbox, for what is only about them.
func (a Actor) Personal() Destination { return Destination{a.Host, a.Inbox} }

// Shared is where public activities for the actor go, as DeliverTo says.
func (a Actor) Shared() Destination { return Destination{a.Host, a.DeliverTo()} }

// Follower is an actor that follows a blog.
type Follower struct {
	Actor  Actor
	BlogID int64
	Since  time.Time
}
