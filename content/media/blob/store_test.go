package blob

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// each runs a test with every store.
func each(t *testing.T, test func(t *testing.T, files Store)) {
	t.Run("disk", func(t *testing.T) {
		d, _ := openDisk(t)
		test(t, d)
	})
	t.Run("s3", func(t *testing.T) { test(t, openS3(t, "media", "/pictures/")) })
}

// openS3 is a bucket on a server of its own.
func openS3(t *testing.T, bucket, prefix string) *S3 {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket(bucket); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	s, err := OpenS3(t.Context(), "s3://"+bucket+prefix+"?region=eu&endpoint="+server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestNewName(t *testing.T) {
	name := newName(t, "image/jpeg")
	if TypeOf(name) != "image/jpeg" || !strings.HasSuffix(name, ".jpg") || name == newName(t, "image/jpeg") {
		t.Errorf("name %q", name)
	}
	for _, mediaType := range []string{"", "image/svg+xml", "text/html", "application/activity+json", "application/octet-stream"} {
		if name, err := NewName(mediaType); err == nil {
			t.Errorf("%q is named %q", mediaType, name)
		}
	}
}

func TestStoreKeeps(t *testing.T) {
	each(t, func(t *testing.T, files Store) {
		long := strings.Repeat(rand.Text(), 1<<20) // 26 MB: several parts of a bucket's file
		for _, content := range []string{"x", "content", long} {
			name := put(t, files, content, "video/mp4")
			if got := read(t, files, name); got != content {
				t.Errorf("%d bytes came back as %d", len(content), len(got))
			}
			for range 2 {
				if err := files.Delete(t.Context(), name); err != nil {
					t.Errorf("deleting: %v", err)
				}
			}
			if _, err := files.Open(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("after deleting: %v", err)
			}
		}
	})
}

func TestStoreRefusesNames(t *testing.T) {
	each(t, func(t *testing.T, files Store) {
		for _, name := range badNames(t) {
			if _, err := files.Open(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("opening %q: %v", name, err)
			}
			if err := files.Put(t.Context(), name, strings.NewReader("x"), 1); err == nil {
				t.Errorf("stored %q", name)
			}
			if err := files.Delete(t.Context(), name); err != nil {
				t.Errorf("deleting %q: %v", name, err)
			}
		}
	})
}

func TestStoreTakesOnlyWholeFiles(t *testing.T) {
	each(t, func(t *testing.T, files Store) {
		name := newName(t, "audio/mpeg")
		if err := files.Put(t.Context(), name, strings.NewReader("half"), 8); err == nil {
			t.Error("half a file was stored")
		}
		if got := read(t, files, name); got != "" {
			t.Errorf("stored %q", got)
		}
	})
}

func TestManyStoreAtOnce(t *testing.T) {
	each(t, func(t *testing.T, files Store) {
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				content := strings.Repeat(rand.Text(), 4<<10)
				name, err := NewName("image/webp")
				if err == nil {
					err = files.Put(context.Background(), name, strings.NewReader(content), int64(len(content)))
				}
				if err != nil || read(t, files, name) != content {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		all.Wait()
	})
}

// TestOpenS3Fails says what to do about an address that leads nowhere.
func TestOpenS3Fails(t *testing.T) {
	here := openS3(t, "media", "")
	endpoint := here.client.EndpointURL().String()
	for address, want := range map[string]string{
		"s3://":                                  "write it like s3://bucket",
		"https://s3.example/bucket":              "write it like s3://bucket",
		"s3://media?endpoint=s3.example":         "write it like https://s3.example:9000",
		"s3://other?endpoint=" + endpoint:        "Make it",
		"s3://media?endpoint=http://127.0.0.1:1": "cannot be opened",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), openTime/4)
		if _, err := OpenS3(ctx, address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
		cancel()
	}
}
