//go:build race

package themes_test

// slowness is how much longer things take with the race detector.
const slowness = 4
