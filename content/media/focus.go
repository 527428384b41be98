package media

import "image"

// Focus is the part of a picture that matters: from -1, left or at the bottom, to 1, right or at the top
// (the focalPoint of Mastodon's namespace). The zero value is the middle.
type Focus struct{ X, Y float64 }

// around is the w by h rectangle within b whose middle is as near to the focus as it can be.
func (f Focus) around(b image.Rectangle, w, h int) image.Rectangle {
	place := func(length, part int, at float64) int {
		return min(max(int(at*float64(length))-part/2, 0), length-part)
	}
	x, y := (b.Dx()-w)/2, (b.Dy()-h)/2
	if f != (Focus{}) {
		x, y = place(b.Dx(), w, (f.X+1)/2), place(b.Dy(), h, (1-f.Y)/2)
	}
	corner := b.Min.Add(image.Pt(x, y))
	return image.Rectangle{corner, corner.Add(image.Pt(w, h))}
}
