package media

import (
	"bytes"
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
func (d *Disk) Put(_ context.Context, name string, content []byte) (err error) {
	if !namePattern.MatchString(name) {
		return fmt.Errorf("storing a picture: %q is no name of a stored file", name)
	}
	if _, err := d.root.Stat(name); err == nil {
		return nil
	}
	part := name + "." + rand.Text() + ".part"
	if err := d.write(part, content); err != nil {
		_ = d.root.Remove(part)
		return fmt.Errorf("storing a picture: %w", err)
	}
	if err := d.root.Rename(part, name); err != nil {
		return fmt.Errorf("storing a picture: %w", err)
	}
	return d.syncFolder()
}

func (d *Disk) write(name string, content []byte) error {
	file, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = bytes.NewReader(content).WriteTo(file)
	return errors.Join(err, file.Sync(), file.Close())
}

// syncFolder makes the new name itself durable.
func (d *Disk) syncFolder() error {
	folder, err := d.root.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Open opens a stored file; fs.ErrNotExist for everything else.
func (d *Disk) Open(name string) (*os.File, error) {
	if !namePattern.MatchString(name) {
		return nil, fs.ErrNotExist
	}
	return d.root.Open(name)
}
