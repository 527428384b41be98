package vocab

import "strings"

// Public is the collection everybody is in; to address it is to publish. It is always written in full, because
// Pixelfed and PeerTube compare with this text.
const Public = "https://www.w3.org/ns/activitystreams#Public"

// Types of actors.
const (
	TypePerson       = "Person"
	TypeGroup        = "Group"
	TypeOrganization = "Organization"
	TypeService      = "Service"
	TypeApplication  = "Application"
)

// Types of activities.
const (
	TypeAccept       = "Accept"
	TypeAdd          = "Add"
	TypeAnnounce     = "Announce"
	TypeBlock        = "Block"
	TypeCreate       = "Create"
	TypeDelete       = "Delete"
	TypeDislike      = "Dislike"
	TypeEmojiReact   = "EmojiReact" // Akkoma, Pleroma
	TypeFlag         = "Flag"
	TypeFollow       = "Follow"
	TypeLike         = "Like"
	TypeMove         = "Move"
	TypeQuoteRequest = "QuoteRequest" // FEP-044f
	TypeReject       = "Reject"
	TypeRemove       = "Remove"
	TypeUndo         = "Undo"
	TypeUpdate       = "Update"
)

// Types of objects.
const (
	TypeArticle            = "Article"
	TypeAudio              = "Audio"
	TypeDocument           = "Document"
	TypeEvent              = "Event"
	TypeImage              = "Image"
	TypeNote               = "Note"
	TypePage               = "Page"
	TypeQuestion           = "Question"
	TypeQuoteAuthorization = "QuoteAuthorization" // FEP-044f
	TypeTombstone          = "Tombstone"
	TypeVideo              = "Video"
)

// Types of collections.
const (
	TypeCollection            = "Collection"
	TypeCollectionPage        = "CollectionPage"
	TypeOrderedCollection     = "OrderedCollection"
	TypeOrderedCollectionPage = "OrderedCollectionPage"
)

// Types of links and of small things in tags and attachments.
const (
	TypeLink    = "Link"
	TypeMention = "Mention"
	TypeHashtag = "Hashtag"
)

// Kind says which of the value types reads something of a given type best.
type Kind int

// The kinds. A type nobody told us about is KindObject: that reader loses nothing.
const (
	KindObject Kind = iota
	KindActor
	KindActivity
	KindCollection
	KindLink
)

// KindOf gives the kind of an ActivityStreams type. It never fails: unknown types are objects.
func KindOf(typ string) Kind {
	switch typ {
	case TypePerson, TypeGroup, TypeOrganization, TypeService, TypeApplication:
		return KindActor
	case TypeCollection, TypeCollectionPage, TypeOrderedCollection, TypeOrderedCollectionPage:
		return KindCollection
	case TypeLink, TypeMention:
		return KindLink
	case TypeAccept, TypeAdd, TypeAnnounce, TypeBlock, TypeCreate, TypeDelete, TypeDislike, TypeEmojiReact, TypeFlag,
		TypeFollow, TypeLike, TypeMove, TypeReject, TypeRemove, TypeUndo, TypeUpdate,
		// Of the vocabulary, and never seen to matter for a blog:
		"Arrive", "Ignore", "Invite", "Join", "Leave", "Listen", "Offer", "Read", "TentativeAccept", "TentativeReject",
		"Travel", "View":
		return KindActivity
	}
	// QuoteRequest, LikeRequest, FeatureRequest ...: requests of the interaction policies are all activities.
	if strings.HasSuffix(typ, "Request") {
		return KindActivity
	}
	return KindObject
}

// IsPublic tells whether one of the addressees is [Public], in any spelling in use.
func IsPublic(addressees []string) bool {
	for _, id := range addressees {
		if publicAsFull(id) == Public {
			return true
		}
	}
	return false
}

// publicAsFull replaces the short spellings that JSON-LD compaction gives.
func publicAsFull(id string) string {
	if id == "as:Public" || id == "Public" {
		return Public
	}
	return id
}
