package media

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
)

// types are the files that are stored and how they are served: pictures and nothing else.
var types = map[string]string{".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}

var namePattern = regexp.MustCompile(`^[a-z2-7]{26}\.(jpg|png|webp)$`)

// Name is the file name of a content: a hash under a secret key, so that nobody can find out whether
// a picture they have is stored here, and nobody can guess one they have not.
func Name(key, content []byte, mediaType string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write(content)
	name := strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil))[:26])
	for ext, t := range types {
		if t == mediaType {
			return name + ext
		}
	}
	return name
}

// Disk keeps files in one folder.
type Disk struct {
	root *os.Root
}

// OpenDisk opens the folder, making it where it is missing.
func OpenDisk(dir string) (*Disk, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("opening the folder for pictures: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the folder for pictures: %w", err)
	}
	return &Disk{root: root}, nil
}

// Put stores a file, whole and durable or not at all. The name is made by Name; one that is there
// already has the same content.
func (d *Disk) Put(_ context.Context, name string, content []byte) error {
	if !namePattern.MatchString(name) {
		return fmt.Errorf("storing a picture: %q is no name of a stored file", name)
	}
	there, err := d.Exists(name)
	if err != nil {
		return err
	}
	if !there {
		part := name + "." + rand.Text() + ".part"
		if err := d.write(part, name, content); err != nil {
			_ = d.root.Remove(part)
			return fmt.Errorf("storing a picture: %w", err)
		}
	}
	// Also for a name that was there: another upload may have made it this very moment.
	return d.syncFolder()
}

// write gives the file its name only when its content is on disk.
func (d *Disk) write(part, name string, content []byte) error {
	file, err := d.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return d.root.Rename(part, name)
}

// syncFolder makes the names themselves durable.
func (d *Disk) syncFolder() error {
	folder, err := d.root.Open(".")
	if err != nil {
		return fmt.Errorf("making the folder for pictures durable: %w", err)
	}
	if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
		return fmt.Errorf("making the folder for pictures durable: %w", err)
	}
	return nil
}

// Exists tells whether a file of that name is stored.
func (d *Disk) Exists(name string) (bool, error) {
	if !namePattern.MatchString(name) {
		return false, nil
	}
	_, err := d.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking for a picture: %w", err)
	}
	return true, nil
}

// Delete removes a stored file; one that is not there is no error. Another row may use the same
// content: the caller knows.
func (d *Disk) Delete(_ context.Context, name string) error {
	if !namePattern.MatchString(name) {
		return nil
	}
	if err := d.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("deleting a picture: %w", err)
	}
	return nil
}

// Open opens a stored file; fs.ErrNotExist for everything else.
func (d *Disk) Open(name string) (*os.File, error) {
	if !namePattern.MatchString(name) {
		return nil, fs.ErrNotExist
	}
	file, err := d.root.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening a picture: %w", err)
	}
	return file, nil
}
