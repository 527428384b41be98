// Package store keeps everything Pamphlet knows, in SQLite or in PostgreSQL: the only room with SQL.
//
// # Begin reading at
//
// Open, Store.Write and Store.View (open.go) and Tx (tx.go); then writer.go for SQLite's one
// writer, postgres.go for the other engine. Queries are in queries/*.sql, one text for both
// engines, compiled to package sqlc (`sqlc generate` in this folder); the methods that turn rows
// into the words of package blog stand in a file per noun.
//
// # The path
//
// Reads: a door calls a method of Store, which runs one query on the readers. Writes: blog.Service
// calls Write with a function of the house's rules, which changes rows and enqueues jobs through
// Tx; data and jobs are committed together.
//
// # Keeps these promises
//
// What Write acknowledged survives kill -9 and power cuts. Transactions are serializable on both
// engines. A caller who fails, panics or goes away harms nobody else in the group; a transaction
// that has begun is never cut off by its caller's context. Readers never wait for writers.
// Placeholders mean their numbers on both engines (rebind.go). Times are milliseconds in UTC.
//
// Opening migrates, safely beside other processes that do the same, and refuses a database from a
// newer version. Migrations only add, so that the version before runs on the new tables.
// Constraints are never deferred: on SQLite they would fail at the commit, for the whole group.
//
// Lists of what anybody may see read the view listed_articles; visible is its twin for single things.
//
// # Does not
//
// Decide anything: rules are in package blog. Work jobs: package jobs does. Render, or wait for
// the network, inside a transaction: callers do that before.
//
// # Standards & tests
//
// Every test runs on both engines (package storetest starts a throw-away PostgreSQL). The test
// binary plays the other processes: one that holds the lock, one that is killed while it writes.
package store
