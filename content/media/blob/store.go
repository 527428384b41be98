package blob

import (
	"context"
	"io"
	"time"
)

// Store keeps files by name. Names are made by NewName.
type Store interface {
	// Put stores a file of size bytes, whole and durable or not at all.
	Put(ctx context.Context, name string, content io.Reader, size int64) error
	// Open opens a stored file, whose reader closes it; fs.ErrNotExist for everything else.
	Open(ctx context.Context, name string) (*File, error)
	// Delete removes a stored file; one that is not there is no error.
	Delete(ctx context.Context, name string) error
}

// File is a stored file being read.
type File struct {
	io.ReadSeekCloser
	Modified time.Time
}
