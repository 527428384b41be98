package main

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// TestMediaInBucket keeps pictures and files in a bucket, and serves them from there.
func TestMediaInBucket(t *testing.T) {
	t.Parallel()
	backend := s3mem.New()
	if err := backend.CreateBucket("words"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	i := newInstance(t, "sqlite")
	i.env = append(i.env, "PAMPHLET_MEDIA=s3://words/media?region=eu&endpoint="+server.URL, "AWS_ACCESS_KEY_ID=key", "AWS_SECRET_ACCESS_KEY=secret")
	i.addUser("ann", "owner")
	var loaf bytes.Buffer
	if err := errors.Join(png.Encode(&loaf, image.NewGray(image.Rect(0, 0, 300, 200))), os.WriteFile(filepath.Join(i.folder, "loaf.png"), loaf.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	page := i.publish("ann", "bread.md", "# Bread\n\n![A loaf](loaf.png)\n")
	i.start()
	html := string(get(t, page, "text/html").body)
	_, rest, found := strings.Cut(html, `<img src="`)
	src, _, _ := strings.Cut(rest, `"`)
	if !found || !strings.HasPrefix(src, "/media/") {
		t.Fatalf("the page shows %s", html)
	}
	if got := get(t, i.base+src, "image/*"); got.status != http.StatusOK || got.header.Get("Content-Type") != "image/png" || len(got.body) == 0 {
		t.Errorf("%s is served with %d %v", src, got.status, got.header)
	}
	if _, err := backend.HeadObject("words", "media/"+strings.TrimPrefix(src, "/media/")); err != nil {
		t.Errorf("it is not in the bucket: %v", err)
	}
	if left, _ := os.ReadDir(filepath.Join(i.folder, "data", "media")); len(left) != 0 {
		t.Errorf("on disk are %v", left)
	}
	i.doctor("ok +media in s3://words/media$")
	server.Close()
	i.doctor("problem +.*bucket")
	if got := get(t, i.base+src, "image/*"); got.status != http.StatusServiceUnavailable {
		t.Errorf("without its bucket the picture is answered %d", got.status)
	}
	if got := get(t, page, "text/html"); got.status != http.StatusOK {
		t.Errorf("without its bucket the page is answered %d", got.status)
	}
}
