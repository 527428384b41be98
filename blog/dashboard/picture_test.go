package dashboard_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store"
)

// picture draws a JPEG with some content.
func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, color.RGBA{uint8(x * 255 / width), uint8(y * 255 / height), 120, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func TestPictureInText(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	p := b.get("/desk/articles/new").form("/desk/articles").with("title", "With a picture", "markdown", "Before.", "picture_alt", "A [door] at *night*").
		file("picture", picture(t, 400, 300)).with("do", "picture").send().wants(http.StatusOK, "Saved")
	text := p.form(b.url.Path).values.Get("markdown")
	if !strings.HasPrefix(text, "Before.\r\n\r\n![A \\[door\\] at \\*night\\*](/media/") {
		t.Errorf("the text is %q", text)
	}
	p.form(b.url.Path).to("/desk/preview").send().wants(http.StatusOK)
	for _, img := range b.last.elements("img") {
		if attr(img, "alt") == "A [door] at *night*" {
			return
		}
	}
	t.Error("the preview does not show the picture with its words")
	_ = ann
}

func TestCover(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	b.get("/desk/articles/new").form("/desk/articles").with("title", "Covered", "cover_alt", "A boat").file("cover_file", picture(t, 800, 600)).send().wants(http.StatusOK, "Saved")
	id, _ := strconv.ParseInt(strings.TrimPrefix(b.url.Path, "/desk/articles/"), 10, 64)
	got := h.saved(ann, id)
	if got.CoverID == 0 || got.CoverAlt != "A boat" {
		t.Fatalf("saved %+v", got)
	}
	if chosen := b.last.form(b.url.Path).values.Get("cover"); chosen != itoa(got.CoverID) {
		t.Errorf("the form has cover %q", chosen)
	}
	b.last.form(b.url.Path).with("cover", "0").send()
	if got = h.saved(ann, id); got.CoverID != 0 {
		t.Error("the cover was not taken away")
	}
}

func TestRefusedUploads(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	b.get("/desk/media").form("/desk/media").with("alt", "Kept words").file("picture", []byte("<svg onload=alert(1)>")).send().
		wants(http.StatusUnprocessableEntity, "Kept words")
	b.get("/desk/media").form("/desk/media").send().wants(http.StatusUnprocessableEntity, "No file was chosen.")
	huge := append(picture(t, 40, 30), make([]byte, 30<<20)...)
	b.get("/desk/articles/new").form("/desk/articles").with("title", "Kept", "markdown", "Kept too").file("picture", huge).send().
		wants(http.StatusUnprocessableEntity, "This picture is 31 MB; the limit here is 20 MB.", "Kept too")
	f := b.get("/desk/articles/new").form("/desk/articles").with("markdown", strings.Repeat("x", 5<<20))
	f.send().wants(http.StatusRequestEntityTooLarge, "This was too large")
	if list, err := h.store.MediaOf(t.Context(), ann.ID, blog.Picture, 10, 0); len(list) != 0 || err != nil {
		t.Errorf("stored %v, %v", list, err)
	}
}

func TestMediaPage(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	b.get("/desk/media").form("/desk/media").file("picture", picture(t, 500, 300)).send().wants(http.StatusOK, "It is here.", "500 by 300 pixels", "No article shows it.")
	m := h.onlyMedia(ann)
	path := "/desk/media/" + itoa(m.ID)
	b.get("/desk/media").wants(http.StatusOK, "No words yet", "In no article")
	b.get(path).form(path).with("alt", "A slope of colours", "caption", `The "second" one`, "across", "-100", "up", "40").send().
		wants(http.StatusOK, "A slope of colours", "The description is saved.", `(/media/`+m.Cover(500).Name+` "The \"second\" one")`)
	if got := h.onlyMedia(ann); got.Focus != (blog.Focus{X: -1, Y: .4}) || got.Card().Name == m.Card().Name {
		t.Errorf("described as %+v", got)
	}
	b.get(path).form(path).with("alt", strings.Repeat("long ", 400)).send().wants(http.StatusUnprocessableEntity, "1,500 is the most", "long long")
	b.get("/desk/media?words=SLOPE").wants(http.StatusOK, "A slope of colours")
	b.get("/desk/media?words=tram").wants(http.StatusOK, "Nothing like that.")

	w := h.draft(ann, blog.Text{Title: "With", Markdown: "![](/media/" + m.Cover(500).Name + ")"}).ID
	b.get("/desk/media").wants(http.StatusOK, "In 1 article")
	b.get(path).wants(http.StatusOK, "With").shows(`href="/desk/articles/` + itoa(w) + `"`)
	b.get(path+"/delete").form(path+"/delete").send().wants(http.StatusConflict, "An article shows this.")
	b.get("/desk/media?state=unused").wants(http.StatusOK, "Nothing like that.")
	b.get(path).form(path+"/replace").file("picture", picture(t, 640, 480)).send().wants(http.StatusOK, "Replaced.", "640 by 480 pixels")
	b.get(path).form(path+"/replace").file("picture", wave(t)).send().wants(http.StatusUnprocessableEntity, "another kind of file")
	if err := h.service.Delete(t.Context(), ann.ID, w); err != nil {
		t.Fatal(err)
	}
	b.get(path+"/delete").form(path+"/delete").send().wants(http.StatusOK, "Deleted.", "Nothing here yet.")
}

// TestMediaOfOthers looks for, describes, replaces and deletes what belongs to somebody else.
func TestMediaOfOthers(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	h.account("bea", blog.Author)
	b := h.signedIn("ann")
	b.get("/desk/media").form("/desk/media").with("alt", "Secret").file("picture", picture(t, 50, 30)).send().wants(http.StatusOK, "It is here.")
	path := "/desk/media/" + itoa(h.onlyMedia(ann).ID)
	bea := h.signedIn("bea")
	f := bea.get("/desk/media").lacks("Secret").form("/desk/media")
	for _, at := range []string{path, path + "/delete"} {
		bea.get(at).wants(http.StatusNotFound).lacks("Secret")
	}
	for _, at := range []string{path, path + "/delete", path + "/replace"} {
		f.to(at).with("alt", "Mine").file("picture", picture(t, 60, 40)).send().wants(http.StatusNotFound).lacks("Secret")
	}
	if m := h.onlyMedia(ann); m.Alt != "Secret" || m.Width != 50 {
		t.Errorf("it became %+v", m)
	}
}

// TestFiles are those that are no pictures: kept as they are, played or led to where a text has them.
func TestFiles(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	for _, c := range []struct {
		name, words string
		content     []byte
		markdown    string // how it begins
		shown       string // in the page
	}{
		{"talk.wav", "A talk", wave(t), "![A talk](/media/", `<audio src="/media/`},
		{"film.mp4", "", []byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41\x00\x00\x00\x08free"), "![film.mp4](/media/", `<video src="/media/`},
		{"paper.pdf", "The paper", []byte("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"), "[The paper](/media/", `">The paper</a>`},
	} {
		r := b.get("/desk/media").form("/desk/media").with("alt", c.words).named("picture", c.name, c.content).request()
		r.Header.Set("Accept", "text/markdown")
		markdown := b.do(r).wants(http.StatusCreated).source
		if !strings.HasPrefix(markdown, c.markdown) {
			t.Fatalf("%s answered %q", c.name, markdown)
		}
		b.get("/desk/articles/new").form("/desk/articles").with("title", "T", "markdown", markdown).to("/desk/preview").send().wants(http.StatusOK).shows(c.shown)
		_, rest, _ := strings.Cut(markdown, "(")
		address, _, _ := strings.Cut(rest, ")")
		if got, err := os.ReadFile(filepath.Join(h.media, filepath.Base(address))); err != nil || !bytes.Equal(got, c.content) {
			t.Errorf("%s is stored with %d bytes, not %d: %v", c.name, len(got), len(c.content), err)
		}
	}
	for name, content := range map[string]string{
		"page.html": "<!doctype html><script>alert(1)</script>", "drawing.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"actor.json": `{"type":"Person"}`, "film.mov": "\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  ", "words.mp3": "just words", "empty.mp4": "",
	} {
		b.get("/desk/media").form("/desk/media").named("picture", name, []byte(content)).send().wants(http.StatusUnprocessableEntity, "").shows("f-picture-wrong")
	}
}

// TestLongFile waits on the disk, not in memory, and what is over the limit is refused with its size.
func TestLongFile(t *testing.T) {
	h := openSQLite(t)
	ann := h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	b.get("/desk/media").form("/desk/media").named("picture", "long.wav", append(wave(t), make([]byte, 30<<20)...)).send().wants(http.StatusOK, "long.wav", "30.0 MB")
	if m := h.onlyMedia(ann); m.Kind != blog.Sound || m.File().Bytes < 30<<20 {
		t.Errorf("stored %+v", m)
	}
	b.get("/desk/media").form("/desk/media").named("picture", "longer.wav", append(wave(t), make([]byte, 201<<20)...)).send().
		wants(http.StatusUnprocessableEntity, "This file is 202 MB; the limit here is 200 MB.")
}

func (h *house) onlyMedia(of blog.Account) blog.Media {
	h.t.Helper()
	list, err := h.store.Library(h.t.Context(), store.MediaFilter{AccountID: of.ID, Max: 10})
	if err != nil || len(list) != 1 {
		h.t.Fatalf("stored %v, %v", list, err)
	}
	return list[0]
}

// wave is a tenth of a second of silence.
func wave(t testing.TB) []byte {
	t.Helper()
	header := []byte("RIFF\x64\x03\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x20\x03\x00\x00")
	return append(header, bytes.Repeat([]byte{128}, 800)...)
}

// TestScriptUpload is what the editor's script sends.
func TestScriptUpload(t *testing.T) {
	h := openSQLite(t)
	h.account("ann", blog.Owner)
	b := h.signedIn("ann")
	f := b.get("/desk/media").form("/desk/media").with("alt", "A boat")
	r := f.file("picture", picture(t, 40, 30)).request()
	r.Header.Set("Accept", "text/markdown")
	if p := b.do(r).wants(http.StatusCreated); !strings.HasPrefix(p.source, "![A boat](/media/") {
		t.Errorf("answered %q", p.source)
	}
	r = f.file("picture", []byte("no picture")).request()
	r.Header.Set("Accept", "text/markdown")
	if p := b.do(r).wants(http.StatusUnprocessableEntity); strings.Contains(p.source, "<") {
		t.Errorf("answered %q", p.source)
	}
}
