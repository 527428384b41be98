package desk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// maxKept is how many bytes of the files in one form are kept in memory, where pictures are decoded; longer
// ones wait on the disk.
const maxKept = 21 << 20

// File is an uploaded file.
type File struct {
	io.ReadSeeker
	Size int64  // bytes
	Name string // as its sender's computer calls it
	kept int    // bytes in memory
	disk *os.File
}

// errNoRoom is a disk that takes no uploads.
var errNoRoom = errors.New("keeping an upload")

// named is a part of a form.
type named interface {
	io.Reader
	FileName() string
}

// readFile keeps a file: in memory where room bytes are enough, or else on the disk, under no name. Of one
// that is not kept only the size is known.
func readFile(part named, keep bool, room int) (*File, error) {
	f := &File{Name: part.FileName(), ReadSeeker: bytes.NewReader(nil)}
	if !keep {
		size, err := io.Copy(io.Discard, part)
		f.Size = size
		return f, err
	}
	content, err := io.ReadAll(io.LimitReader(part, int64(room)+1))
	if err != nil {
		return nil, err
	}
	if len(content) <= room {
		f.ReadSeeker, f.Size, f.kept = bytes.NewReader(content), int64(len(content)), len(content)
		return f, nil
	}
	return f, f.toDisk(io.MultiReader(bytes.NewReader(content), part))
}

func (f *File) toDisk(content io.Reader) error {
	disk, err := os.CreateTemp("", "pamphlet-upload-*")
	if err != nil {
		return fmt.Errorf("%w: %w", errNoRoom, err)
	}
	f.disk, f.ReadSeeker = disk, disk
	_ = os.Remove(disk.Name()) // it goes with the process, however that ends
	into := &sink{file: disk}
	f.Size, err = io.Copy(into, content)
	if err == nil {
		_, err = disk.Seek(0, io.SeekStart)
	}
	if err != nil {
		f.forget()
	}
	if into.failed != nil {
		return fmt.Errorf("%w: %w", errNoRoom, into.failed)
	}
	return err
}

// sink tells a disk that is full from a line that broke.
type sink struct {
	file   *os.File
	failed error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.file.Write(p)
	s.failed = err
	return n, err
}

func (f *File) forget() {
	if f.disk != nil {
		_ = f.disk.Close()
	}
}
