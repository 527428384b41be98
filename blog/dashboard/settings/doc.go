// Package settings is where blogs, people and the site are set up.
//
// What this room is: the settings of a blog and its members, the deletion of a publication, a person's profile and
// password, the site.
//
// Begin reading at: routes.go; each page is a file.
//
// The path: package desk -> a handler here -> store for reading, blog.Service for writing.
//
// Keeps these promises: a new password ends all other sessions. A blog that is not the reader's to manage answers like
// one that does not exist.
//
// Does not: decide who may what (package blog).
//
// Standards & tests: tests are in package dashboard.
package settings
