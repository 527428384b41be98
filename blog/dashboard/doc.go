// Package dashboard is the door of people who sign in.
//
// What this room is: the writing desk, the conversation with other servers, settings, sign-in, and
// the welcome page that creates a site's owner.
//
// Begin reading at: routes.go, one list of all routes; visit.go for what happens to every request
// before its handler; save.go for the page where most time is spent, and
// autosave.go with assets/saving.js for what happens there while somebody types; look.go for how a text will look on
// other servers and receipt.go for where it went; comments.go, answer.go, following.go and notices.go for
// the conversation; members.go and submit.go for writing together.
//
// The path: a request -> security headers, cross-origin protection -> session, account, form and
// form token (visit.go) -> one handler. Reads go to package store, writes to blog.Service; what
// stands on other servers is found by the bridge of package fediverse. A handler answers or returns an
// error; failure.go turns errors into pages, in one place.
//
// Keeps these promises:
//   - What a person typed is never lost: a refused form comes back with its values; after a lost
//     session, a stale form, a conflict or a broken store the whole text stands in the answer,
//     ready to be sent again (kept.go, conflict.go). With script it is saved within two seconds, and kept in the
//     browser until then (assets/saving.js); changes from two sides are joined block by block (assets/merge.js). What goes to other people comes back into its
//     form and is never sent by itself.
//   - No page needs script. The few small scripts add comfort and may fail.
//   - A cookie is set by signing in and by nothing else. Tokens are stored as hashes, renewed at
//     sign-in, and die with the password they were made with.
//   - An id of somebody else's draft, picture, blog, reply or answer answers like one that does not exist.
//   - Nothing here is cached, framed, or loads anything from another origin.
//
// Does not: show pages to readers (package web), decide what is allowed (package blog), draw
// themes (the preview comes in through Config).
//
// Standards & tests: RFC 9110, RFC 6265bis (cookie prefixes), CSP 3, WCAG 2.2 AA. Tests drive real
// HTTP against a real store with a cookie jar. TestLook takes screenshots when PAMPHLET_LOOK names
// a folder.
package dashboard
