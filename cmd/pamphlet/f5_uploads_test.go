package main

import (
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// uploads sends a file to the desk as a picture.
func (d *atDesk) uploads(name string, content []byte) answer {
	d.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	token := d.token("/desk/media")
	if err := form.WriteField("csrf", token); err != nil {
		d.t.Fatal(err)
	}
	part, err := form.CreateFormFile("picture", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		d.t.Fatal(err)
	}
	res, err := d.client.Post(d.base+"/desk/media", form.FormDataContentType(), &body)
	if err != nil {
		d.t.Fatal(err)
	}
	return readAnswer(d.t, res)
}

// TestF5Uploads tries to make an actor of a file somebody uploads here: as it is, under other names, and behind a true
// picture. What is kept is a picture, sound, film or PDF and nothing else, and is served as one.
func TestF5Uploads(t *testing.T) {
	t.Parallel()
	i, s := newSite(t, "sqlite"), newSink(t)
	desk, actor := i.signIn("ann"), i.actorOf("ann")
	forged := []byte(plain(t, object{"id": i.base + "/media/actor", "type": "Person", "inbox": i.base + "/inbox", "preferredUsername": "forged",
		"publicKey": object{"id": i.base + "/media/actor#main-key", "owner": i.base + "/media/actor", "publicKeyPem": s.pem}}))
	for _, name := range []string{"actor.json", "actor.txt", "actor.jpg", "actor.png", "actor.gif", "actor", "actor.svg", "actor.html", "actor.jsonld"} {
		if got := desk.uploads(name, forged); got.status < 400 || got.status >= 500 {
			t.Errorf("%s was answered %d", name, got.status)
		}
	}
	if n := i.number("select count(*) from media"); n != 0 {
		t.Fatalf("%d files were kept", n)
	}

	for name, encode := range map[string]func(*bytes.Buffer, image.Image) error{
		"actor.png": func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) },
		"actor.jpg": func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) },
		"actor.gif": func(b *bytes.Buffer, m image.Image) error { return gif.Encode(b, m, nil) },
	} {
		var picture bytes.Buffer
		if err := encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
			t.Fatal(err)
		}
		if got := desk.uploads(name, append(picture.Bytes(), forged...)); got.status != http.StatusOK {
			t.Errorf("the picture %s was answered %d", name, got.status)
		}
	}
	// What is no picture is kept as it came, but never served as a document of ours.
	for name, head := range map[string]string{
		"actor.mp3": "ID3\x04\x00\x00\x00\x00\x10\x00", "actor.pdf": "%PDF-1.7\n", "actor.mp4": "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41",
	} {
		if got := desk.uploads(name, append([]byte(head), forged...)); got.status != http.StatusOK {
			t.Errorf("%s was answered %d", name, got.status)
		}
	}
	entries := regexp.MustCompile(`"(/desk/media/[0-9]+)"`).FindAllStringSubmatch(desk.open("/desk/media"), -1)
	if len(entries) != 6 {
		t.Fatalf("the desk shows %v", entries)
	}
	for _, entry := range entries {
		kept := regexp.MustCompile(`"(/media/[^"]+)"`).FindStringSubmatch(desk.open(entry[1]))
		if kept == nil {
			t.Fatalf("%s shows no file", entry[1])
		}
		s.speaksAsFile(i.base+kept[1], actor)
	}
	i.ranQuietly()
}

// speaksAsPicture looks at a picture as another server would that takes it for an actor, and then speaks as that.
func (s *sink) speaksAsFile(address, blogID string) {
	s.t.Helper()
	for _, accept := range []string{"", "application/activity+json", "*/*"} {
		got := get(s.t, address, accept)
		kind := got.header.Get("Content-Type")
		if got.status != http.StatusOK || !slices.Contains([]string{"image/png", "image/jpeg", "audio/mpeg", "video/mp4", "application/pdf"}, kind) ||
			got.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") {
			s.t.Errorf("%s is served with %d %v", address, got.status, got.header)
		}
		if strings.HasPrefix(kind, "image/") && bytes.Contains(got.body, []byte("publicKey")) {
			s.t.Errorf("%s still has what stood behind the picture", address)
		}
	}
	body := []byte(plain(s.t, object{"id": address + "#like", "type": "Like", "actor": address, "object": blogID}))
	if got := s.sendsAs(address, blogID+"/inbox", body); got.status != http.StatusUnauthorized {
		s.t.Errorf("%s as an actor was answered %d %s", address, got.status, got.body)
	}
}
