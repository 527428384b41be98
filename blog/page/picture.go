package page

import (
	"fmt"
	"strings"

	"pamphlet/blog"
)

// mediaPath is where a stored file is served; empty for none.
func mediaPath(v blog.MediaVariant) string {
	if v.Name == "" {
		return ""
	}
	return blog.MediaPrefix + v.Name
}

// cover is a picture as the view wants it: a JPEG or PNG for everybody, WebP in the set, since
// every browser that reads srcset reads WebP.
func cover(m blog.Media, alt, caption string, maxWidth int) *Picture {
	src := m.Cover(maxWidth)
	if src.Name == "" {
		return nil
	}
	var set []string
	for _, v := range m.Variants {
		if v.MediaType == "image/webp" {
			set = append(set, fmt.Sprintf("%s %dw", mediaPath(v), v.Width))
		}
	}
	return &Picture{
		Src: mediaPath(src), SrcSet: strings.Join(set, ", "),
		Width: src.Width, Height: src.Height, Alt: alt, Caption: caption,
	}
}
