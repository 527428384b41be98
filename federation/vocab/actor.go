package vocab

import "encoding/json"

// Actor is a Person, Group, Organization, Service or Application.
type Actor struct {
	Base
	PreferredUsername string
	Inbox             string
	Outbox            string
	Followers         string
	Following         string
	Featured          string
	SharedInbox       string // in "endpoints"
	WebFinger         string // "user@host" (FEP-2c59)

	PublicKey       []PublicKey
	AssertionMethod Items // FEP-521a

	ManuallyApprovesFollowers *bool
	Discoverable              *bool
	Indexable                 *bool // FEP-5feb
	PostingRestrictedToMods   *bool // Lemmy

	Moderators string // a collection; Lemmy

	AlsoKnownAs        []string
	AttributionDomains []string

	endpointsRest map[string]json.RawMessage
}

// PublicKey is a key of an actor. Of a key document only the ID may be known.
type PublicKey struct {
	ID    string
	Owner string
	PEM   string
	Extra map[string]json.RawMessage
}

func (a *Actor) table() []field {
	return append(a.baseFields(),
		field{"preferredUsername", text(&a.PreferredUsername)},
		field{"inbox", iri(&a.Inbox)},
		field{"outbox", iri(&a.Outbox)},
		field{"followers", iri(&a.Followers)},
		field{"following", iri(&a.Following)},
		field{"featured", iri(&a.Featured)},
		field{"moderators", iri(&a.Moderators)},
		field{"endpoints", endpoints{a}},
		field{"webfinger", exact(&a.WebFinger)},
		field{"publicKey", keys{&a.PublicKey}},
		field{"assertionMethod", many{&a.AssertionMethod, always}},
		field{"manuallyApprovesFollowers", boolean{&a.ManuallyApprovesFollowers}},
		field{"discoverable", boolean{&a.Discoverable}},
		field{"indexable", boolean{&a.Indexable}},
		field{"postingRestrictedToMods", boolean{&a.PostingRestrictedToMods}},
		field{"alsoKnownAs", iris{&a.AlsoKnownAs, true}},
		field{"attributionDomains", iris{&a.AttributionDomains, true}},
	)
}

// Actor reads the item as an actor; it fails when only the id is here.
func (i Item) Actor() (*Actor, error) {
	a := &Actor{}
	return a, i.into(a, "an actor")
}

// DecodeActor reads a document as an actor. See [Decode].
func DecodeActor(doc []byte) (*Actor, error) {
	a := &Actor{}
	return a, decode(doc, a, "an actor")
}

// PublicKey reads the item as a key.
func (i Item) PublicKey() PublicKey {
	key := PublicKey{ID: i.ID}
	key.Extra = readFields(i.Raw, key.table())
	return key
}

// Key is the actor's key with that id.
func (a *Actor) Key(id string) (PublicKey, bool) {
	for _, key := range a.PublicKey {
		if key.ID == id {
			return key, true
		}
	}
	return PublicKey{}, false
}

// endpoints is the codec of "endpoints".
type endpoints struct{ of *Actor }

func (c endpoints) table() []field { return []field{{"sharedInbox", iri(&c.of.SharedInbox)}} }

func (c endpoints) read(raw []byte) bool {
	if !isObject(raw) {
		return false
	}
	c.of.endpointsRest = readFields(raw, c.table())
	return true
}
func (c endpoints) empty() bool { return c.of.SharedInbox == "" && len(c.of.endpointsRest) == 0 }
func (c endpoints) write(dst []byte) []byte {
	return writeFields(dst, c.table(), c.of.endpointsRest)
}

// keys is the codec of "publicKey": an object, an array of them, or the id of a key document.
type keys struct{ to *[]PublicKey }

func (k *PublicKey) table() []field {
	return []field{
		{"id", exact(&k.ID)},
		{"owner", iri(&k.Owner)},
		{"publicKeyPem", exact(&k.PEM)},
	}
}

func (c keys) read(raw []byte) bool {
	var found []PublicKey
	for _, element := range elements(raw) {
		key := itemOf(element).PublicKey()
		if key.ID != "" || key.PEM != "" {
			found = append(found, key)
		}
	}
	*c.to = found
	return len(found) > 0
}
func (c keys) empty() bool { return len(*c.to) == 0 }
func (c keys) write(dst []byte) []byte {
	list := make(Items, len(*c.to))
	for i, key := range *c.to {
		if list[i] = Ref(key.ID); key.Owner != "" || key.PEM != "" || len(key.Extra) > 0 {
			list[i].Raw = writeFields(nil, key.table(), key.Extra)
		}
	}
	return many{&list, never}.write(dst)
}
