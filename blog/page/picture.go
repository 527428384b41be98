package page

import "pamphlet/blog"

// mediaPath is where a stored file is served; empty for none.
func mediaPath(v blog.MediaVariant) string {
	if v.Name == "" {
		return ""
	}
	return blog.MediaPrefix + v.Name
}

// cover is a picture as the view wants it: a JPEG or PNG for everybody, and the set of its sizes.
func cover(m blog.Media, alt, caption string, maxWidth int) *Picture {
	src := m.Cover(maxWidth)
	if src.Name == "" {
		return nil
	}
	return &Picture{
		Src: mediaPath(src), SrcSet: m.SrcSet(),
		Width: src.Width, Height: src.Height, Alt: alt, Caption: caption,
	}
}
