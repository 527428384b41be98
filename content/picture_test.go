package content

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// copies stands for what a site knows about pictures.
func copies(_ context.Context, address string) (Picture, bool, error) {
	known := map[string]Picture{
		"https://there.example/a.jpg": {Src: "/media/a.jpg", SrcSet: "/media/a.webp 480w, /media/b.webp 960w", Width: 960, Height: 640},
		"https://there.example/b.jpg": {Src: "/media/b.jpg"},
		"/media/own.jpg":              {Src: "/media/own.jpg", Width: 30, Height: 20},
		"/media/talk.mp3":             {Kind: Sound, Src: "/media/talk.mp3"},
		"/media/film.mp4":             {Kind: Film, Src: "/media/film.mp4"},
		"/media/paper.pdf":            {Kind: File, Src: "/media/paper.pdf"},
	}
	shown, ok := known[address]
	return shown, ok, nil
}

func TestPicturesOfOtherSites(t *testing.T) {
	r, err := New(Options{BaseURL: "https://example.com"})
	if err != nil {
		t.Fatal(err)
	}
	const late = `loading="lazy" decoding="async"`
	for markdown, want := range map[string]string{
		"![A](https://there.example/a.jpg \"Said\")":  `<figure><img src="/media/a.jpg" alt="A" srcset="/media/a.webp 480w, /media/b.webp 960w" sizes="auto, (min-width: 45em) 42.5em, 100vw" width="960" height="640" ` + late + `/><figcaption>Said</figcaption></figure>`,
		"x ![B](//there.example/b.jpg)":               `<p>x <img src="/media/b.jpg" alt="B" ` + late + `/></p>`,
		"x ![C](https://there.example/c.jpg)":         `<p>x <a href="https://there.example/c.jpg" rel="noopener">C</a></p>`,
		"[![B](https://there.example/b.jpg)](/x)":     `<figure><a href="/x"><img src="/media/b.jpg" alt="B" ` + late + `/></a></figure>`,
		"![own](/media/own.jpg)":                      `<figure><img src="/media/own.jpg" alt="own" width="30" height="20" ` + late + `/></figure>`,
		"![own](https://example.com/media/own.jpg)":   `<figure><img src="/media/own.jpg" alt="own" width="30" height="20" ` + late + `/></figure>`,
		"![own](https://example.com/media/other.jpg)": `<figure><img src="https://example.com/media/other.jpg" alt="own" ` + late + `/></figure>`,
		`<img src="https://there.example/a.jpg" width="100" srcset="https://evil.example/x.png 2x" sizes="1px">`: `<img src="/media/a.jpg" width="100" alt="" srcset="/media/a.webp 480w, /media/b.webp 960w" sizes="auto, (min-width: 45em) 42.5em, 100vw" ` + late + `/>`,
		"![A talk](/media/talk.mp3)":                                           `<figure><audio src="/media/talk.mp3" controls="" preload="none" aria-label="A talk"><a href="/media/talk.mp3">A talk</a></audio><figcaption>A talk</figcaption></figure>`,
		"![A \"talk\"](/media/talk.mp3 \"In *May*\")":                          `<figure><audio src="/media/talk.mp3" controls="" preload="none" aria-label="A “talk”"><a href="/media/talk.mp3">A “talk”</a></audio><figcaption>In *May*</figcaption></figure>`,
		"x ![](/media/film.mp4)":                                               `<p>x <video src="/media/film.mp4" controls="" preload="metadata" playsinline=""><a href="/media/film.mp4">/media/film.mp4</a></video></p>`,
		"x ![The paper](/media/paper.pdf)":                                     `<p>x <a href="/media/paper.pdf" rel="noopener">The paper</a></p>`,
		`<img src="/x.png" srcset="https://evil.example/x.png 2x, /y.png 1x">`: `<img src="/x.png" alt="" ` + late + `/>`,
	} {
		doc, err := r.Render(context.Background(), Input{Markdown: markdown, Picture: copies})
		if got := strings.TrimSpace(doc.HTML); err != nil || got != want {
			t.Errorf("%s became\n%s, want\n%s (%v)", markdown, got, want, err)
		}
	}
}

func TestRemotePicturesAreListed(t *testing.T) {
	r, err := New(Options{BaseURL: "https://example.com"})
	if err != nil {
		t.Fatal(err)
	}
	const markdown = "![](https://there.example/c.jpg) ![](/own.jpg) ![](//there.example/a.jpg)\n\n![](https://there.example/c.jpg) ![](https://there.example/a.jpg) ![](https://example.com/x.png)"
	doc, err := r.Render(context.Background(), Input{Markdown: markdown, Picture: copies})
	if want := []string{"https://there.example/c.jpg", "https://there.example/a.jpg"}; err != nil || !reflect.DeepEqual(doc.Remote, want) {
		t.Errorf("listed are %v, %v", doc.Remote, err)
	}
	broken := errors.New("the database is away")
	_, err = r.Render(context.Background(), Input{Markdown: markdown, Picture: func(context.Context, string) (Picture, bool, error) {
		return Picture{}, false, broken
	}})
	if !errors.Is(err, broken) {
		t.Errorf("rendered without its pictures: %v", err)
	}
}

// TestSetsOfPicturesAreOurs holds the last line, should anything before it fail.
func TestSetsOfPicturesAreOurs(t *testing.T) {
	policy := articlePolicy()
	for set, kept := range map[string]bool{
		"/a.webp 480w": true, "/a.webp 480w, /b.webp 960w": true,
		"//evil.example/a.webp 480w": false, "/a.webp 480w, //evil.example/b 1w": false, "https://evil.example/a.webp 480w": false,
		"/a.webp 480w, https://evil.example/b 1w": false, "/a.webp 2x": false, "/a,https://evil.example/b 480w": false, "": false,
	} {
		if got := strings.Contains(policy.Sanitize(`<img src="/a.jpg" srcset="`+set+`">`), "srcset"); got != kept {
			t.Errorf("%q is kept: %t", set, got)
		}
	}
}
