package media

import "github.com/gabriel-vasile/mimetype"

// headBytes is how much of a file tells what it is.
const headBytes = 3072

// taken are the types of sound, film and documents that are stored as they are: what every browser plays,
// by the names that mimetype has for them.
var taken = map[string]string{
	"audio/mpeg": "audio/mpeg", "audio/mp4": "audio/mp4", "audio/x-m4a": "audio/mp4", "audio/ogg": "audio/ogg",
	"application/ogg": "audio/ogg", "audio/flac": "audio/flac", "audio/wav": "audio/wav",
	"video/mp4": "video/mp4", "video/webm": "video/webm", "application/pdf": "application/pdf",
}

// known are types that people have and that are not taken, with what to do instead.
var known = map[string]string{
	"image/heic": heic, "image/heif": heic,
	"image/avif":       "AVIF pictures cannot be read here yet. Save this one as JPEG or PNG.",
	"image/svg+xml":    "SVG drawings may hold scripts and are not taken. Save this one as PNG.",
	"image/tiff":       "Browsers do not show TIFF pictures. Save this one as JPEG or PNG.",
	"video/quicktime":  "Browsers do not all play QuickTime films. Save this one as MP4.",
	"video/x-matroska": "Browsers do not all play Matroska films. Save this one as MP4 or WebM.",
}

const heic = "Browsers do not show HEIC pictures. Save this one as JPEG."

// Sniff tells what a file is by its first bytes, never by its name: picture, when it begins like one; or the
// type of a sound, film or document that is stored as it is. The error is a *Refused for anything else.
func Sniff(head []byte) (mediaType string, picture bool, err error) {
	head = head[:min(len(head), headBytes)]
	if _, ok := formatOf(head); ok {
		return "", true, nil
	}
	found := mimetype.Detect(head)
	if mediaType, ok := taken[found.String()]; ok {
		return mediaType, false, nil
	}
	if sentence, ok := known[found.String()]; ok {
		return "", false, &Refused{Reason: NotTaken, Sentence: sentence}
	}
	return "", false, errNotTaken
}
