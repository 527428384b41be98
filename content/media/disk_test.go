package media

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var key = []byte("a secret of this site")

func openDisk(t *testing.T) (*Disk, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "media")
	d, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d, dir
}

func put(t *testing.T, d *Disk, content, mediaType string) string {
	t.Helper()
	name := Name(key, []byte(content), mediaType)
	if err := d.Put(context.Background(), name, []byte(content)); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestName(t *testing.T) {
	name := Name(key, []byte("content"), "image/jpeg")
	if !namePattern.MatchString(name) || !strings.HasSuffix(name, ".jpg") {
		t.Errorf("name %q", name)
	}
	if name != Name(key, []byte("content"), "image/jpeg") {
		t.Error("the same content has two names")
	}
	if name == Name([]byte("another key"), []byte("content"), "image/jpeg") || name == Name(key, []byte("Content"), "image/jpeg") {
		t.Error("another key or content has the same name")
	}
}

func TestDiskKeeps(t *testing.T) {
	d, dir := openDisk(t)
	name := put(t, d, "content", "image/png")
	put(t, d, "content", "image/png")
	file, err := d.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(file)
	if err := errors.Join(err, file.Close()); err != nil || string(content) != "content" {
		t.Errorf("read %q, %v", content, err)
	}
	again, err := OpenDisk(dir)
	if err != nil {
		t.Fatal(err)
	}
	if there, err := again.Exists(name); !there || err != nil {
		t.Errorf("after opening again: %v, %v", there, err)
	}
	for range 2 {
		if err := d.Delete(context.Background(), name); err != nil {
			t.Errorf("deleting: %v", err)
		}
	}
	if there, err := d.Exists(name); there || err != nil {
		t.Errorf("after deleting: %v, %v", there, err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left on disk: %v", left)
	}
}

func TestNamesStayInTheFolder(t *testing.T) {
	d, dir := openDisk(t)
	outside := filepath.Join(filepath.Dir(dir), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	linked := Name(key, []byte("linked"), "image/png")
	if err := os.Symlink(outside, filepath.Join(dir, linked)); err != nil {
		t.Fatal(err)
	}
	good := strings.TrimSuffix(Name(key, nil, "image/png"), ".png")
	for _, name := range []string{
		"", ".", "..", "../secret", outside, "a/b.png", `a\b.png`, good, good + ".svg", good + ".json", good + ".html",
		good + ".png.part", good + ".png\x00", good + ".png\n", good[1:] + ".png", strings.ToUpper(good) + ".png", linked,
	} {
		if file, err := d.Open(name); err == nil {
			t.Errorf("opened %q", name)
			_ = file.Close()
		}
		if name == linked {
			continue
		}
		if _, err := d.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("opening %q: %v", name, err)
		}
		if err := d.Put(context.Background(), name, []byte("x")); err == nil {
			t.Errorf("stored %q", name)
		}
		if there, err := d.Exists(name); there || err != nil {
			t.Errorf("%q is said to exist, %v", name, err)
		}
		if err := d.Delete(context.Background(), name); err != nil {
			t.Errorf("deleting %q: %v", name, err)
		}
	}
	if content, err := os.ReadFile(outside); err != nil || string(content) != "secret" {
		t.Errorf("outside the folder: %q, %v", content, err)
	}
}

func TestManyStoreTheSame(t *testing.T) {
	d, dir := openDisk(t)
	var all sync.WaitGroup
	content := strings.Repeat("x", 1<<16)
	name := Name(key, []byte(content), "image/webp")
	for range 16 {
		all.Go(func() {
			if err := d.Put(context.Background(), name, []byte(content)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("on disk: %v", files)
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

func get(d *Disk, method, name string, header ...string) *http.Response {
	r := httptest.NewRequest(method, "/", nil)
	r.URL.Path = name
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Handler(d).ServeHTTP(w, r)
	return w.Result()
}

// F5: whatever the content, it leaves as a picture.
func TestServed(t *testing.T) {
	d, _ := openDisk(t)
	for mediaType, content := range map[string]string{
		"image/jpeg": "\xFF\xD8\xFF", "image/png": "<script>alert(1)</script>", "image/webp": `{"type":"Person"}`,
	} {
		response := get(d, http.MethodGet, put(t, d, content, mediaType), "Accept", "application/activity+json")
		var body bytes.Buffer
		if _, err := body.ReadFrom(response.Body); err != nil || body.String() != content || response.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %q", mediaType, response.StatusCode, body.String())
		}
		for name, want := range map[string]string{
			"Content-Type":                 mediaType,
			"X-Content-Type-Options":       "nosniff",
			"Content-Security-Policy":      "sandbox; default-src 'none'",
			"Cross-Origin-Resource-Policy": "cross-origin",
			"Cache-Control":                "public, max-age=31536000, immutable",
			"Set-Cookie":                   "",
		} {
			if got := response.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", mediaType, name, got)
			}
		}
	}
}

func TestServedInParts(t *testing.T) {
	d, _ := openDisk(t)
	name := put(t, d, "0123456789", "image/png")
	tag := get(d, http.MethodGet, name).Header.Get("ETag")
	for _, c := range []struct {
		method string
		header []string
		status int
		body   string
	}{
		{http.MethodGet, []string{"Range", "bytes=2-4"}, http.StatusPartialContent, "234"},
		{http.MethodGet, []string{"Range", "bytes=20-"}, http.StatusRequestedRangeNotSatisfiable, ""},
		{http.MethodGet, []string{"If-None-Match", tag}, http.StatusNotModified, ""},
		{http.MethodGet, []string{"If-None-Match", `"other"`}, http.StatusOK, "0123456789"},
		{http.MethodHead, nil, http.StatusOK, ""},
		{http.MethodPost, nil, http.StatusMethodNotAllowed, ""},
		{http.MethodDelete, nil, http.StatusMethodNotAllowed, ""},
	} {
		response := get(d, c.method, name, c.header...)
		body, _ := io.ReadAll(response.Body)
		if response.StatusCode != c.status || (c.body != "" && string(body) != c.body) {
			t.Errorf("%s %v: %d %q", c.method, c.header, response.StatusCode, body)
		}
	}
	for _, missing := range []string{"", "..", "../disk.go", Name(key, []byte("never stored"), "image/png"), name + ".html"} {
		if response := get(d, http.MethodGet, missing); response.StatusCode != http.StatusNotFound || response.Header.Get("Cache-Control") != "" {
			t.Errorf("%q: %d", missing, response.StatusCode)
		}
	}
}
