package blob

import (
	"crypto/rand"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// types are the files that are stored, and how they are served. None of them is text.
var types = map[string]string{
	".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".flac": "audio/flac", ".wav": "audio/wav",
	".mp4": "video/mp4", ".webm": "video/webm",
	".pdf": "application/pdf",
}

var namePattern = regexp.MustCompile(`^[a-z2-7]{26}\.[a-z0-9]{3,4}$`)

// NewName is the name of a new file: nobody can guess it, and no other file ever has it. It fails for a type
// that is not stored.
func NewName(mediaType string) (string, error) {
	for ext, t := range types {
		if t == mediaType {
			return strings.ToLower(rand.Text()) + ext, nil
		}
	}
	return "", fmt.Errorf("naming a file: %q is no type of a stored file", mediaType)
}

// TypeOf is the type a file is served with; empty for what is no name of a stored file.
func TypeOf(name string) string {
	if !namePattern.MatchString(name) {
		return ""
	}
	return types[path.Ext(name)]
}
