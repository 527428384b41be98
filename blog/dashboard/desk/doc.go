// Package desk is what all pages of the desk have in common, and the way in to them.
//
// What this room is: who asks and what they sent; sessions, signing in and the welcome page; forms that come back;
// the one error page; templates, icons, style sheets and scripts; the language of all that (say.go).
//
// Begin reading at: visit.go, for what happens to every request before its handler; desk.go for what a Desk is made of;
// entrance.go for the addresses of people who have not signed in.
//
// The path: a request -> security headers, cross-origin protection (desk.go) -> session, account, form and form token
// (visit.go) -> one handler of a room. It answers or returns an error; failure.go turns errors into pages, in one place.
//
// Keeps these promises:
//   - After a lost session, a stale form or a broken store the whole text stands in the answer, ready to be sent
//     again (kept.go). What goes to other people is never sent by itself.
//   - No page needs script. The few small scripts add comfort and may fail.
//   - A cookie is set by signing in and by nothing else. Tokens are stored as hashes, renewed at sign-in, and die with
//     the password they were made with.
//   - Every page is in the language its reader chose, or else their browser asks for; scripts are given their texts.
//   - Nothing here is cached, framed, or loads anything from another origin.
//
// Does not: have pages about articles, people or pictures: those are the rooms beside it, which it does not know.
//
// Standards & tests: RFC 9110, RFC 6265bis (cookie prefixes), CSP 3, WCAG 2.2 AA.
package desk
