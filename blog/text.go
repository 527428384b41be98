package blog

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// Clean brings a text from a form or file to the form it is saved in, and fails on the first field
// that cannot be saved. A draft may lack everything; see checkPublishable for what readers need.
func (t *Text) Clean() error {
	for _, field := range []*string{&t.Title, &t.Subtitle, &t.Summary, &t.CoverAlt, &t.Warning, &t.Series} {
		*field = strings.Join(strings.Fields(normalise(*field)), " ")
	}
	t.Markdown = normalise(t.Markdown)
	t.Slug, t.Licence = strings.TrimSpace(t.Slug), strings.TrimSpace(t.Licence)
	if len(t.Markdown) > maxMarkdown {
		return FieldError("markdown", "This text has %d KB; %d KB is the most for one article. Split it in two.", len(t.Markdown)>>10, maxMarkdown>>10)
	}
	for _, f := range []struct {
		field, what, text string
		max               int
	}{
		{"title", "title", t.Title, maxTitle},
		{"subtitle", "subtitle", t.Subtitle, maxSubtitle},
		{"summary", "summary", t.Summary, maxSummary},
		{"cover_alt", "description of the cover", t.CoverAlt, maxAlt},
		{"licence", "licence", t.Licence, maxLicence},
		{"series", "title of the series", t.Series, maxTitle},
		{"warning", "content warning", t.Warning, maxWarning},
	} {
		if err := checkLength(f.field, f.what, f.text, f.max); err != nil {
			return err
		}
	}
	if err := cleanCanonical(&t.Canonical); err != nil {
		return err
	}
	if t.Slug != "" {
		if err := CheckSlug(t.Slug); err != nil {
			return err
		}
	}
	if t.Language != "" {
		if err := checkLanguage(&t.Language); err != nil {
			return err
		}
	}
	return t.cleanTags()
}

// cleanCanonical reads where a text stood first.
func cleanCanonical(address *string) error {
	*address = strings.TrimSpace(*address)
	if *address == "" {
		return nil
	}
	u, err := url.Parse(*address)
	if err != nil || len(*address) > maxAddress || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil {
		return FieldError("canonical", "This is no address of a page. Write it whole, like https://example.org/first.")
	}
	*address = u.String()
	return nil
}

// cleanTags drops empty tags and those equal to an earlier one.
func (t *Text) cleanTags() error {
	seen := map[string]bool{}
	var tags []string
	for _, tag := range t.Tags {
		tag = strings.TrimPrefix(strings.Join(strings.Fields(normalise(tag)), " "), "#")
		if n := utf8.RuneCountInString(tag); n > maxTag {
			return FieldError("tags", "The tag “%s” has %d characters; %d is the most. Shorten it by %d.", tag, n, maxTag, n-maxTag)
		}
		if key := TagKey(tag); key != "" && !seen[key] {
			seen[key] = true
			tags = append(tags, tag)
		}
	}
	if len(tags) > maxTags {
		return FieldError("tags", "An article may have %d tags; this one has %d.", maxTags, len(tags))
	}
	t.Tags = tags
	return nil
}

// checkPublishable asks for what readers need at the least: a title. A text may be empty, as with a
// picture that says it all.
func (t *Text) checkPublishable() error {
	if t.Title == "" {
		return FieldError("title", "An article needs a title before it is published.")
	}
	return nil
}
