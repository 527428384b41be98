// Package proof makes and verifies integrity proofs, which travel inside a document and hold whoever passes it on.
//
// # Begin reading at
//
// [Attach], which proves what we send; [Read] and [Claim.Verify], which judge what came; canonical.go has the one form
// of JSON that both of them sign.
//
// # The path
//
// Out: the application has an activity's bytes and its actor's key, and sends what [Attach] makes of them. In: the inbox
// door calls [Read] on the bytes it checked, finds the key at the actor, and asks [Claim.Verify].
//
// # Keeps these promises
//
//   - The same document, key and second give the same bytes.
//   - Only eddsa-jcs-2022 with purpose assertionMethod counts; at most four proofs of a document are looked at.
//   - What has no canonical form (half a surrogate pair, a number beyond doubles) has no proof either.
//
// # Does not
//
// Find keys, compare them with actors, or judge how old a proof may be (package federation does); process JSON-LD.
//
// # Standards & tests
//
// FEP-8b32, W3C Data Integrity EdDSA Cryptosuites 1.0 (eddsa-jcs-2022), RFC 8785. Tests have the vectors of all three.
package proof
