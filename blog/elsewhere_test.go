package blog_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"pamphlet/blog"
	"pamphlet/blog/store"
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

// has checks whether a file is stored.
func (e *elsewhere) has(name string, want bool) {
	e.t.Helper()
	file, err := e.files.Open(e.t.Context(), name)
	if err == nil {
		_ = file.Close()
	}
	if there := err == nil; there != want {
		e.t.Errorf("%q is stored: %t, %v", name, there, err)
	}
}
