// Package library is where pictures and other files are kept and described.
//
// What this room is: the page of a person's files, that of each one, and the address they are sent to.
//
// Begin reading at: routes.go, then media.go for the whole and one.go for a single file.
//
// The path: package desk -> a handler here -> blog.Service, which has them decoded and stored.
//
// Keeps these promises: a file of somebody else answers like one that does not exist; what an article shows
// is not deleted.
//
// Does not: read or change files (package content/media), show pictures within other pages (package desk).
//
// Standards & tests: tests are in package dashboard.
package library
