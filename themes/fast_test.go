//go:build !race

package themes_test

// slowness is 1: times are what a reader sees.
const slowness = 1
