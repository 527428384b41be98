package dashboard_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"pamphlet/blog"
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
	b.get("/desk/media").form("/desk/media").send().wants(http.StatusUnprocessableEntity, "No picture was chosen.")
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
	b.get("/desk/media").form("/desk/media").file("picture", picture(t, 500, 300)).send().wants(http.StatusOK, "The picture is here.", "No words yet")
	list, err := h.store.MediaOf(t.Context(), ann.ID, blog.Picture, 10, 0)
	if err != nil || len(list) != 1 {
		t.Fatalf("stored %v, %v", list, err)
	}
	path := "/desk/media/" + itoa(list[0].ID)
	b.last.form(path).with("alt", "A slope of colours").send().wants(http.StatusOK, "A slope of colours")
	b.last.form(path).with("alt", strings.Repeat("long ", 400)).send().wants(http.StatusUnprocessableEntity, "1500 is the most", "long long")
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
