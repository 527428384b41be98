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

// TestRemotePictures publishes an article with pictures of another server: page, feed and document have copies of ours.
func TestRemotePictures(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		g := newGallery(t)
		actor := i.actorOf("ann")
		g.follows("bea", actor)
		bad := []string{"huge", "page", "inside", "bomb", "gone"}
		text := "---\ntitle: From elsewhere\n---\n![Dunes](" + g.at("photo.jpg") + " \"At noon\")\n\nMoved: ![Moved](" + g.at("moved.jpg") + ")\n"
		for _, name := range bad {
			text += "\n![Bad " + name + "](" + g.at(name+".png") + ")\n"
		}
		page := i.publish("ann", "elsewhere.md", text)
		id := i.document(page).text("id")

		// Followers get the copies with the article, and links to what is none.
		create := g.await(1, "Create of the article", is("Create", id))[0].activity.in("object")
		if content := create.text("content"); strings.Contains(content, `src="`+g.base) || !strings.Contains(content, `src="`+i.base+"/media/") ||
			!strings.Contains(content, `<a href="`+g.at("bomb.png")+`" rel="noopener">Bad bomb</a>`) {
			t.Errorf("followers get %s", content)
		}
		if source := create.in("source").text("content"); !strings.Contains(source, g.at("photo.jpg")) {
			t.Errorf("the Markdown became %s", source)
		}

		body := string(i.get(page, "text/html").body)
		figure := regexp.MustCompile(`<figure><img src="(/media/[^"]+)" alt="Dunes" srcset="([^"]+)"[^>]* width="1360" height="907"[^>]*/?><figcaption>At noon`).FindStringSubmatch(body)
		if figure == nil {
			t.Fatalf("the page has %s", body)
		}
		i.isOurs(figure[1], 1360, 907)
		for _, candidate := range strings.Split(figure[2], ", ") {
			src, _, _ := strings.Cut(candidate, " ")
			if got := i.get(i.base+src, ""); got.status != http.StatusOK || got.header.Get("Content-Type") != "image/webp" {
				t.Errorf("%s answers %d", src, got.status)
			}
		}
		if !regexp.MustCompile(`Moved: <img src="/media/`).MatchString(body) {
			t.Error("what moved is not shown")
		}
		for _, name := range bad {
			if !strings.Contains(body, `<a href="`+g.at(name+".png")+`" rel="noopener">Bad `+name+`</a>`) || g.asked(name+".png") != 1 {
				t.Errorf("%s was asked for %d times; no link stands for it", name, g.asked(name+".png"))
			}
		}
		i.staysHere(page, g)
		i.staysHere(i.base+"/@ann", g)
		for _, feed := range []string{"rss", "atom", "json"} {
			got := string(i.get(i.base+"/@ann/feed."+feed, "").body)
			if strings.Contains(got, "src=\\\""+g.base) || strings.Contains(got, `src="`+g.base) || !strings.Contains(got, i.base+figure[1]) {
				t.Errorf("the feed has %s", got)
			}
		}
		g.proved()
	})
}

// TestRemotePicturesThatComeLate does not keep followers waiting, and shows the pictures when they can be had.
func TestRemotePicturesThatComeLate(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		g := newGallery(t)
		g.follows("bea", i.actorOf("ann"))
		g.isDown(true)
		page := i.publish("ann", "elsewhere.md", "---\ntitle: From elsewhere\n---\n![Dunes]("+g.at("photo.jpg")+")\n")
		g.await(1, "Create of the article", is("Create", i.document(page).text("id")))
		i.staysHere(page, g)
		g.isDown(false)
		eventually(t, "the second try waits", func() error {
			if i.number("select count(*) from river_job where kind = 'copy_pictures' and state = 'scheduled'") != 1 {
				return fmt.Errorf("%d tries were made", g.asked("photo.jpg"))
			}
			return nil
		})
		i.picturesAreDue()
		eventually(t, "the copy is on the page", func() error {
			if body := i.get(page, "text/html").body; !bytes.Contains(body, []byte(`<figure><img src="/media/`)) {
				return fmt.Errorf("it was asked for %d times", g.asked("photo.jpg"))
			}
			return nil
		})
		i.staysHere(page, g)
		if told := g.got(func(p post) bool { return p.activity.text("type") == "Update" }); len(told) > 0 {
			t.Errorf("followers were told %d times more", len(told))
		}
	})
}

// picturesAreDue makes everything due that waits to be asked for again.
func (i *instance) picturesAreDue() {
	i.t.Helper()
	db := i.open()
	defer func() { _ = db.Close() }()
	for _, statement := range []string{"update copies set retry_at = 1 where copied_at = 0", "update river_job set state = 'available', scheduled_at = created_at where state = 'scheduled'"} {
		if _, err := db.ExecContext(i.t.Context(), statement); err != nil {
			i.t.Fatalf("%s: %v", statement, err)
		}
	}
}
