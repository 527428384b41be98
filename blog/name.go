package blog

import (
	"regexp"
	"strings"
)

// Names are what the strictest servers accept as preferredUsername (Mastodon, Pixelfed, Lemmy).
var namePattern = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9_]{0,28}[a-z0-9])?$`)

// CheckName holds a handle's first half to the rules: 1 to 30 of a-z, 0-9 and _, beginning and ending
// with a letter or digit, and none of the reserved names.
func CheckName(name string) error {
	if !namePattern.MatchString(name) {
		return FieldError("name", "The name “%s” cannot be used: a name has 1 to 30 lower-case letters, digits or _, and begins and ends with a letter or digit.", name)
	}
	if reservedNames[name] {
		return FieldError("name", "The name “%s” is kept for the software itself. Choose another one.", name)
	}
	return nil
}

var reservedNames = map[string]bool{
	"admin": true, "administrator": true, "instance": true, "pamphlet": true, "root": true,
	"relay": true, "support": true, "system": true,
}

// ReservedSlugs are the second path segments of a blog that are pages of their own, and the first
// segments of the site, so that /SLUG can redirect to the home blog's article.
var ReservedSlugs = map[string]bool{
	"about": true, "ap": true, "archive": true, "assets": true, "desk": true, "favicon.ico": true,
	"feed.atom": true, "feed.json": true, "feed.rss": true, "follow": true, "followers": true,
	"healthz": true, "inbox": true, "manifest.webmanifest": true, "media": true, "nodeinfo": true,
	"outbox": true, "page": true, "robots.txt": true, "search": true, "series": true, "sign-in": true,
	"sign-out": true, "sitemap.xml": true, "subscribe": true, "tags": true, "welcome": true,
}

// CheckSlug holds a slug an author typed to the rules: letters, digits and hyphens of any script, at most 80.
func CheckSlug(slug string) error {
	if slug != Slugify(slug) || slug == "" {
		return FieldError("slug", "The address “%s” cannot be used: use letters, digits and hyphens, for example “%s”.", slug, suggestSlug(slug))
	}
	if ReservedSlugs[slug] {
		return FieldError("slug", "The address “%s” is a page of its own here. Choose another one.", slug)
	}
	return nil
}

func suggestSlug(slug string) string {
	if s := Slugify(slug); s != "" {
		return s
	}
	return "my-article"
}

// TagKey is the form under which tags are equal: lower case, without # and spaces.
func TagKey(tag string) string {
	return Slugify(strings.TrimPrefix(strings.TrimSpace(tag), "#"))
}
