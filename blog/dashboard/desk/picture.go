package desk

import (
	"fmt"
	"strings"
	"time"

	"pamphlet/blog"
)

// Picture is a stored picture as pages of the desk show it.
type Picture struct {
	ID       int64
	Alt      string
	Small    string // address of a copy some 480 pixels wide
	Large    string
	Width    int // of the small copy
	Height   int
	Markdown string
	AddedAt  time.Time
}

// Pictures are pictures as pages show them.
func Pictures(list []blog.Media) []Picture {
	all := make([]Picture, 0, len(list))
	for _, m := range list {
		all = append(all, PictureOf(m))
	}
	return all
}

// PictureOf is a picture as pages show it.
func PictureOf(m blog.Media) Picture {
	small := smallest(m, 480)
	return Picture{ID: m.ID, Alt: m.Alt, Small: MediaURL(small), Large: MediaURL(widest(m)),
		Width: small.Width, Height: small.Height, Markdown: PictureMarkdown(m), AddedAt: m.CreatedAt}
}

// MediaURL is the address of a stored file; empty for none.
func MediaURL(v blog.MediaVariant) string {
	if v.Name == "" {
		return ""
	}
	return "/media/" + v.Name
}

// cardKind is the cut for link previews: 1200 by 630, so not the picture's own shape.
const cardKind = "card"

// widest is the variant that stands for the picture in a text.
func widest(m blog.Media) blog.MediaVariant {
	var best blog.MediaVariant
	for _, v := range m.Variants {
		if v.Kind != cardKind && v.MediaType != "image/webp" && v.Width > best.Width {
			best = v
		}
	}
	return best
}

// smallest is the smallest variant at least as wide as asked for, or else the widest.
func smallest(m blog.Media, width int) blog.MediaVariant {
	best := widest(m)
	for _, v := range m.Variants {
		if v.Kind != cardKind && v.Width >= width && v.Width < best.Width {
			best = v
		}
	}
	return best
}

// Thumbnail is a small copy of a cover; nil where there is none.
func (d *Desk) Thumbnail(v *Visit, id int64) (*Picture, error) {
	if id == 0 {
		return nil, nil //nolint:nilnil // no cover is no failure
	}
	m, err := d.Store.Media(v.Context(), id)
	if blog.CodeOf(err) == blog.NotFound {
		return nil, nil //nolint:nilnil // the same
	}
	if err != nil {
		return nil, err
	}
	p := PictureOf(m)
	return &p, nil
}

// markdownAlt keeps an alt text from ending the brackets it stands in, or from becoming markup.
var markdownAlt = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, "`", "\\`", `*`, `\*`, `_`, `\_`, `<`, `\<`, `&`, `\&`, "\r", "", "\n", " ")

// PictureMarkdown is what shows a stored picture in a text.
func PictureMarkdown(m blog.Media) string {
	return fmt.Sprintf("![%s](%s)", markdownAlt.Replace(m.Alt), MediaURL(widest(m)))
}
