package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"pamphlet/federation/vocab"
)

// gallery is a sink whose people have avatars and which has pictures, good and bad ones, at /pictures/.
type gallery struct {
	*sink
	mu    sync.Mutex
	faces map[string]string // address of each one's avatar
	asks  map[string]int    // by path
	down  bool
}

func newGallery(t *testing.T) *gallery {
	g := &gallery{sink: newSink(t), faces: map[string]string{}, asks: map[string]int{}}
	g.server = httptest.NewServer(g)
	g.base = g.server.URL
	t.Cleanup(func() {
		g.server.CloseClientConnections() // some may hang
		g.server.Close()
	})
	return g
}

// looks gives somebody an avatar.
func (g *gallery) looks(name, picture string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.faces[name] = g.at(picture)
}

// at is the address of one of the pictures.
func (g *gallery) at(picture string) string { return g.base + "/pictures/" + picture }

// isDown makes all pictures answer 503.
func (g *gallery) isDown(down bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.down = down
}

// asked is how often somebody wanted to see a picture.
func (g *gallery) asked(picture string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.asks[picture]
}

// ServeHTTP implements http.Handler.
func (g *gallery) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, isActor := strings.CutPrefix(r.URL.Path, "/u/")
	if picture, ok := strings.CutPrefix(r.URL.Path, "/pictures/"); ok {
		g.show(w, r, picture)
		return
	}
	g.mu.Lock()
	face := g.faces[name]
	g.mu.Unlock()
	if r.Method != http.MethodGet || !isActor || face == "" {
		g.sink.ServeHTTP(w, r)
		return
	}
	actor := g.actor(name)
	actor.Icon = vocab.Items{vocab.Picture(face, "image/png", "")}
	w.Header().Set("Content-Type", docType)
	_, _ = w.Write(vocab.Encode(actor))
}

func (g *gallery) show(w http.ResponseWriter, r *http.Request, picture string) {
	g.mu.Lock()
	g.asks[picture]++
	down := g.down
	g.mu.Unlock()
	kind, _, _ := strings.Cut(picture, ".")
	switch {
	case down:
		http.Error(w, "later", http.StatusServiceUnavailable)
	case kind == "huge":
		w.Header().Set("Content-Type", "image/jpeg")
		_, _ = w.Write(bytes.Repeat(jpegOf(64, 64), 20_000)) // some 20 MB
	case kind == "page":
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write([]byte(`<html><script>alert(1)</script>`))
	case kind == "slow":
		<-r.Context().Done()
	case kind == "inside":
		http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
	case kind == "bomb":
		_, _ = w.Write(pixelBomb(60_000, 60_000))
	case kind == "gone":
		http.Error(w, "gone", http.StatusGone)
	case kind == "moved":
		http.Redirect(w, r, "/pictures/photo.jpg", http.StatusMovedPermanently)
	case kind == "face" || kind == "other":
		w.Header().Set("Content-Type", "text/plain") // servers say anything
		_, _ = w.Write(pngOf(map[string]color.RGBA{"face": {200, 90, 60, 255}, "other": {60, 110, 200, 255}}[kind]))
	default:
		_, _ = w.Write(jpegOf(1500, 1000))
	}
}

// jpegOf is a photograph of dunes.
func jpegOf(width, height int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			hill := (x*x/(40*max(width/100, 1)) + 3*y) % 255
			m.SetRGBA(x, y, color.RGBA{R: uint8(120 + hill/2), G: uint8(90 + hill/3), B: uint8(y * 160 / height), A: 255})
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// pngOf is a face of one colour.
func pngOf(c color.RGBA) []byte {
	m := image.NewRGBA(image.Rect(0, 0, 300, 300))
	for y := range 300 {
		for x := range 300 {
			m.SetRGBA(x, y, c)
			if dx, dy := x-150, y-120; dx*dx+dy*dy < 60*60 || (y > 200 && dx*dx < 90*90) {
				m.SetRGBA(x, y, color.RGBA{240, 225, 205, 255})
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// pixelBomb is a small PNG that says it is very large.
func pixelBomb(width, height uint32) []byte {
	file := pngOf(color.RGBA{A: 255})
	binary.BigEndian.PutUint32(file[16:], width)
	binary.BigEndian.PutUint32(file[20:], height)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}
