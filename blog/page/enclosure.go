package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"pamphlet/blog"
	"pamphlet/content/feed"
)

// files are the sounds and films an article plays that are kept here, in their order, as feed readers and podcast
// programs take them.
func (r *reading) files(text blog.Rendering) ([]feed.File, error) {
	if !strings.Contains(text.HTML, "<audio") && !strings.Contains(text.HTML, "<video") {
		return nil, nil
	}
	var files []feed.File
	seen := map[string]bool{}
	tokens := html.NewTokenizer(strings.NewReader(text.HTML))
	for tokens.Next() != html.ErrorToken {
		t := tokens.Token()
		if t.Type != html.StartTagToken || t.DataAtom != atom.Audio && t.DataAtom != atom.Video {
			continue
		}
		var src, title string
		for _, a := range t.Attr {
			switch a.Key {
			case "src":
				src = a.Val
			case "aria-label":
				title = a.Val
			}
		}
		name, ours := strings.CutPrefix(src, blog.MediaPrefix)
		if !ours || seen[name] {
			continue
		}
		seen[name] = true
		m, err := r.store.MediaWithFile(r.ctx, name)
		if blog.CodeOf(err) == blog.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		if v := m.File(); v.Name != "" {
			files = append(files, feed.File{URL: r.base + mediaPath(v), MediaType: v.MediaType, Title: title, Bytes: v.Bytes})
		}
	}
	return files, nil
}
