package page

import (
	"fmt"
	"html/template"
	"time"

	"pamphlet/blog"
)

// What one page of a thread holds at the most: comments, and bytes of their words (unless one alone has
// more). A conversation is not cut in two, except one that is larger than a page: there is no limit to
// what strangers write, but to what a reader has to load.
const (
	perThread      = 100
	bytesPerThread = 256 << 10
)

// maxDepth is the deepest level that is nested in the page; deeper replies stand there, too, and
// name whom they answer.
const maxDepth = 12

// thread makes one page of the discussion under an article. path is that of the article.
func (r *reading) thread(a blog.Article, path string, number int) (Thread, Reactions, error) {
	comments, err := r.store.Thread(r.ctx, a.ID)
	if err != nil {
		return Thread{}, Reactions{}, err
	}
	counts, err := r.store.ReactionCounts(r.ctx, a.ID)
	if err != nil {
		return Thread{}, Reactions{}, err
	}
	tree := newTree(comments, counts, r.date)
	if tree.people, err = r.ownPeople(comments); err != nil {
		return Thread{}, Reactions{}, err
	}
	if tree.author, err = r.person(a.AuthorID); err != nil {
		return Thread{}, Reactions{}, err
	}
	pages := tree.pages()
	if number < 1 || number > max(len(pages), 1) {
		return Thread{}, Reactions{}, blog.ErrNotFound
	}
	view := Thread{Count: tree.count, Hosts: len(tree.hosts), Paging: threadPaging(path, number, len(pages))}
	if len(pages) > 0 {
		for _, p := range pages[number-1] {
			view.Comments = append(view.Comments, tree.draw(p))
		}
	}
	return view, Reactions{Likes: counts[0][blog.Like], Boosts: counts[0][blog.Boost], Quotes: counts[0][blog.Quote], Comments: tree.count}, nil
}

// ownPeople are those of this site who speak in a thread, by their blog: their names and pictures are
// as fresh as everywhere else on it.
func (r *reading) ownPeople(comments []blog.Comment) (map[int64]Person, error) {
	people := map[int64]Person{}
	for _, c := range comments {
		id := c.Actor.BlogID
		if _, known := people[id]; known || id == 0 {
			continue
		}
		of, err := r.blog(id)
		if err != nil {
			return nil, err
		}
		if people[id], err = r.person(of.AccountID); err != nil {
			return nil, err
		}
	}
	return people, nil
}

// tree is a thread by who answers whom.
type tree struct {
	answers map[int64][]blog.Comment // by parent, 0 for the article
	counts  blog.Reactions
	people  map[int64]Person // of this site, by their blog
	author  Person           // of the article
	date    func(time.Time) Date
	count   int // shown
	hosts   map[string]bool
}

func newTree(comments []blog.Comment, counts blog.Reactions, date func(time.Time) Date) *tree {
	t := &tree{answers: map[int64][]blog.Comment{}, counts: counts, date: date, hosts: map[string]bool{}}
	known := map[int64]bool{}
	for _, c := range comments {
		known[c.ID] = true
	}
	for _, c := range comments {
		parent := c.ParentID
		if !known[parent] {
			parent = 0
		}
		t.answers[parent] = append(t.answers[parent], c)
		if c.State == blog.CommentShown {
			t.count++
			t.hosts[c.Actor.Host] = true
		}
	}
	t.prune(0)
	return t
}

// prune leaves out what is hidden or removed and has nothing shown below it.
func (t *tree) prune(parent int64) (shown int) {
	kept := t.answers[parent][:0]
	for _, c := range t.answers[parent] {
		below := t.prune(c.ID)
		if c.State == blog.CommentShown {
			below++
		}
		if below > 0 {
			kept = append(kept, c)
		}
		shown += below
	}
	t.answers[parent] = kept
	return shown
}

// piece is what pages are made of: a comment with everything below it, or of a conversation larger than a
// page one comment alone.
type piece struct {
	comment blog.Comment
	parent  Link
	depth   int
	alone   bool
}

// pages puts the replies to the article, each with all below it, on pages of about perThread.
func (t *tree) pages() [][]piece {
	var pages [][]piece
	count, size := perThread, 0
	add := func(p piece, n, bytes int) {
		if count+n > perThread || size+bytes > bytesPerThread {
			pages, count, size = append(pages, nil), 0, 0
		}
		last := len(pages) - 1
		pages[last] = append(pages[last], p)
		count, size = count+n, size+bytes
	}
	for _, root := range t.answers[0] {
		whole := t.below(piece{comment: root, depth: 1})
		bytes := 0
		for _, p := range whole {
			bytes += len(p.comment.HTML)
		}
		if len(whole) <= perThread && bytes <= bytesPerThread {
			add(piece{comment: root, depth: 1}, len(whole), bytes)
			continue
		}
		for _, p := range whole {
			add(p, 1, len(p.comment.HTML))
		}
	}
	return pages
}

// numbers are the pages on which the comments stand, by their ids.
func (t *tree) numbers() map[int64]int {
	on := map[int64]int{}
	for i, page := range t.pages() {
		for _, p := range page {
			on[p.comment.ID] = i + 1
			if p.alone {
				continue
			}
			for _, answer := range t.below(p) {
				on[answer.comment.ID] = i + 1
			}
		}
	}
	return on
}

// below is a comment and everything below it without nesting, each before its answers.
func (t *tree) below(root piece) []piece {
	root.alone = true
	all, stack := []piece{}, []piece{root}
	for len(stack) > 0 {
		p := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		all = append(all, p)
		answers := t.answers[p.comment.ID]
		for i := len(answers) - 1; i >= 0; i-- {
			stack = append(stack, piece{comment: answers[i], parent: linkTo(p.comment), depth: min(p.depth+1, maxDepth+1), alone: true})
		}
	}
	return all
}

func (t *tree) draw(p piece) Comment {
	if p.alone {
		return t.comment(p.comment, p.parent, p.depth)
	}
	return t.view(p.comment, p.parent, p.depth)
}

// view is a comment with everything below it.
func (t *tree) view(c blog.Comment, parent Link, depth int) Comment {
	view := t.comment(c, parent, depth)
	if depth == maxDepth {
		view.Replies = t.flat(c)
		return view
	}
	for _, answer := range t.answers[c.ID] {
		view.Replies = append(view.Replies, t.view(answer, linkTo(c), depth+1))
	}
	return view
}

// flat is everything below a comment without nesting. A thread may be as deep as somebody wants; the page may not.
func (t *tree) flat(c blog.Comment) []Comment {
	var all []Comment
	for _, p := range t.below(piece{comment: c, depth: maxDepth})[1:] {
		all = append(all, t.draw(p))
	}
	return all
}

// comment is one comment alone; of one that is not shown only its place.
func (t *tree) comment(c blog.Comment, parent Link, depth int) Comment {
	view := Comment{ID: anchorOf(c), State: CommentState(c.State), Depth: depth, Parent: parent}
	if c.State == blog.CommentHeld {
		view.State = CommentHidden
	}
	if c.State != blog.CommentShown {
		return view
	}
	view.Author = Person{Name: nameOf(c.Actor), Handle: "@" + c.Actor.Username + "@" + c.Actor.Host, Host: c.Actor.Host, URL: c.Actor.URL,
		Avatar: mediaPath(blog.MediaVariant{Name: c.Actor.Avatar})}
	if own, ok := t.people[c.Actor.BlogID]; ok {
		view.Author, view.IsAuthor = own, own.Handle == t.author.Handle
	}
	view.URL, view.Published, view.Warning = c.URL, t.date(c.PublishedAt), c.Warning
	view.HTML = template.HTML(c.HTML) //nolint:gosec // sanitised by package content before it was stored
	view.Likes = t.counts[c.ID][blog.Like]
	if c.Language != "" {
		view.Lang, view.Dir = c.Language, direction(c.Language)
	}
	if !c.EditedAt.IsZero() {
		edited := t.date(c.EditedAt)
		view.Edited = &edited
	}
	return view
}

func anchorOf(c blog.Comment) string { return fmt.Sprintf("reply-%d", c.ID) }

// linkTo leads to a comment by its writer's name; without a name where it is not shown.
func linkTo(c blog.Comment) Link {
	link := Link{URL: "#" + anchorOf(c)}
	if c.State == blog.CommentShown {
		link.Title = nameOf(c.Actor)
	}
	return link
}

func nameOf(a blog.Actor) string { return firstOf(a.Name, a.Username) }

// threadPaging leads through a long discussion; the first page is the article's own address.
func threadPaging(path string, number, pages int) Paging {
	p := Paging{Page: number, Pages: max(pages, 1)}
	at := func(n int) string {
		if n == 1 {
			return path + "#replies"
		}
		return fmt.Sprintf("%s?page=%d#replies", path, n)
	}
	if number > 1 {
		p.OlderURL = at(number - 1)
	}
	if number < pages {
		p.NewerURL = at(number + 1)
	}
	return p
}
