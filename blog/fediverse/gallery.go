package fediverse

import (
	"cmp"
	"mime"
	"path"

	"pamphlet/content"
	"pamphlet/content/media/blob"
	"pamphlet/federation/vocab"
)

// picturesBelow is what becomes of the places of pictures.
const picturesBelow = "Pictures leave their places in the text and stand below it."

// maxGallery is how many pictures are attached at most: what Misskey takes.
const maxGallery = 16

// attachedAs are the types of what is attached.
var attachedAs = map[content.PictureKind]string{content.StillPicture: vocab.TypeImage, content.Sound: vocab.TypeAudio, content.Film: vocab.TypeVideo}

// gallery attaches an article's cover, and the pictures, sounds and films of its text for software that leaves
// those out.
func gallery(doc *vocab.Object) vocab.Items {
	all, attached := append(vocab.Items{}, doc.Image...), map[string]bool{}
	if cover, err := doc.Image.First().Object(); err == nil {
		attached[cover.Page()] = true
	}
	for _, p := range content.Pictures(doc.Content) {
		if len(all) < maxGallery && !attached[p.Src] {
			attached[p.Src] = true
			all = append(all, vocab.Embed(vocab.Media(attachedAs[p.Kind], p.Src, cmp.Or(blob.TypeOf(path.Base(p.Src)), mime.TypeByExtension(path.Ext(p.Src))), p.Alt)))
		}
	}
	return all
}
