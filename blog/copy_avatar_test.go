package blog_test

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// works does the jobs there are, at their time, and gives how many there were.
func (e *elsewhere) works() int {
	e.t.Helper()
	jobs := left[blog.CopyAvatar](e)
	for _, job := range jobs {
		if job.At.After(e.now) {
			e.now = job.At
		}
		if err := e.copier.Avatar(e.t.Context(), job); err != nil {
			e.t.Error(err)
		}
	}
	return len(jobs)
}

// avatars are the files in the thread of an article, by name.
func (e *elsewhere) avatars(a blog.Article) map[string]string {
	e.t.Helper()
	files := map[string]string{}
	for _, c := range must(e.store.Thread(e.t.Context(), a.ID))(e.t) {
		files[c.Actor.Username] = c.Actor.Avatar
	}
	return files
}

func TestAvatarIsTriedAFewTimes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		a, bea := e.published(blog.Text{Title: "A", Markdown: "x"}), e.actor("bea", e.base+"/bea.png")
		e.answers(http.StatusBadGateway)
		e.says(a, bea, "1")
		began := e.now
		for turns := 0; e.works() > 0; turns++ {
			if turns > 10 {
				t.Fatal("it is tried for ever")
			}
		}
		if n := e.times("/bea.png"); n != 4 || e.now.Sub(began) < time.Hour {
			t.Errorf("tried %d times in %v", n, e.now.Sub(began))
		}
		// Given up: another word is a reason to ask again only after a day.
		e.now = e.now.Add(23 * time.Hour)
		e.says(a, bea, "2")
		e.works()
		if n := e.times("/bea.png"); n != 4 {
			t.Errorf("asked for again within a day: %d times", n)
		}
		e.now = e.now.Add(2 * time.Hour)
		e.says(a, bea, "3")
		e.works()
		if n := e.times("/bea.png"); n != 5 || len(left[blog.CopyAvatar](e)) != 0 {
			t.Errorf("after a day it was asked for %d times in all", n)
		}
		e.now = e.now.Add(25 * time.Hour)
		e.answers(0)
		e.says(a, bea, "4")
		e.works()
		if e.avatars(a)["bea"] == "" {
			t.Error("the avatar that came at last is not shown")
		}
	})
}

// TestAvatarInterrupted has the process end in the middle of a try, and the job come again.
func TestAvatarInterrupted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		a := e.published(blog.Text{Title: "A", Markdown: "x"})
		e.answers(never)
		e.says(a, e.actor("bea", e.base+"/bea.png"), "1")
		job := left[blog.CopyAvatar](e)[0]
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if err := e.copier.Avatar(ctx, job); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("interrupted: %v", err)
		}
		e.answers(0)
		if err := e.copier.Avatar(t.Context(), job); err != nil || e.times("/bea.png") != 1 {
			t.Errorf("the picture that the process may have died of was asked for again at once (%v)", err)
		}
		for e.works() > 0 {
			e.t.Log("a job more")
		}
		if e.avatars(a)["bea"] == "" || e.times("/bea.png") != 2 {
			t.Errorf("asked for %d times, the thread has %v", e.times("/bea.png"), e.avatars(a))
		}
	})
}

// noise is a path that cannot be made shorter.
func noise(length int) string {
	var path strings.Builder
	for path.Len() < length {
		path.WriteString("/" + rand.Text())
	}
	return path.String()
}

func TestAvatarThatWillNeverCome(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		a := e.published(blog.Text{Title: "A", Markdown: "x"})
		e.answers(http.StatusNotFound)
		e.says(a, e.actor("bea", e.base+"/bea.png"), "1")
		e.works()
		e.works()
		if n := e.times("/bea.png"); n != 1 {
			t.Errorf("asked for %d times", n)
		}
		for number, avatar := range map[string]string{"2": "", "3": "not an address", "4": "ftp://x.example/a.png", "5": "data:image/png;base64,AAAA", "6": e.base + noise(1<<20)} {
			e.says(a, e.actor("cid"+number, avatar), number)
			e.works()
		}
		if again := left[blog.CopyAvatar](e); len(again) != 0 {
			t.Errorf("left are %v", again)
		}
	})
}

// TestOneDomainHasABudget holds off somebody whose avatar is another one every minute.
func TestOneDomainHasABudget(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e := newElsewhere(t, open())
		a := e.published(blog.Text{Title: "A", Markdown: "x"})
		err := e.store.Write(t.Context(), func(tx *store.Tx) error {
			for n := range 300 {
				c := blog.Copy{Media: blog.Media{Kind: blog.Icon}, URL: "https://cdn.example/" + string(rune(n+'0')),
					Domain: "cdn.example", WantedBy: "home.example", Tries: 1, TriedAt: e.now, RetryAt: e.now.Add(time.Hour)}
				if err := tx.SaveCopy(c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		e.says(a, e.actor("bea", e.base+"/bea.png"), "1")
		other := e.actor("cid", e.base+"/cid.png")
		other.Host = "elsewhere.example"
		e.says(a, other, "2")
		e.works()
		if e.times("/bea.png") != 0 || e.times("/cid.png") != 1 {
			t.Errorf("asked for %v", e.asked)
		}
		e.now = e.now.Add(61 * time.Minute)
		e.works()
		if e.times("/bea.png") != 1 {
			t.Error("after an hour it was not asked for")
		}
	})
}

// TestUnusedCopiesGo follows the files of avatars that nobody has any more.
func TestUnusedCopiesGo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		e, ctx := newElsewhere(t, open()), t.Context()
		a := e.published(blog.Text{Title: "A", Markdown: "x"})
		thread := blog.Scope{Kind: blog.ThreadScope, ID: a.ID}
		bea, cid := e.actor("bea", e.base+"/bea.png"), e.actor("cid", e.base+"/shared.png")
		e.says(a, bea, "1")
		e.says(a, cid, "2")
		e.says(a, e.actor("dora", e.base+"/shared.png"), "3")
		e.wasTouched(thread)
		e.works()
		if !e.wasTouched(thread) {
			t.Error("the thread does not show the copies")
		}
		old := e.avatars(a)
		if old["bea"] == "" || old["cid"] == "" || old["cid"] != old["dora"] || old["bea"] == old["cid"] || e.times("/shared.png") != 1 {
			t.Fatalf("the thread has %v", old)
		}
		bea.AvatarURL = e.base + "/new.png"
		if err := e.ActorChanged(ctx, bea, "https://x.example/update"); err != nil {
			t.Fatal(err)
		}
		if !e.wasTouched(thread) || e.avatars(a)["bea"] != "" {
			t.Error("the thread goes on showing a replaced avatar")
		}
		e.works()
		if err := e.ActorGone(ctx, cid.URI); err != nil {
			t.Fatal(err)
		}
		e.dropsUnused()
		e.has(old["bea"], false)
		e.has(old["dora"], true)
		e.has(e.avatars(a)["bea"], true)
		if err := e.ActorGone(ctx, e.base+"/u/dora"); err != nil {
			t.Fatal(err)
		}
		e.dropsUnused()
		e.has(old["dora"], false)
		e.has(e.avatars(a)["bea"], true)
	})
}

// dropsUnused lets three hours pass and what is no longer needed go.
func (e *elsewhere) dropsUnused() {
	e.t.Helper()
	e.now = e.now.Add(3 * time.Hour)
	if err := e.DropCopies(e.t.Context()); err != nil {
		e.t.Fatal(err)
	}
	e.dropsFiles()
}

// dropsFiles does the jobs that delete files.
func (e *elsewhere) dropsFiles() {
	e.t.Helper()
	for _, job := range left[blog.DropFiles](e) {
		if !job.At.After(e.now) {
			e.t.Error("files go while pages that show them are still being read")
		}
		if err := e.DropFiles(e.t.Context(), job); err != nil {
			e.t.Fatal(err)
		}
	}
}
