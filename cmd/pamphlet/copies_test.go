package main

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// face is the avatar of a person in the thread; "" where the theme draws one.
func (k *talk) face(name string) string {
	k.t.Helper()
	body := string(get(k.t, k.page, "text/html").body)
	before, _, found := strings.Cut(body, ">"+name+"<")
	if !found {
		return ""
	}
	comment := before[strings.LastIndex(before, "<article"):]
	if src := regexp.MustCompile(`<img src="([^"]*)"`).FindStringSubmatch(comment); src != nil {
		return src[1]
	}
	return ""
}

// awaitFace waits for an avatar in the thread other than a former one.
func (k *talk) awaitFace(name, former string) (src string) {
	k.t.Helper()
	eventually(k.t, "the avatar of "+name, func() error {
		if src = k.face(name); src == "" || src == former {
			return fmt.Errorf("the thread shows %q", src)
		}
		return nil
	})
	return src
}

// isOurs expects a stored picture of a size.
func (i *instance) isOurs(src string, width, height int) {
	i.t.Helper()
	got := i.get(i.base+src, "")
	config, _, err := image.DecodeConfig(bytes.NewReader(got.body))
	if !strings.HasPrefix(src, "/media/") || got.status != http.StatusOK || err != nil || config.Width != width || config.Height != height {
		i.t.Errorf("%s answers %d with %dx%d, %v", src, got.status, config.Width, config.Height, err)
	}
}

// staysHere expects that nothing on a page is loaded from a server, and that the page's policy would not allow it.
func (i *instance) staysHere(page string, s *gallery) {
	i.t.Helper()
	got := i.get(page, "text/html")
	if loads := regexp.MustCompile(`(src|srcset|poster)="[^"]*`+regexp.QuoteMeta(s.base)).FindAll(got.body, -1); loads != nil {
		i.t.Errorf("%s loads %s", page, loads)
	}
	policy := got.header.Get("Content-Security-Policy")
	if images := regexp.MustCompile(`img-src [^;]*`).FindString(policy); images != "img-src 'self'" && images != "img-src 'self' data:" {
		i.t.Errorf("%s allows %q", page, images)
	}
}

// files are the names of all stored pictures.
func (i *instance) files() (names []string) {
	i.t.Helper()
	entries, err := os.ReadDir(filepath.Join(i.folder, "data", "media"))
	if err != nil {
		i.t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestAvatars has the faces of people of another server beside their words, as copies of ours.
func TestAvatars(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		g := newGallery(t)
		k := newTalk(t, i)
		k.sink = g.sink
		g.looks("bea", "face.png")
		g.looks("cid", "face.png") // many people have the same default
		first := k.creates("bea", k.note("bea", k.id, "<p>With a face</p>"))
		k.creates("cid", k.note("cid", first, "<p>With the same</p>"))
		src := k.awaitFace("bea", "")
		i.isOurs(src, 96, 96)
		if other := k.awaitFace("cid", ""); other != src {
			t.Errorf("the same avatar is at %s and %s", src, other)
		}
		if n := g.asked("face.png"); n != 1 {
			t.Errorf("it was fetched %d times", n)
		}
		i.staysHere(k.page, g)

		// Another face, and the thread shows it.
		g.looks("bea", "other.png")
		k.taken("bea", k.actor, object{"type": "Update", "object": g.id("bea")})
		i.isOurs(k.awaitFace("bea", src), 96, 96)
		if k.face("cid") != src {
			t.Error("cid's avatar changed, too")
		}
		// A follower's is copied, too.
		g.looks("dora", "dora.jpg")
		k.follows("dora", k.actor)
		eventually(t, "the follower's avatar", func() error {
			if i.number("select count(*) from copies where kind = 'icon' and copied_at > 0") < 3 {
				return fmt.Errorf("there are %v", i.files())
			}
			return nil
		})
	})
}

// TestBadAvatars leaves people whose avatars cannot be had without, and everything else as it is.
func TestBadAvatars(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		g := newGallery(t)
		k := newTalk(t, i)
		k.sink = g.sink
		bad := []string{"huge", "page", "slow", "inside", "bomb", "gone"}
		for _, name := range bad {
			g.looks(name, name+".png")
			k.creates(name, k.note(name, k.id, "<p>Words of "+name+"</p>"))
		}
		g.looks("bea", "face.png")
		k.creates("bea", k.note("bea", k.id, "<p>With a face</p>"))
		k.awaitFace("bea", "")
		k.shows(`Words of huge`, `Words of slow`, `Words of bomb`)
		eventually(t, "all were tried", func() error {
			if n := i.number("select count(*) from copies where retry_at > 0"); n != int64(len(bad)) {
				return fmt.Errorf("%d of %d are remembered", n, len(bad))
			}
			return nil
		})
		for _, name := range bad {
			if src := k.face(name); src != "" {
				t.Errorf("the avatar of %s is %s", name, src)
			}
		}
		if files := i.files(); len(files) != 1 {
			t.Errorf("stored are %v", files)
		}
		// Given up for a day: more words are no reason to ask again.
		for _, name := range bad {
			k.creates(name, k.note(name, k.id, "<p>More words</p>"))
		}
		k.shows(`13 replies`)
		for _, name := range bad {
			if n := g.asked(name + ".png"); n != 1 {
				t.Errorf("%s was asked for %d times", name, n)
			}
		}
		i.staysHere(k.page, g)
	})
}
