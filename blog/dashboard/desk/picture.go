package desk

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"pamphlet/blog"
)

// Picture is a stored picture, or another file, as pages of the desk show it.
type Picture struct {
	ID       int64
	Kind     blog.MediaKind
	Name     string // what it is called here: its description, or else its file's name
	FileName string
	Alt      string
	Small    string // address of a copy some 480 pixels wide; empty for what is no picture
	Large    string // address of the picture, or of the file
	Width    int    // of the small copy
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
	p := Picture{ID: m.ID, Kind: m.Kind, Name: cmp.Or(m.Alt, m.FileName), FileName: m.FileName, Alt: m.Alt,
		Markdown: PictureMarkdown(m), AddedAt: m.CreatedAt}
	if file := m.File(); file.Name != "" {
		p.Large = MediaURL(file)
		return p
	}
	small := smallest(m, 480)
	p.Small, p.Large, p.Width, p.Height = MediaURL(small), MediaURL(widest(m)), small.Width, small.Height
	return p
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

// PictureMarkdown is what shows a stored file in a text. A document is a link.
func PictureMarkdown(m blog.Media) string {
	address := MediaURL(widest(m))
	if file := m.File(); file.Name != "" {
		address = MediaURL(file)
	}
	if m.Kind == blog.Document {
		return fmt.Sprintf("[%s](%s)", markdownAlt.Replace(cmp.Or(m.Alt, m.FileName, "Document")), address)
	}
	words := m.Alt
	if m.Kind != blog.Picture {
		words = cmp.Or(words, m.FileName)
	}
	if m.Caption != "" {
		return fmt.Sprintf(`![%s](%s "%s")`, markdownAlt.Replace(words), address, markdownTitle.Replace(m.Caption))
	}
	return fmt.Sprintf("![%s](%s)", markdownAlt.Replace(words), address)
}

// markdownTitle keeps a caption within its quotation marks.
var markdownTitle = strings.NewReplacer(`\`, `\\`, `"`, `\"`, `&`, `\&`, "\r", "", "\n", " ")
