// Package jobs works what others enqueued: it runs River, the job queue kept in the same database
// as the data, on SQLite and on PostgreSQL.
//
// # Begin reading at
//
// Runner, Register and Every; retry.go for when a failed job is tried again.
//
// # The path
//
// A use case calls blog.Tx.Enqueue inside its transaction, in this process or another; package
// store writes the row. The runner fetches it (told at once, or at the next look, which is less
// than a second away), calls the work that cmd registered for its kind, and marks it as done.
//
// # Keeps these promises
//
// A job runs if and only if the transaction that enqueued it was committed. It runs at least once:
// after a crash it runs again, so work must be idempotent. On SQLite the next start finds what a
// dead process left; on PostgreSQL others take it over after a minute. Two processes never work
// the same SQLite database.
//
// A job that fails or panics is logged once per attempt and tried again ever more rarely, 25 times
// unless it says otherwise. Jobs of a kind nobody registered, as a newer version may have left,
// stay in the queue untouched.
//
// Stop lets running work finish; what does not finish in time is cancelled and waits for the next
// start, without counting as a failed attempt.
//
// # Does not
//
// Know what the work is: that lives in the room it belongs to. Deliver activities: that hot path
// has a table and workers of its own in package fediverse. Enqueue: that is store.Tx.
//
// # Standards & tests
//
// Tests run on both engines (package storetest), with processes killed and stopped in the middle.
package jobs
