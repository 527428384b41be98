// Package media makes uploaded pictures harmless and keeps them.
//
// What this room is: hostile bytes in; freshly encoded, resized pictures without any metadata out; and
// the disk they lie on.
//
// Begin reading at: Processor.Picture (picture.go), then variant.go for the sizes, disk.go for storage and
// serve.go for how files leave again.
//
// The path: blog.Service -> Processor -> Name -> Disk.Put. A reader's browser -> web -> Handler.
//
// Keeps these promises: what a file is, is decided by decoding it; size, pixels and frames are
// checked before they cost memory; only pixels survive (no EXIF, GPS, XMP, thumbnails, trailing
// data); nothing is enlarged; nothing stored here is ever served as a document, script or JSON;
// a file is on disk whole or not at all.
//
// Does not: know who owns a picture (blog), keep rows (blog/store), choose alt texts.
//
// Standards & tests: EXIF 2.32 (orientation only), JPEG, PNG, GIF, WebP. Colour profiles are
// dropped and pixels taken as sRGB; of an animation the first frame is kept. Tests build their own
// hostile files: bombs, polyglots, GPS, truncation.
package media
