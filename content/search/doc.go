// Package search turns texts and questions into words that a full-text index can hold and find.
//
// What this room is: one idea of what a word is, for every script, so that both databases find the same: the index of
// SQLite (FTS5) and of PostgreSQL (tsvector) get words made here, and make none of their own.
//
// Begin reading at: Words (words.go) for what is indexed, Parse (query.go) for what somebody types, Snippet
// (snippet.go) for what is shown of a text that was found.
//
// Keeps these promises: capitals, accents of Latin, Greek and Cyrillic letters, Arabic vowel marks and the width of
// letters make no difference; scripts that are written without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer,
// Burmese) are found from one sign on; a word has letters, digits and marks only, so that no question can be anything
// but words to a database.
//
// Does not: know articles or databases (blog/store), or how results look (blog/page, themes).
//
// Standards & tests: Unicode Standard Annex 15 (NFKD) and 44 (general categories). Table tests and a fuzz target.
package search
