// Package writing is where articles are written, published and followed on their way.
//
// What this room is: the list of articles, the editor's page and what its script asks for, what was typed by two at
// once, history, previews, and what became of an article on other servers.
//
// Begin reading at: routes.go; then save.go for the page where most time is spent, and autosave.go with
// desk/assets/saving.js for what happens there while somebody types; look.go for how a text will look on other servers
// and receipt.go for where it went. The script of the editor is next door, in editor/.
//
// The path: package desk, which knows who asks -> a handler here -> store for reading, blog.Service for writing.
//
// Keeps these promises: what a person typed is never lost. A refused form comes back with its values; a conflict shows
// both texts. With script everything is saved within two seconds, and kept in the browser until then; changes from two
// sides are joined block by block (desk/assets/merge.js). The page works without script.
//
// Does not: decide what is allowed (package blog), keep pictures (package library), draw themes (desk.Config).
//
// Standards & tests: RFC 9110. Whole journeys are tested in package dashboard and, in a browser, in cmd/pamphlet.
package writing
