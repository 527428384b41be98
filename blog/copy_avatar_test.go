package blog_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
	"pamphlet/federation/transport"
)

// elsewhere is a desk with a copier, and a server with pictures.
type elsewhere struct {
	*desk
	copier  *blog.Copier
	base    string
	mu      sync.Mutex
	status  int // what it answers; 0 is a picture
	asked   map[string]int
	touched []store.Version
}

func newElsewhere(t *testing.T, db *store.Store) *elsewhere {
	t.Helper()
	e := &elsewhere{desk: newDesk(t, db), asked: map[string]int{}}
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	e.base = server.URL
	e.copier = blog.NewCopier(e.Service, transport.New(transport.Config{AllowPrivateNetwork: true}), slog.New(slog.NewTextHandler(io.Discard, nil)))
	db.OnTouch(func(v []store.Version) {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.touched = append(e.touched, v...)
	})
	return e
}

// never is the status of a server that does not answer.
const never = -1

// ServeHTTP implements http.Handler.
func (e *elsewhere) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	e.asked[r.URL.Path]++
	status := e.status
	e.mu.Unlock()
	switch status {
	case 0:
	case never:
		<-r.Context().Done()
		return
	default:
		w.WriteHeader(status)
		return
	}
	size := image.Rect(0, 0, 1500, 1000)
	if strings.HasPrefix(r.URL.Path, "/small") {
		size = image.Rect(0, 0, 4, 3)
	}
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewRGBA(size)); err != nil {
		e.t.Error(err)
	}
	_, _ = w.Write(file.Bytes())
}

func (e *elsewhere) answers(status int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.status = status
}

func (e *elsewhere) times(path string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.asked[path]
}

// wasTouched reports whether a page changed since it was asked last.
func (e *elsewhere) wasTouched(scope blog.Scope) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	found := false
	for _, v := range e.touched {
		found = found || v.Scope == scope
	}
	e.touched = nil
	return found
}

func (e *elsewhere) actor(name, avatar string) blog.Actor {
	id := e.base + "/u/" + name
	return blog.Actor{URI: id, Host: "home.example", Kind: "Person", Username: name, Name: name, AvatarURL: avatar, Inbox: id + "/inbox", KeyID: id + "#key", FetchedAt: e.now}
}

func (e *elsewhere) says(a blog.Article, actor blog.Actor, number string) {
	e.t.Helper()
	uri := e.base + "/notes/" + number
	err := e.ReceiveComment(e.t.Context(), blog.Received{Activity: uri + "#create", To: blog.Target{ArticleID: a.ID},
		Comment: blog.Comment{URI: uri, Actor: actor, HTML: "<p>x</p>", PublishedAt: e.now}})
	if err != nil {
		e.t.Fatal(err)
	}
}

// left takes the jobs of a kind out of the queue.
func left[T blog.Job](e *elsewhere) (jobs []T) {
	e.t.Helper()
	var zero T
	args := "json(args)" // SQLite keeps them in its binary form
	if e.store.Postgres() != nil {
		args = "args"
	}
	rows, err := e.store.Read().QueryContext(e.t.Context(), "select "+args+" from river_job where kind = $1 order by id", zero.Kind())
	if err != nil {
		e.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var raw []byte
		var job T
		if err := rows.Scan(&raw); err != nil {
			e.t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &job); err != nil {
			e.t.Fatal(err)
		}
		jobs = append(jobs, job)
	}
	if err := rows.Err(); err != nil {
		e.t.Fatal(err)
	}
	if pool := e.store.Postgres(); pool != nil {
		_, err = pool.Exec(e.t.Context(), "delete from river_job where kind = $1", zero.Kind())
	} else {
		_, err = e.store.SQLite().ExecContext(e.t.Context(), "delete from river_job where kind = ?", zero.Kind())
	}
	if err != nil {
		e.t.Fatal(err)
	}
	return jobs
}

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
	for _, job := range left[blog.DropFiles](e) {
		if !job.At.After(e.now) {
			e.t.Error("files go while pages that show them are still being read")
		}
		if err := e.DropFiles(e.t.Context(), job); err != nil {
			e.t.Fatal(err)
		}
	}
}

// has checks whether a file is stored.
func (e *elsewhere) has(name string, want bool) {
	e.t.Helper()
	if there, err := e.files.Exists(name); err != nil || there != want {
		e.t.Errorf("%q is stored: %t, %v", name, there, err)
	}
}
