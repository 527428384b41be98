package blob

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func openDisk(t *testing.T) (*Disk, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "media")
	d, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d, dir
}

// TestNamesStayInTheFolder has a folder beside which lies a secret, and a link to it inside.
func TestNamesStayInTheFolder(t *testing.T) {
	d, dir := openDisk(t)
	outside := filepath.Join(filepath.Dir(dir), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	linked := newName(t, "image/png")
	if err := os.Symlink(outside, filepath.Join(dir, linked)); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(badNames(t, "../secret", outside), linked) {
		if file, err := d.Open(t.Context(), name); err == nil {
			t.Errorf("opened %q", name)
			_ = file.Close()
		}
	}
	if content, err := os.ReadFile(outside); err != nil || string(content) != "secret" {
		t.Errorf("outside the folder: %q, %v", content, err)
	}
}

// TestDiskOpensAgain finds what another process stored, and leaves nothing of what came in part.
func TestDiskOpensAgain(t *testing.T) {
	d, dir := openDisk(t)
	name := put(t, d, "content", "image/png")
	if err := d.Put(t.Context(), newName(t, "video/mp4"), io.MultiReader(strings.NewReader("half"), broken{}), 8); !errors.Is(err, errBroken) {
		t.Errorf("a film that broke off: %v", err)
	}
	again, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, again, name); got != "content" {
		t.Errorf("after opening again: %q", got)
	}
	if err := again.Delete(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left on disk: %v", left)
	}
}

func TestOpenDiskFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenDisk(file); err == nil {
		t.Error("a file served as folder")
	}
}

var errBroken = errors.New("the line broke")

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errBroken }

func newName(t *testing.T, mediaType string) string {
	t.Helper()
	name, err := NewName(mediaType)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func put(t *testing.T, files Store, content, mediaType string) string {
	t.Helper()
	name := newName(t, mediaType)
	if err := files.Put(context.Background(), name, strings.NewReader(content), int64(len(content))); err != nil {
		t.Fatal(err)
	}
	return name
}

// read is what is stored; empty for nothing.
func read(t *testing.T, files Store, name string) string {
	t.Helper()
	file, err := files.Open(t.Context(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(file)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// badNames are no names of stored files.
func badNames(t *testing.T, more ...string) []string {
	good := strings.TrimSuffix(newName(t, "image/png"), ".png")
	return append(more, "", ".", "..", "a/b.png", `a\b.png`, good, good+".svg", good+".json", good+".html", good+".gif",
		good+".png.part", good+".png\x00", good+".png\n", good[1:]+".png", strings.ToUpper(good)+".png")
}
