package media

import "fmt"

// Reason says why a file was not taken.
type Reason string

// The reasons.
const (
	TooLarge      Reason = "too large"       // in bytes
	TooManyPixels Reason = "too many pixels" // width times height
	TooManyFrames Reason = "too many frames"
	NotPicture    Reason = "not a picture" // of a kind that can be read
	NotTaken      Reason = "not taken"     // neither a picture nor another kind of file that is stored
	Damaged       Reason = "damaged"       // cut short, or broken inside
)

// Refused is a file that was not taken, with a sentence for the person who sent it.
type Refused struct {
	Reason      Reason
	Size, Limit int64 // in bytes, pixels or frames as Reason says; Size is 0 where it is not known
	sentence    string
}

// Error is a whole sentence in plain words that says what to do.
func (r *Refused) Error() string { return r.sentence }

var (
	errNotPicture = &Refused{Reason: NotPicture,
		sentence: "This file is not a picture we can read. JPEG, PNG, GIF and WebP are."}
	errNotTaken = &Refused{Reason: NotTaken,
		sentence: "This kind of file is not taken. Pictures are (JPEG, PNG, GIF, WebP), sound (MP3, M4A, Ogg, FLAC, WAV), film (MP4, WebM) and PDF."}
	errAnimatedWebP = &Refused{Reason: NotPicture,
		sentence: "This is an animated WebP, which cannot be read here. A still picture can."}
	errDamaged = &Refused{Reason: Damaged,
		sentence: "This picture is damaged and cannot be read whole. Save it again and retry."}
)

// errTooLarge names the size where it is known: 0 means that reading stopped at the limit.
func errTooLarge(size, limit int64) error {
	r := &Refused{Reason: TooLarge, Size: size, Limit: limit}
	advice := "A smaller copy will look the same on a page."
	if size == 0 {
		r.sentence = fmt.Sprintf("This picture is larger than %s, the limit here. %s", megabytes(limit), advice)
	} else {
		r.sentence = fmt.Sprintf("This picture is %s; the limit here is %s. %s", megabytes(size), megabytes(limit), advice)
	}
	return r
}

// megabytes rounds up, so that what is over the limit also reads so.
func megabytes(n int64) string {
	const mb = 1 << 20
	return fmt.Sprintf("%d MB", (n+mb-1)/mb)
}

func errTooManyPixels(width, height, limit int) error {
	return &Refused{Reason: TooManyPixels, Size: int64(width) * int64(height), Limit: int64(limit),
		sentence: fmt.Sprintf("This picture has %d by %d pixels; %d megapixels is the limit here. A smaller copy will look the same on a page.",
			width, height, limit/1_000_000)}
}

func errTooManyFrames(limit int) error {
	return &Refused{Reason: TooManyFrames, Limit: int64(limit),
		sentence: fmt.Sprintf("This animation has more than %d frames, the limit here. Only its first is shown on a page: send that one alone.", limit)}
}
