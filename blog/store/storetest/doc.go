// Package storetest gives tests real databases: each on SQLite and on PostgreSQL, empty, migrated,
// and gone afterwards.
//
// # Begin reading at
//
// Each, which runs a test once per engine; PostgresURL for tests that start the real program;
// server.go for how PostgreSQL comes and goes.
//
// # The path
//
// A package's TestMain calls Main. The first test that needs PostgreSQL starts one throw-away
// server for the whole test process (initdb, a Unix socket in a temporary folder, no network) and
// migrates one template database; every test then gets a copy of it in a few dozen milliseconds.
//
// # Keeps these promises
//
// No server and no folder outlives the test process, even when that is killed: a shell stands
// beside the server, reads from a pipe that only the test process holds open, and cleans up when
// the pipe ends. Nothing is ever found or killed by name. Tests may run in parallel.
//
// Without PostgreSQL its half of the tests is skipped, and says how to install it.
//
// # Does not
//
// Fill databases: a test says itself what it needs. Run SQL: that is package store.
//
// # Standards & tests
//
// PAMPHLET_TEST_FSYNC=on makes the server write as durably as in production; the default trades
// that for speed, which no test of a killed client can notice. storetest_test.go kills a test
// process and watches its server go.
package storetest
