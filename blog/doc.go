// Package blog is the heart: what a blog is made of, and who may do what to it.
//
// What this room is: the things of the house (Account, Blog, Article, Comment, Actor, Media), the rules about
// them, and Service, which has one method for everything that changes something.
//
// Begin reading at: article.go for the main thing, service.go for the use cases, publish.go for one
// of them, answer.go and interaction.go for how our people take part elsewhere, member.go, invite.go and submit.go for how people write together, tx.go for what a transaction can do, permission.go for who may what.
//
// The path: a door calls a Service method -> rules and rendering -> one transaction saves the data,
// marks the pages that changed (Tx.Touch) and leaves jobs (Tx.Enqueue). Two of these jobs are worked
// here, by Copier: pictures and avatars of other servers, of which readers get copies.
//
// Keeps these promises: nothing slow happens inside a transaction; data, page versions and jobs are
// saved together or not at all; every failure a person can mend is an *Error with a whole sentence;
// what a writer saved is never overwritten unseen (EditConflict); ids, handles and addresses, once
// given, are never given to another; no page names a picture on another server.
//
// Does not: know SQL (package store), HTTP (web, dashboard), HTML pages (page), ActivityPub
// (fediverse), or how Markdown becomes HTML (content).
//
// Standards & tests: RFC 9106 (argon2id), BCP 47 (languages). Tests run every use case on both
// databases.
package blog
