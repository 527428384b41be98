package vocab

import (
	"encoding/json"
	"maps"
)

// The contexts we write. Servers that do not process JSON-LD want the first string literally, the others need a
// meaning for every further term; nobody has to fetch anything but the two well-known documents.
// Activities, and nothing else, have room for an integrity proof (FEP-8b32).
const (
	plainContext     = `"https://www.w3.org/ns/activitystreams"`
	extendedContext  = `["https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1",` + ownTerms + `]`
	plainActivity    = `["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v1"]`
	extendedActivity = `["https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1",` +
		`"https://w3id.org/security/data-integrity/v1",` + ownTerms + `]`
	ownTerms = `{` +
		`"Hashtag":"as:Hashtag","sensitive":"as:sensitive","manuallyApprovesFollowers":"as:manuallyApprovesFollowers",` +
		`"alsoKnownAs":{"@id":"as:alsoKnownAs","@type":"@id"},"movedTo":{"@id":"as:movedTo","@type":"@id"},` +
		`"toot":"http://joinmastodon.org/ns#","Emoji":"toot:Emoji","featured":{"@id":"toot:featured","@type":"@id"},` +
		`"featuredTags":{"@id":"toot:featuredTags","@type":"@id"},"discoverable":"toot:discoverable",` +
		`"indexable":"toot:indexable","memorial":"toot:memorial","suspended":"toot:suspended","blurhash":"toot:blurhash",` +
		`"focalPoint":{"@container":"@list","@id":"toot:focalPoint"},` +
		`"attributionDomains":{"@id":"toot:attributionDomains","@type":"@id"},` +
		`"schema":"http://schema.org#","PropertyValue":"schema:PropertyValue","value":"schema:value",` +
		`"license":"schema:license","webfinger":"https://purl.archive.org/socialweb/webfinger#webfinger",` +
		`"lemmy":"https://join-lemmy.org/ns#","postingRestrictedToMods":"lemmy:postingRestrictedToMods",` +
		`"moderators":{"@id":"lemmy:moderators","@type":"@id"},` +
		`"Multikey":"https://w3id.org/security#Multikey",` +
		`"assertionMethod":{"@id":"https://w3id.org/security#assertionMethod","@type":"@id","@container":"@set"},` +
		`"publicKeyMultibase":"https://w3id.org/security#publicKeyMultibase",` +
		`"controller":{"@id":"https://w3id.org/security#controller","@type":"@id"},` +
		`"gts":"https://gotosocial.org/ns#","interactionPolicy":{"@id":"gts:interactionPolicy","@type":"@id"},` +
		`"canQuote":{"@id":"gts:canQuote","@type":"@id"},"canReply":{"@id":"gts:canReply","@type":"@id"},` +
		`"canLike":{"@id":"gts:canLike","@type":"@id"},"canAnnounce":{"@id":"gts:canAnnounce","@type":"@id"},` +
		`"automaticApproval":{"@id":"gts:automaticApproval","@type":"@id"},` +
		`"manualApproval":{"@id":"gts:manualApproval","@type":"@id"},` +
		`"interactingObject":{"@id":"gts:interactingObject","@type":"@id"},` +
		`"interactionTarget":{"@id":"gts:interactionTarget","@type":"@id"},` +
		`"QuoteRequest":"https://w3id.org/fep/044f#QuoteRequest",` +
		`"QuoteAuthorization":"https://w3id.org/fep/044f#QuoteAuthorization",` +
		`"quote":{"@id":"https://w3id.org/fep/044f#quote","@type":"@id"},` +
		`"litepub":"http://litepub.social/ns#","EmojiReact":"litepub:EmojiReact",` +
		`"dcterms":"http://purl.org/dc/terms/"}`
)

// Encode writes a document: the fixed "@context" first, then the value's table, then its Extra. A value that was read
// with a context of its own keeps that one, since its Extra is named by it.
func Encode(v Value) []byte {
	context, extra := json.RawMessage(contextOf(v)), v.Common().Extra
	if own, ok := extra["@context"]; ok {
		context, extra = own, maps.Clone(extra)
		delete(extra, "@context")
	}
	doc := append([]byte(`{"@context":`), context...)
	body := writeFields(nil, v.table(), extra)
	if len(body) > 2 {
		doc = append(doc, ',')
	}
	return append(doc, body[1:]...)
}

// contextOf spares small activities the kilobyte of terms they do not use.
func contextOf(v Value) string {
	switch v := v.(type) {
	case *Activity:
		first := v.Object.First()
		if v.Type != TypeEmojiReact && v.Type != TypeQuoteRequest && len(v.Object) < 2 && len(v.Tag) == 0 &&
			(!first.Embedded() || first.Type == TypeFollow || first.Type == TypeLike || first.Type == TypeTombstone) {
			return plainActivity
		}
		return extendedActivity
	case *Collection:
		if len(v.Items) == len(v.Items.IDs()) && !v.Items.First().Embedded() {
			return plainContext
		}
	case *Object:
		if v.Type == TypeTombstone {
			return plainContext
		}
	}
	return extendedContext
}
