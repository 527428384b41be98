package blog

import (
	"unicode/utf8"

	"pamphlet/content/words"
)

// Length limits, in characters where not said otherwise. What the Fediverse is known to refuse
// decides: Misskey drops titles over 200 and summaries over 500 characters.
const (
	maxTitle       = 200
	maxSubtitle    = 300
	maxSummary     = 500
	maxBio         = 5_000
	maxTag         = 50
	maxTags        = 30
	maxAlt         = 1_500
	maxCaption     = 500
	maxFileName    = 120
	maxLicence     = 200
	maxWarning     = 200
	maxAddress     = 2_000   // bytes
	maxMarkdown    = 1 << 20 // bytes
	maxDescription = 1_000
)

// checkLength fails with a sentence about the field when text is longer than max characters.
func checkLength(field, what, text string, max int) error {
	if n := utf8.RuneCountInString(text); n > max {
		return FieldError(field, "The %s has %d characters; %d is the most. Shorten it by %d.", words.Phrase(what), n, max, n-max)
	}
	return nil
}
