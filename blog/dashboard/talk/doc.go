// Package talk is the conversation with other servers.
//
// What this room is: replies to moderate and to answer, followers, people to follow, what was found at an address
// elsewhere, and the notices of what happened.
//
// Begin reading at: routes.go; comments.go, answer.go, following.go and notices.go are its pages; found.go and
// interact.go what can be done with a person or thing that was found elsewhere.
//
// The path: package desk -> a handler here -> store for reading, blog.Service for writing; what stands on other
// servers is found by the bridge of package fediverse.
//
// Keeps these promises: what goes to other people comes back into its form when it was refused, and is never sent by
// itself. An id of somebody else's reply or answer answers like one that does not exist.
//
// Does not: speak ActivityPub (package fediverse), decide what is allowed (package blog).
//
// Standards & tests: tests are in package dashboard.
package talk
