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
	// Sentence says in plain words what to do; Values are what belongs into it, as package words takes both.
	Sentence string
	Values   []any
}

// Error is the whole sentence.
func (r *Refused) Error() string { return fmt.Sprintf(r.Sentence, r.Values...) }

var (
	errNotPicture = &Refused{Reason: NotPicture,
		Sentence: "This file is not a picture we can read. JPEG, PNG, GIF and WebP are."}
	errNotTaken = &Refused{Reason: NotTaken,
		Sentence: "This kind of file is not taken. Pictures are (JPEG, PNG, GIF, WebP), sound (MP3, M4A, Ogg, FLAC, WAV), film (MP4, WebM) and PDF."}
	errAnimatedWebP = &Refused{Reason: NotPicture,
		Sentence: "This is an animated WebP, which cannot be read here. A still picture can."}
	errDamaged = &Refused{Reason: Damaged,
		Sentence: "This picture is damaged and cannot be read whole. Save it again and retry."}
)

// errTooLarge names the size where it is known: 0 means that reading stopped at the limit.
func errTooLarge(size, limit int64) error {
	r := &Refused{Reason: TooLarge, Size: size, Limit: limit}
	if size == 0 {
		r.Sentence, r.Values = "This picture is larger than %d MB, the limit here. A smaller copy will look the same on a page.", []any{megabytes(limit)}
	} else {
		r.Sentence, r.Values = "This picture is %d MB; the limit here is %d MB. A smaller copy will look the same on a page.", []any{megabytes(size), megabytes(limit)}
	}
	return r
}

// megabytes rounds up, so that what is over the limit also reads so.
func megabytes(n int64) int {
	const mb = 1 << 20
	return int((n + mb - 1) / mb)
}

func errTooManyPixels(width, height, limit int) error {
	return &Refused{Reason: TooManyPixels, Size: int64(width) * int64(height), Limit: int64(limit),
		Sentence: "This picture has %d by %d pixels; %d megapixels is the limit here. A smaller copy will look the same on a page.",
		Values:   []any{width, height, limit / 1_000_000}}
}

func errTooManyFrames(limit int) error {
	return &Refused{Reason: TooManyFrames, Limit: int64(limit),
		Sentence: "This animation has more than %d frames, the limit here. Only its first is shown on a page: send that one alone.",
		Values:   []any{limit}}
}
