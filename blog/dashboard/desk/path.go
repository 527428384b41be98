package desk

import (
	"strconv"

	"pamphlet/blog"
)

// ArticlePath is the address of an article's editor.
func ArticlePath(id int64) string { return "/desk/articles/" + strconv.FormatInt(id, 10) }

// PagePath is the address of an article's page.
func PagePath(b blog.Blog, slug string) string { return "/@" + b.Name + "/" + slug }

// Number reads an id of our own forms; anything else is no id.
func Number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
