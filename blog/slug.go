package blog

import (
	"fmt"

	"pamphlet/content"
)

// Slugify turns a title into the form of an address; see content.Slug.
func Slugify(title string) string { return content.Slug(title) }

// freeSlug finds the address an article gets in its blog. A wished slug is taken or refused;
// one derived from the title gets -2, -3 when taken. An article may have back any slug it ever had.
func freeSlug(tx Tx, a Article, text Text) (string, error) {
	if text.Slug != "" {
		free, err := slugIsFree(tx, a, text.Slug)
		if err != nil {
			return "", err
		}
		if !free {
			return "", Errorf(Conflict, "The address “%s” is already taken by another article of this blog. Choose another one.", text.Slug).In("slug")
		}
		return text.Slug, nil
	}
	if a.Slug != "" {
		return a.Slug, nil // a changed title does not move a published article
	}
	base := Slugify(text.Title)
	if base == "" || ReservedSlugs[base] {
		base = trimDash("article-" + base)
	}
	for n := 1; ; n++ {
		slug := base
		if n > 1 {
			slug = fmt.Sprintf("%s-%d", base, n)
		}
		free, err := slugIsFree(tx, a, slug)
		if err != nil {
			return "", err
		}
		if free {
			return slug, nil
		}
	}
}

func slugIsFree(tx Tx, a Article, slug string) (bool, error) {
	owner, taken, err := tx.SlugOwner(a.BlogID, slug)
	return !taken || (owner == a.ID && a.ID != 0), err
}

func trimDash(s string) string {
	if s[len(s)-1] == '-' {
		return s[:len(s)-1]
	}
	return s
}
