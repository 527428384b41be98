// Package difference tells what was changed between two texts.
//
// What this room is: two lists, or two renderings, go in; what both have, what only one has, comes out.
//
// Begin reading at: Of (of.go) for lists of anything; HTML (html.go) for what readers see.
//
// The path: the desk's history and conflicts, and the page of an article's edits -> here.
//
// Keeps these promises: of HTML that is safe it makes HTML that is safe, with nothing added but ins and del;
// each text can be read from the comparison; its cost is bounded.
//
// Does not: merge texts (package dashboard's merge.js), store them.
//
// Standards & tests: HTML Living Standard section 4.7 (edits). Properties: leaving out what is deleted gives
// the new words, leaving out what is inserted the old ones.
package difference
