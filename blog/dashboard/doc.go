// Package dashboard is the door of people who sign in.
//
// What this room is: the desk, put together of its rooms.
//
// Begin reading at: dashboard.go; package desk for what all pages have in common; then the room a page belongs to.
// Each room lists its addresses in its routes.go:
//
//	desk      sign-in, welcome, sessions, forms, errors, templates, scripts and styles
//	writing   articles: list, editor, history, previews, what became of them
//	library   pictures
//	talk      replies, answers, followers, following, notices
//	settings  blogs, members, profile, password, site
//	editor    the editor's script, in TypeScript; begin at editor/editor.ts
//
// Keeps these promises: rooms know package desk and no other room; an id of somebody else's draft, picture, blog, reply
// or answer answers like one that does not exist.
//
// Does not: show pages to readers (package web), decide what is allowed (package blog).
//
// Standards & tests: tests here drive real HTTP against a real store with a cookie jar, over all rooms. TestLook takes
// screenshots when PAMPHLET_LOOK names a folder.
package dashboard
