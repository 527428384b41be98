// Package vocab is the part of ActivityStreams this project speaks: a lenient reader and an exact writer of its JSON.
//
// # Begin reading at
//
// [Decode], which turns bytes into an [Item]; then [Base], the properties everything shares, and the field table
// beside each type (object.go, actor.go, activity.go, collection.go), which is at once its reader, its writer and
// its key order.
//
// # The path
//
// In: the inbox door and fetches hand the exact bytes they verified to [Decode]; the [Item] says id and type, and its
// Object, Actor, Activity and Collection methods read it as what the caller expects. Embedded objects stay bytes until
// somebody asks for them. Out: [Encode] writes a value with the fixed "@context".
//
// # Keeps these promises
//
//   - [Check] refuses what is too large, too deep or ambiguous, before anything is built: 1 MiB, 32 levels,
//     10,000 tokens, 1,000 array items, 256 members per object, invalid UTF-8, and a member named twice.
//   - Members are matched by their exact name: "Actor" is not "actor".
//   - What is not understood is kept in Extra and written back; an embedded object is written back byte for byte.
//   - Writing is deterministic: table order, then Extra by name. "to", "cc", "tag" and "attachment" are always arrays.
//   - Values keep slices of the decoded bytes: do not change those bytes afterwards. Nothing here is shared or locked.
//
// # Does not
//
// Process JSON-LD, fetch contexts or look at LD signatures; judge who may say what (package federation does); make
// HTML safe (package content does).
//
// # Standards & tests
//
// Activity Streams 2.0 core and vocabulary, ActivityPub section 3, FEP-fe34, FEP-044f, FEP-b2b8, FEP-e232, RFC 8259.
// Tests read every document of the shared corpus, golden files under testdata, properties and a fuzz target.
package vocab
