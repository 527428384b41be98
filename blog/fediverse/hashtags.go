package fediverse

import (
	"strings"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/federation/vocab"
)

// maxHashtags is how many one article tells of.
const maxHashtags = 30

// hashtags are the article's tags and then those in its text, each once: other servers find and follow
// posts by both.
func (b *Bridge) hashtags(in blog.Blog, text blog.Rendering) []vocab.Link {
	var links []vocab.Link
	seen := map[string]bool{}
	for _, tag := range append(text.Tags[:len(text.Tags):len(text.Tags)], content.Hashtags(text.Markdown)...) {
		name, key := hashtag(tag), blog.TagKey(tag)
		same := strings.ToLower(name)
		if key != "" && !seen[same] && len(links) < maxHashtags {
			seen[same] = true
			links = append(links, vocab.Hashtag(name, b.fed.URL("/@"+in.Name+"/tags/"+key)))
		}
	}
	return links
}

// hashtag is a tag as servers write it: without spaces.
func hashtag(tag string) string { return strings.Join(strings.Fields(tag), "") }
