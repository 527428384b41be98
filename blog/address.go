package blog

import "net/url"

// Where everything that other servers know has its id, below the base URL.
const (
	BlogIDs         = "/ap/blogs/"
	ArticleIDs      = "/ap/articles/"
	AnswerIDs       = "/ap/comments/"
	ActivityIDs     = "/ap/activities/"
	StampIDs        = "/ap/quotes/" // approvals of quotes
	SharedInboxPath = "/ap/inbox"
)

// Path is the address of a blog's first page on its site: /@NAME.
func (b Blog) Path() string { return "/@" + b.Name }

// ArticlePath is the address of an article on its site: /@NAME/SLUG.
func (b Blog) ArticlePath(a Article) string { return b.Path() + "/" + url.PathEscape(a.Slug) }
