// Package blob keeps stored files: on a disk, or in an S3-compatible store.
//
// What this room is: bytes under names that nobody can guess and that never come again, and the address they
// are served from.
//
// Begin reading at: Store (store.go). disk.go and s3.go are the two of them, name.go has the names and the
// types of files, serve.go gives files out.
//
// The path: blog.Service -> Store.Put. A reader's browser -> web -> Handler -> Store.Open.
//
// Keeps these promises: a file is stored whole or not at all; what is stored stays as it is until it is
// deleted; nothing stored here is ever served as a document, script or JSON; a name never leads out of the
// folder or bucket.
//
// Does not: look into files (package media), know who owns one or whether something still shows it (blog).
//
// Standards & tests: RFC 9110 (ranges, entity tags); Amazon S3. The tests of S3 run against a server of its
// own in the test's process.
package blob
