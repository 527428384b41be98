// Package media makes uploaded pictures harmless and keeps them.
//
// What this room is: hostile bytes in; freshly encoded, resized pictures without any metadata out; and
// the disk they lie on.
//
// Begin reading at: Processor.Picture (picture.go). format.go decides what a file is, variant.go which
// sizes are made, scale.go and encode.go make them; disk.go keeps them and serve.go gives them out.
//
// The path: blog.Service and blog.Copier -> Processor -> Name -> Disk.Put. A reader's browser -> web -> Handler.
//
// Keeps these promises: what a file is, is decided by decoding it, in Go, never by its name or header;
// size, pixels and frames are checked before they cost memory, and no more than Limits.MaxPixels are
// decoded at once; only visible pixels survive (no EXIF, GPS, XMP, thumbnails, trailing data, colours
// under clear pixels); nothing is enlarged; the same pixels give the same bytes; nothing stored here is
// ever served as a document, script or JSON; a file is on disk whole or not at all.
//
// Does not: know who owns a picture or whether another still needs a file (blog), keep rows
// (blog/store), choose alt texts.
//
// Standards & tests: EXIF 2.32 (orientation, in JPEG), JPEG, PNG, GIF89a, RFC 9649 (WebP). Colour
// profiles are dropped and pixels taken as sRGB; of an animated GIF the first frame is kept, an animated
// WebP is refused. Tests build their own hostile files: bombs, polyglots, GPS, truncation. FuzzPicture
// takes any bytes.
package media
