// Package federation is ActivityPub as a library that knows no blog and no database.
//
// # Begin reading at
//
// [Federation] in federation.go: one object, configured with dispatchers (give me actor, object, collection) and
// listeners (already proved activities). Then receive in inbox.go, the whole door in one function, prove.go for whose an
// activity is, and [Context], which builds ids, looks up and sends.
//
// # The path
//
// In: POST inbox -> size -> signature claim, freshness, digest -> decode -> id and actor of one origin -> blocked?
// -> key from memory, [KeyStore] or the actor itself -> signature, or else integrity proof -> seen? -> [Listener] -> 202.
//
// Ask: GET id -> in secure mode signature, blocked? -> dispatcher -> document, or the page for a browser. WebFinger,
// host-meta and NodeInfo beside it.
//
// Out: [Context.FetchItem], FetchActor, LookupHandle, Resolve, and [Context.Deliver], once per call. What a host refuses
// signed by draft-cavage it is asked once more by RFC 9421: knock.go.
//
// # Keeps these promises
//
//   - No listener is called, and nothing is stored, before the actor's own key proved the exact bytes; the one exception
//     is [Inbound].Deleted.
//   - A key counts only if the actor's own document, fetched from the actor's id, lists it.
//   - What is fetched is from the origin its id names, was served as ActivityPub, and speaks only for its origin.
//   - Whatever strangers send, one domain gets at most 60 fetches in five minutes, an actor one (two where the first
//     signature is refused); a Delete from somebody unknown costs no fetch and no write.
//   - All that others make us remember is bounded and forgotten.
//   - Safe for concurrent use after configuration. The mark "seen" belongs into the application's transaction, together
//     with the effect: see [Inbound].
//
// # Does not
//
// Decide who may follow, comment or delete (the listeners do: in particular whether the author of an object is the
// actor); keep the delivery queue; accept forwarded activities without a proof of their own (fetch the object); verify
// signatures (federation/signature) and proofs (federation/proof), open connections (federation/transport) or know the
// JSON (federation/vocab).
//
// # Standards & tests
//
// ActivityPub, WebFinger (RFC 7033, RFC 7565), host-meta (RFC 6415), NodeInfo 2.0 and 2.1, FEP-fe34, FEP-2677,
// FEP-2c59, FEP-521a, FEP-8b32. Tests run two sides over real loopback HTTP; their names carry the threat they hold off
// (F1, F2, F5-F9).
package federation
