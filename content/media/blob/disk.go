package blob

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Disk keeps files in one folder.
type Disk struct {
	root *os.Root
}

// OpenDisk opens the folder, making it where it is missing.
func OpenDisk(dir string) (*Disk, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("opening the folder for media: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the folder for media: %w", err)
	}
	return &Disk{root: root}, nil
}

// Put implements Store.
func (d *Disk) Put(_ context.Context, name string, content io.Reader, size int64) error {
	if TypeOf(name) == "" {
		return fmt.Errorf("storing a file: %q is no name of a stored file", name)
	}
	part := name + "." + rand.Text() + ".part"
	if err := d.write(part, name, content, size); err != nil {
		_ = d.root.Remove(part)
		return fmt.Errorf("storing a file: %w", err)
	}
	return d.syncFolder()
}

// write gives the file its name only when its content is on disk.
func (d *Disk) write(part, name string, content io.Reader, size int64) error {
	file, err := d.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(file, content)
	if err == nil && n != size {
		err = fmt.Errorf("%d of %d bytes came: %w", n, size, io.ErrUnexpectedEOF)
	}
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return d.root.Rename(part, name)
}

// syncFolder makes the names themselves durable.
func (d *Disk) syncFolder() error {
	folder, err := d.root.Open(".")
	if err != nil {
		return fmt.Errorf("making the folder for media durable: %w", err)
	}
	if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
		return fmt.Errorf("making the folder for media durable: %w", err)
	}
	return nil
}

// Open implements Store.
func (d *Disk) Open(_ context.Context, name string) (*File, error) {
	if TypeOf(name) == "" {
		return nil, fs.ErrNotExist
	}
	file, err := d.root.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening a stored file: %w", err)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening a stored file: %w", err), file.Close())
	}
	return &File{ReadSeekCloser: file, Modified: info.ModTime()}, nil
}

// Delete implements Store.
func (d *Disk) Delete(_ context.Context, name string) error {
	if TypeOf(name) == "" {
		return nil
	}
	if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("deleting a stored file: %w", err)
	}
	return nil
}
