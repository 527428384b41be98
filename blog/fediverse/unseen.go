package fediverse

import (
	"slices"

	"pamphlet/blog"
)

// IgnoresEdits reports whether a software keeps an article as it first came. Read from Misskey 2025.11
// (ApInboxService.ts): its update takes actors and polls only.
func IgnoresEdits(software string) bool { return slices.Contains(misskeyForm().software, software) }

// Unseen says in a sentence why a software shows nothing of an article that it took; "" where it shows it. See the forms
// of both for what that was read from.
func Unseen(software string, a blog.Article, in blog.Blog) string {
	switch {
	case slices.Contains(pixelfedForm().software, software) && a.Published.CoverID == 0:
		return "It shows pictures only, and this article has no cover."
	case slices.Contains(plumeForm().software, software) && in.Kind != blog.Publication:
		return "It shows articles of publications only, and this one is in a personal blog."
	}
	return ""
}
