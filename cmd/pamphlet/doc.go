// Pamphlet is a federated blogging engine: one binary that a person or a small group runs to own
// their words.
//
// What this room is: configuration, the subcommands, and the wiring of all other rooms.
//
// Begin reading at: main.go (the command line), then open.go (what every command needs) and
// serve.go (how the doors hang together).
//
// The path: every journey begins or is wired here; none stays here.
//
// Keeps these promises: options come from flags, then PAMPHLET_* variables, then a TOML file, and
// are read nowhere else; exit status 0 on success, 1 on failure with one clear line on standard
// error, 2 on wrong usage; subcommands work beside a running server on the same database.
//
// Does not: hold rules (package blog), SQL (package store) or HTTP handlers (web, dashboard).
//
// Standards & tests: testdata/*.txtar drive the real binary; layout_test.go holds the imports of
// the whole house against its plan.
package main
