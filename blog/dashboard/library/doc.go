// Package library is where pictures are kept and described.
//
// What this room is: the page of a person's pictures, and the address they are sent to.
//
// Begin reading at: routes.go, then media.go.
//
// The path: package desk -> a handler here -> blog.Service, which has them decoded and stored.
//
// Keeps these promises: a picture of somebody else answers like one that does not exist.
//
// Does not: read or change files (package content/media), show pictures within other pages (package desk).
//
// Standards & tests: tests are in package dashboard.
package library
