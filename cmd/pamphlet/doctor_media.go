package main

import (
	"context"
	"errors"
	"strings"

	"pamphlet/content/media/blob"
)

// checkMedia keeps a file where pictures are kept, reads it and deletes it again.
func (h *house) checkMedia(ctx context.Context, cli *commandLine) finding {
	f := finding{what: "media in the data folder"}
	if cli.Media != "" {
		f.what, _, _ = strings.Cut("media in "+cli.Media, "?")
	}
	name, err := blob.NewName("image/png")
	if err == nil {
		err = h.files.Put(ctx, name, strings.NewReader("a probe"), int64(len("a probe")))
	}
	if err == nil {
		file, opening := h.files.Open(ctx, name)
		if opening == nil {
			opening = file.Close()
		}
		err = errors.Join(opening, h.files.Delete(ctx, name))
	}
	if err != nil {
		f.remedy, f.problem = oneLine(err)+". Pictures cannot be kept: give this user, or these keys, the right to write, read and delete there", true
	}
	return f
}
