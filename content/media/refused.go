package media

import "fmt"

// Refused is a file that was not taken, with a sentence for the person who sent it.
type Refused struct {
	sentence string
}

// Error implements error.
func (r *Refused) Error() string { return r.sentence }

func refuse(format string, args ...any) error { return &Refused{fmt.Sprintf(format, args...)} }

var errNotPicture = refuse("This file is not a picture we can read. JPEG, PNG, GIF and WebP are.")

func errTooLarge(limit int64) error {
	return refuse("This picture is larger than %d MB, the limit here. A smaller copy will look the same on a page.", limit>>20)
}

func errTooManyPixels(width, height, limit int) error {
	return refuse("This picture has %d by %d pixels; %d megapixels is the limit here. A smaller copy will look the same on a page.", width, height, limit/1_000_000)
}
